"""How a file says days, moments and who did something, in the language of the pages."""

from datetime import date, datetime

from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from convene.apps.accounts.models import User
from convene.documents.speech import Speech, speech


def say() -> Speech:
    return speech(get_language() or "en")


def moment(at: datetime) -> str:
    return say().moment(localtime(at))


def day_of(day: date | None) -> str:
    return say().day(day) if day else ""


def by(who: User | None, at: datetime | None) -> str:
    return _("%(who)s, %(when)s") % {"who": who, "when": moment(at)} if who and at else ""


def so(known: bool | None) -> str:
    """Say whether something is so: nobody knows is an answer of its own."""
    return {True: _("Yes"), False: _("No"), None: _("Not known")}[known]
