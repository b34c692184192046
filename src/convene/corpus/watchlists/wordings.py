"""What one query is asked as: its whole name, and each name that it holds."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from convene.core import aliases
from convene.core.names import Name
from convene.core.watchlists import Query, Way

FEW = 3
"""Countries of an entry from which on one of them in common tells little."""


@dataclass(frozen=True, kw_only=True)
class Wording:
    """A query as it is put to the lists, and how its name was found in what was asked."""

    query: Query
    way: Way = "whole"

    @property
    def split(self) -> bool:
        """Whether a mere sign parts this from the rest, so that it may be no name."""
        return self.way == "split"

    def may_be(self, name: Name) -> bool:
        """Say whether a name that came near may be meant: initials stand for themselves alone, as
        the name beside them says what they are short for.
        """
        return self.way != "initials" or aliases.letters(name.text) == aliases.letters(
            self.query.name
        )

    def agrees(self, name: Name) -> bool:
        """Say whether a country asked about is one of the few of a name."""
        asked = self.query.as_name().countries
        return len(name.countries) <= FEW and not set(asked).isdisjoint(name.countries)


def wordings(query: Query) -> Sequence[Wording]:
    """Return what a query is asked as, the whole name first."""
    parts = aliases.asked(query.name)
    return (
        Wording(query=query),
        *(Wording(query=replace(query, name=part.text), way=part.way) for part in parts),
    )
