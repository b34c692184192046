"""When the registry and the ledger are looked at again: every night, and a while after a worker
starts.
"""

import os
from contextlib import suppress
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from convene.apps.digest import tasks as digest
from convene.apps.jobs import actions, queries
from convene.apps.jobs.models import Kind
from convene.apps.ledger import tasks as ledger
from convene.apps.vetting import tasks as vetting

NIGHTS = (vetting.night, ledger.night, digest.night)
OFF = "off"
AT = "02:00"
SETTLING = timedelta(minutes=5)
"""How long after its start a worker has the first look taken: a laptop is rarely awake at night."""


class BadTime(Exception):
    """CONVENE_RESCREEN_AT is neither a time nor “off”."""


def when(given: str) -> time | None:
    """Return the time of day to look again at, or None for never. Raises BadTime."""
    if given.strip().casefold() == OFF:
        return None
    try:
        return datetime.strptime(given.strip(), "%H:%M").time()  # noqa: DTZ007 - only a day has a zone
    except ValueError:
        raise BadTime(
            f"CONVENE_RESCREEN_AT should be a time such as 02:00, or off, but is “{given}”."
        ) from None


def next_time(after: datetime, *, at: time, zone: ZoneInfo) -> datetime:
    """Return the next moment that the clocks of a zone show a time. Where they jump over it, it is
    an hour later.
    """
    local = after.astimezone(zone)
    wanted = local.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0, fold=0)
    tomorrow = (local + timedelta(days=1)).replace(
        hour=at.hour, minute=at.minute, second=0, microsecond=0, fold=0
    )
    return wanted if wanted > local else tomorrow


def chosen() -> time | None:
    """Return the time that the settings ask for, or None for never. Raises BadTime."""
    return when(os.environ.get("CONVENE_RESCREEN_AT", AT))


def begin() -> None:
    """Have a look taken soon; where there is to be none, let those go that wait."""
    wanted = chosen() is not None
    for night in NIGHTS:
        waiting = queries.open_of(night)
        if wanted:
            _ask(night, timezone.now() + SETTLING)
        elif waiting and waiting.asked_by is None:
            actions.cancel(waiting)


def keep() -> None:
    """See that the next night waits in the table of jobs, which holds no more than one of each."""
    hour = chosen()
    for night in NIGHTS:
        if hour and not queries.open_of(night):
            after = max(timezone.now(), queries.last_due(night) or timezone.now())
            _ask(night, next_time(after, at=hour, zone=ZoneInfo(settings.TIME_ZONE)))


def _ask(night: Kind, moment: datetime) -> None:
    with suppress(actions.UnderWay):  # another worker has asked, or the night runs
        actions.ask(night, at=moment)
