"""What people read instead of the codes of a path, in English; whoever shows it in another language
translates it.
"""

from collections.abc import Mapping

from convene.core.lifecycle.deciding import Because, What
from convene.core.lifecycle.overriding import Flaw
from convene.core.lifecycle.path import Who
from convene.core.reasons import Reason, filled
from convene.core.reasons import gettext_noop as _

WHO: Mapping[Who, str] = {
    "owner": _("the owner"),
    "builder": _("builders"),
    "partner": _("the partner"),
    "reviewer": _("reviewers"),
    "approver": _("approvers"),
}
BECAUSE: Mapping[Because, str] = {
    "sanctions": _("A sanctions list names {partner}. Nothing lifts this stop."),
    "debarment": _(
        "A debarment list names {partner}, and no legal opinion is recorded. It lasts until one is."
    ),
    "lapsed": _("The clearance of {partner} has lapsed. Have its case looked at again."),
    "reopened": _(
        "The case of {partner} in due diligence was opened again. It lasts until that is decided."
    ),
    "declined": _(
        "{partner} was declined in due diligence. Only another decision there changes that."
    ),
    "not_cleared": _(
        "{partner} has not been cleared. Somebody opens its case in due diligence, and an approver decides."
    ),
    "override_lapsed": _(
        "An override has lapsed, and what it stood in for is not met. Meet it, or ask for another."
    ),
}
WHAT: Mapping[What, str] = {
    "commitments": _("commitments"),
    "signatures": _("signatures"),
    "verification": _("verification"),
    "publication": _("publication"),
    "amendments": _("amendments"),
}
FLAWS: Mapping[Flaw, str] = {
    "never": _("Nothing can stand in for this requirement."),
    "one_person": _("Fewer than two people agreed."),
    "asker": _("Whoever asked for it cannot agree to it."),
    "reason": _("Its reason says too little."),
    "endless": _("It names no last day."),
    "lapsed": _("Its last day has passed."),
    "needless": _("The requirement is met."),
}


def because(code: Because, *, partner: str = "") -> Reason:
    """Say why a partner, or the whole alliance, is stopped, and what lifts it."""
    return filled(BECAUSE[code], {"partner": partner})
