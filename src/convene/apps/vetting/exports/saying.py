"""How a file says days, moments and who did something, in the language of the pages."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from threading import local

from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from convene.apps.accounts.models import User
from convene.apps.registry.queries.signing import Signature, signed
from convene.apps.vetting.queries.known import Known
from convene.documents.speech import Speech, speech

_READING = local()
"""What a thread knows of the people whom a file names, while it writes one."""


@contextmanager
def reading() -> Iterator[None]:
    """Read the past of whoever a file names once, while it is written."""
    _READING.known = {}
    try:
        yield
    finally:
        del _READING.known


def say() -> Speech:
    return speech(get_language() or "en")


def moment(at: datetime) -> str:
    return say().moment(localtime(at))


def day_of(day: date | None) -> str:
    return say().day(day) if day else ""


def by(who: User | None, at: datetime | None) -> str:
    if not who or not at:
        return ""
    return _("%(who)s, %(when)s") % {"who": signature(who, at), "when": moment(at)}


def signature(who: User | int, at: datetime) -> Signature:
    """Return who somebody was when they did something."""
    return signed(who, at, known=getattr(_READING, "known", {}))


def so(known: Known) -> str:
    """Say whether something is so: that nobody knows, or has decided, is an answer of its own."""
    words: Mapping[Known, str] = {
        "yes": _("Yes"),
        "no": _("No"),
        "so_far": _("Of nobody who is on record"),
        "open": _("To be decided"),
        "unknown": _("Not known"),
    }
    return words[known]
