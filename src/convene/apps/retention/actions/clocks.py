"""For how long a kind of record is kept, as an administrator says."""

from django.db import transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.retention import events
from convene.apps.retention.models import Clock
from convene.core.retention import CLOCKS
from convene.ground.changes import allow, write


class NoSuchClock(ValueError):
    """No such kind of record has a clock, or it does not run for so many years."""


@transaction.atomic
def set_clock(kind: str, *, years: int, reason: str, by: User) -> Clock:
    """Keep a kind of record for so many years from now on. What others have proposed to dispose of
    by a shorter clock is no longer due. Raises NoSuchClock.
    """
    allow(by, "retention.set_clock")
    limits = CLOCKS.get(kind)
    if limits is None or not limits.least <= years <= limits.most:
        raise NoSuchClock(kind)
    at = timezone.now()
    clock = Clock(kind=kind, years=years, reason=reason.strip(), by=by, at=at)
    return write(clock, what=events.CLOCK_SET, by=by, at=at, new=True, kind=kind, years=str(years))
