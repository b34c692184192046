"""What happens to holds, clocks and what is past its day: each kind of event named once."""

from django.utils.translation import gettext_lazy as _

from convene.ground import trail

ASKED = trail.kind(
    "retention.asked", _("Under legal hold from now on, as was proposed: %(reason)s"), reason=str
)
HELD = trail.kind("retention.held", _("Put under legal hold: %(reason)s"), reason=str)
NOT_HELD = trail.kind("retention.not_held", _("The legal hold was refused: %(reason)s"), reason=str)
FREEING = trail.kind(
    "retention.freeing", _("It was proposed to lift the legal hold: %(reason)s"), reason=str
)
STILL_HELD = trail.kind("retention.still_held", _("The legal hold stands; it was not lifted."))
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
