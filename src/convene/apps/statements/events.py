"""What happens with a statement: each kind named once, with the sentence that tells it."""

from django.utils.translation import gettext_lazy as _

from convene.ground import trail

ISSUED = trail.kind("statements.issued", _("Issued it, with %(lines)s lines."), lines=int)
CONFIRMED = trail.kind(
    "statements.confirmed", _("Confirmed line %(line)s: %(about)s"), line=int, about=str
)
DISPUTED = trail.kind(
    "statements.disputed",
    _("Disputed line %(line)s, “%(about)s”: %(reason)s"),
    line=int,
    about=str,
    reason=str,
)
EMPTY_CONFIRMED = trail.kind("statements.empty_confirmed", _("Confirmed that nothing is recorded."))
REFUSED = trail.kind("statements.refused", _("Refused the whole: %(reason)s"), reason=str)
WRITTEN = trail.kind("statements.written", _("Wrote to %(name)s that it waits."), name=str)
SENT = trail.kind("statements.sent", _("The mail server took the letter."), said=str)
NOT_SENT = trail.kind("statements.not_sent", _("The letter was not sent: %(said)s"), said=str)
