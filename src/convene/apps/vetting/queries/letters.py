"""What is known of the sending of a letter: only what a mail server took is called sent."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from convene.apps.vetting.models import Letter, Sending


def sendings(letter: Letter) -> Iterable[str]:
    """Yield what came of each try to send a letter; where there was none, say so."""
    tries = list(letter.sendings.all())
    if not letter.to:
        yield _("Not sent by mail: no address was given.")
    elif not tries:
        yield _("Not sent yet: it waits for the mail server.")
    yield from map(_told, tries)


def _told(sending: Sending) -> str:
    when = date_format(timezone.localtime(sending.at), "DATETIME_FORMAT")
    known = {"when": when, "to": sending.to, "number": sending.message_id, "said": sending.said}
    if sending.taken:
        return _("Sent: the mail server took it on %(when)s for %(to)s, number %(number)s.") % known
    return _("Not sent on %(when)s to %(to)s: %(said)s") % known


def can_be_sent(letter: Letter) -> bool:
    """Say whether a letter may be sent again: it has an address, and no server took it yet."""
    return bool(letter.to) and not any(sending.taken for sending in letter.sendings.all())
