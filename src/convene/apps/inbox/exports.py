"""A person's days as a calendar that other programs read (iCalendar, RFC 5545)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from icalendar import TRANSP, Calendar, Event

from convene.ground.waiting import Dated

EVERY = timedelta(hours=6)
"""How often a program is asked to read it again."""


def as_calendar(dates: Iterable[Dated], *, site: str, at: datetime) -> bytes:
    """Return days as an iCalendar file, a whole day each; `site` begins every address."""
    calendar = Calendar.new(
        name=_("Convene"),
        prodid="-//Convene//Calendar//EN",
        refresh_interval=EVERY,
        subcomponents=[_event(dated, site=site, at=at) for dated in dates],
    )
    content: bytes = calendar.to_ical()
    return content


def _event(dated: Dated, *, site: str, at: datetime) -> Event:
    return Event.new(
        uid=f"{dated.key}@convene",
        stamp=at,
        start=dated.day,
        end=dated.day + timedelta(days=1),
        summary=dated.what,
        url=f"{site}{dated.address}",
        transparency=TRANSP.TRANSPARENT,
    )
