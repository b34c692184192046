"""How long a clearance holds."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta

from convene.core.diligence.states import Level

MOST_MONTHS = 36
"""No clearance outlives this, whatever a pack says."""
SOON = timedelta(days=30)
"""How long before its end a clearance is listed as ending soon."""


def months(level: Level, *, validity: Mapping[Level, int], asked: int | None = None) -> int:
    """Return for how many months a clearance holds: what its level allows, or less when less was
    asked for; never over 36.
    """
    allowed = min(validity[level], MOST_MONTHS)
    return allowed if asked is None else max(1, min(asked, allowed))


def valid_until(decided: date, *, months: int) -> date:
    """Return the last day of a clearance; a day that a month lacks becomes its last."""
    if not 1 <= months <= MOST_MONTHS:
        raise ValueError(f"a clearance holds for 1 to {MOST_MONTHS} months, not {months}")
    return months_after(decided, months=months)


def months_after(day: date, *, months: int) -> date:
    """Return the same day so many months later; a day that a month lacks becomes its last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def has_expired(valid_until: date, *, today: date) -> bool:
    return valid_until < today
