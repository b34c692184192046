"""What stands beside a name and its likeness: whether a number or a date of birth agrees, and
whether the period of the listing is over.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from convene import matching
from convene.core import births
from convene.core.births import Birth
from convene.core.reasons import Reason
from convene.core.watchlists import Query, ended
from convene.corpus.watchlists.entries import About
from convene.corpus.watchlists.numbers import key

ALIKE = matching.POSSIBLE / 2
"""The likeness of names from which on the same day of birth makes a match at least possible: the
first of January stands for “some day that year” on every list (expert choice).
"""


@dataclass(frozen=True, kw_only=True)
class Beside:
    """What an entry and a query say beside the names. `over` is the day on which the entry's period
    ended, if it has.
    """

    entry: About
    birth: Birth
    over: str
    numbers: tuple[str, ...]
    """Numbers of the entry that were asked for, as the list writes them."""
    why: tuple[Reason, ...]

    @property
    def agrees(self) -> bool:
        """Whether more than a name speaks for it."""
        return bool(self.numbers) or self.birth == "same"


def beside(query: Query, entry: About, *, score: float, day: str) -> Beside:
    """Hold what a query says against what an entry says, on a day."""
    birth = _birth(query, entry, day=day)
    why = births.why(birth, asked=query.born, listed=entry.born)
    if birth == "same" and score < ALIKE:
        birth = "fits"
    return Beside(
        entry=entry,
        birth=birth,
        over=entry.until if ended(entry.until, day=day) else "",
        numbers=tuple(_agreeing(query, entry)) if query.identifiers else (),
        why=why,
    )


def _birth(query: Query, entry: About, *, day: str) -> Birth:
    return births.birth(query.born, entry.born, on=date.fromisoformat(day)) if query.born else ""


def _agreeing(query: Query, entry: About) -> Iterator[str]:
    asked = set(filter(None, map(key, query.identifiers)))
    return (number for _, number in entry.identifiers if key(number) in asked)
