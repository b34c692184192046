"""What happens to an alert: each kind named once, with the sentence that tells it."""

from django.utils.translation import gettext_lazy as _

from convene.ground import trail

CLAIMED = trail.kind("inbox.claimed", _("Somebody looks into it."))
LET_GO = trail.kind("inbox.let_go", _("Nobody looks into it any more."))
CLOSED = trail.kind("inbox.closed", _("Closed: %(reason)s"), reason=str)
AGREED = trail.kind("inbox.agreed", _("A second person agreed that it is closed."))
FEED_MADE = trail.kind("inbox.feed_made", _("A secret address for the calendar was made."))
FEED_REVOKED = trail.kind("inbox.feed_revoked", _("The secret address stopped working."))
KEPT_OPEN = trail.kind("inbox.kept_open", _("It stays open."))
