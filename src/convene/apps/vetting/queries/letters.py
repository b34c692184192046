"""What a letter asks and until when, who signs it, and what is known of its sending: only what a
mail server took is called sent.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from convene.apps.accounts.models import Role, User
from convene.apps.registry.queries.signing import signed
from convene.apps.vetting.models import Case, Letter, RightOfReply, Sending


def asked(case: Case, *, today: date) -> list[RightOfReply]:
    """Return what a letter asks the partner to reply to: what it has not answered, where its day is
    still to come and nobody has noted that no answer came.
    """
    open_questions = case.replies.filter(answered_at=None, silent_at=None)
    return list(open_questions.filter(Q(due_on=None) | Q(due_on__gt=today)))


def answer_by(case: Case, *, today: date) -> date | None:
    """Return the first day by which something that a letter asks is to be answered."""
    return min((one.due_on for one in asked(case, today=today) if one.due_on), default=None)


def signature(who: User, at: datetime, *, language: str) -> tuple[str, ...]:
    """Return how somebody signs a letter: name, role, and the organisations they were of."""
    signer = signed(who, at, known={})
    with override(language):
        role = str(Role(signer.role).label)
    return (signer.name or signer.address, role, *signer.organisations)


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
