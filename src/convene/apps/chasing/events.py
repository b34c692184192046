"""What happens with a reminder: each kind named once, with the sentence that tells it."""

from django.utils.translation import gettext_lazy as _

from convene.ground import trail

WRITTEN = trail.kind("chasing.written", _("Wrote a reminder to %(name)s."), name=str)
SENT = trail.kind("chasing.sent", _("The mail server took the reminder."), said=str)
REFUSED = trail.kind("chasing.refused", _("The reminder was not sent: %(said)s"), said=str)
