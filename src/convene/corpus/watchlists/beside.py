"""What stands beside a name and its likeness: whether a number or a date of birth agrees, and
whether the period of the listing is over.
"""

from dataclasses import dataclass

from convene import matching
from convene.core import births
from convene.core.births import Birth
from convene.core.reasons import Reason
from convene.core.watchlists import Entry, Query, ended

ALIKE = matching.POSSIBLE / 2
"""The likeness of names from which on the same day of birth makes a match at least possible: the
first of January stands for “some day that year” on every list (expert choice).
"""


@dataclass(frozen=True, kw_only=True)
class Beside:
    """What an entry and a query say beside the names. `over` is the day on which the entry's period
    ended, if it has.
    """

    entry: Entry
    birth: Birth
    over: str
    number: bool
    why: tuple[Reason, ...]

    @property
    def agrees(self) -> bool:
        """Whether more than a name speaks for it."""
        return self.number or self.birth == "same"


def beside(query: Query, entry: Entry, *, score: float, day: str) -> Beside:
    """Hold what a query says against what an entry says, on a day."""
    birth = births.birth(query.born, entry.born)
    why = births.why(birth, asked=query.born, listed=entry.born)
    if birth == "same" and score < ALIKE:
        birth = "fits"
    return Beside(
        entry=entry,
        birth=birth,
        over=entry.until if ended(entry.until, day=day) else "",
        number=_agree(query, entry),
        why=why,
    )


def _agree(query: Query, entry: Entry) -> bool:
    asked = {key for number in query.identifiers if (key := matching.bare(number))}
    return any(matching.bare(number) in asked for _, number in entry.identifiers)
