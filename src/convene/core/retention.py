"""How long records are kept once they are closed. All of these numbers are ours: each is a default
that an installation may change within what is the least and the most.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from convene.core.diligence.validity import months_after

REMEMBERED = 36
"""Months for which a decline, or a partner that was found on a list, stays in memory whatever the
clock of its kind says.
"""


@dataclass(frozen=True)
class Clock:
    """How many years a kind of record is kept after it was closed, and between what it is set."""

    years: int
    least: int
    most: int


CLOCKS: Mapping[str, Clock] = {
    "vetting.case": Clock(years=7, least=1, most=30),
    "registry.import": Clock(years=1, least=1, most=10),
}


def kept_until(closed: date, *, years: int, remembered: bool = False) -> date:
    """Return the last day on which a record is kept; one that is `remembered` never goes before its
    months are over.
    """
    least = REMEMBERED if remembered else 0
    return months_after(closed, months=max(years * 12, least))


def is_past(kept_until: date, *, today: date) -> bool:
    return kept_until < today
