"""What happens to holds, clocks and what is past its day: each kind of event named once."""

from django.utils.translation import gettext_lazy as _

from convene.ground import trail

HELD = trail.kind("retention.held", _("Put under legal hold: %(reason)s"), reason=str)
FREED = trail.kind("retention.freed", _("The legal hold was lifted: %(reason)s"), reason=str)

# What follows has no page of its own to be read on: a code and its data are enough.
CLOCK_SET = trail.kind("retention.clock_set", kind=str, years=str)
HOLD_PROPOSED = trail.kind("retention.hold_proposed")
HOLD_AGREED = trail.kind("retention.hold_agreed")
HOLD_REFUSED = trail.kind("retention.hold_refused")
HOLD_LIFTED = trail.kind("retention.hold_lifted")
LIFTING_PROPOSED = trail.kind("retention.lifting_proposed")
LIFTING_AGREED = trail.kind("retention.lifting_agreed")
LIFTING_REFUSED = trail.kind("retention.lifting_refused")
DISPOSAL_PROPOSED = trail.kind("retention.disposal_proposed")
DISPOSAL_AGREED = trail.kind("retention.disposal_agreed")
DISPOSAL_REFUSED = trail.kind("retention.disposal_refused")
