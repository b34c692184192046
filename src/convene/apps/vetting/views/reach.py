"""How a view gets at a case, and how it says what was refused."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convene.apps.accounts.access import person
from convene.apps.evidence.actions import Broken, NotANote
from convene.apps.inbox.actions import NoReason
from convene.apps.registry.actions import IsMerged, NumberTaken
from convene.apps.vetting.actions import (
    AlreadyOpen,
    Barred,
    BroughtUp,
    DoesNotStand,
    NoEvidence,
    NotAFile,
    NotNow,
    ShortAnswer,
    TooShort,
)
from convene.apps.vetting.models import Case
from convene.apps.vetting.queries import access, cases
from convene.apps.vetting.queries.people import told
from convene.core import diligence
from convene.documents.refusing import Refused
from convene.ground import proposals
from convene.ground.changes import Changed
from convene.ground.sheets import Refusal, Refusals
from convene.ground.templatetags.reasons import sentence

HURDLES = {
    "not_screened": gettext_lazy(
        "The lists have not been looked through. If none is loaded, ask an administrator to load them."
    ),
    "open_hits": gettext_lazy("Some hits still wait for a decision."),
    "unseen_hits": gettext_lazy(
        "More was found than comes up at once. Look through the lists again for the rest."
    ),
    "alerts": gettext_lazy(
        "An alert about sanctions is open on this organisation, and no look of this case brought its entry up: the organisation was called otherwise when it was raised, or somebody else was on record behind it. A reviewer closes it first, with a reason that a second person agrees with."
    ),
    "areas": gettext_lazy("Some areas that this level needs have no finding yet."),
    "stopped": gettext_lazy(
        "A true match on a sanctions list stops this case. Nobody can lift that."
    ),
    "legal": gettext_lazy(
        "The partner is debarred. Only a legal opinion that two approvers vouch for lets the case go on."
    ),
    "behind": gettext_lazy(
        "Somebody behind the partner is listed. Only a legal opinion that two approvers vouch for lets the case go on."
    ),
    "excluded": gettext_lazy(
        "A finding says that an exclusion applies. The case can be declined or deferred."
    ),
    "conditions": gettext_lazy("Set at least one condition first."),
    "stale": gettext_lazy("The case was opened again: add at least one finding of this round."),
    "unanswered": gettext_lazy(
        "An earlier stop or decline, of this partner or of one like it, has not been answered in this case."
    ),
    "lists": gettext_lazy(
        "Core lists were missing or old in the last look. Say that you know, or load them and look again."
    ),
    "declared": gettext_lazy(
        "What the partner declared weighs on the decision, or stands otherwise on record. Say that you know, or take what is missing into the registry and look again."
    ),
    "dismissals": gettext_lazy(
        "Strong hits on sanctions lists were set aside, or may be the partner. Say that you have looked at each and agree."
    ),
}


def reach(request: HttpRequest, pk: UUID, *, may: str = "vetting.read_case") -> Case:
    """Return a case that this person may read, and do what `may` says with. Raises Http404, and
    PermissionDenied saying whom to ask.
    """
    case = get_object_or_404(cases.cases(), pk=pk)
    if not person(request).has_perm("vetting.read_case", case):
        raise PermissionDenied(
            _(
                "Only reviewers and those who work on this case may read it. Whoever may read it can add you: ask %(whom)s."
            )
            % {"whom": ", ".join(access.whom_to_ask()) or _("an administrator")}
        )
    if not person(request).has_perm(may, case):
        raise PermissionDenied(_("Your role does not allow this."))
    return case


def _hurdles(why: NotNow) -> list[str | Promise]:
    """Say what is missing, where something is."""
    return [
        sentence(diligence.changed(why.changed)) if hurdle == "outdated" else HURDLES[hurdle]
        for hurdle in why.hurdles
    ] or [NOT_AT_A_POINT]


NOT_AT_A_POINT = gettext_lazy("The case is not at a point where this can be done.")
REFUSALS: Refusals = {
    AlreadyOpen: Refusal(gettext_lazy("This organisation has a case that is still going on.")),
    BroughtUp: Refusal(gettext_lazy("Look at each of these first, and tick it."), field="recalled"),
    Barred: Refusal(lambda why: told(why.why, why.person)),
    Broken: Refusal(
        lambda why: [
            why.harm,
            _("It was not handed out. Tell an administrator, who can put it back from a backup."),
        ]
    ),
    Changed: Refusal(
        gettext_lazy(
            "Somebody else has changed this case since you opened the page. Read it again, then decide."
        )
    ),
    DoesNotStand: Refusal(
        gettext_lazy("The clearance does not stand for now, so no letter says that it does.")
    ),
    NoEvidence: Refusal(gettext_lazy("Cite at least one piece of evidence of this case.")),
    NotAFile: Refusal(
        gettext_lazy("A legal opinion is a file, not a note or a page."), field="evidence"
    ),
    NotANote: Refusal(NOT_AT_A_POINT),
    NoReason: Refusal(
        gettext_lazy(
            "An alert about sanctions is closed for a reason that somebody else can follow: what you looked at, and what came of it."
        ),
        field="reason",
    ),
    NotNow: Refusal(_hurdles),
    ShortAnswer: Refusal(
        gettext_lazy(
            "An earlier stop or decline is answered for a reason that somebody else can follow: whether it is the same, and what has changed since."
        ),
        field="answer",
    ),
    TooShort: Refusal(
        gettext_lazy(
            "What is said of a strong hit takes a reason that somebody else can follow. Name what was compared, such as a date, a number, a country, an address, a register or another name, or tick the evidence that shows it."
        ),
        field="reason",
    ),
    NumberTaken: Refusal(
        lambda why: [
            _("%(number)s belongs to another record: %(name)s.")
            % {"number": why.taken.number, "name": why.taken.holder}
        ]
    ),
    IsMerged: Refusal(
        gettext_lazy("This record was merged into another one; change that one instead.")
    ),
    Refused: Refusal(lambda why: [str(why)], field="file"),
    proposals.SamePerson: Refusal(
        gettext_lazy("You proposed this yourself. A second person has to agree to it.")
    ),
    proposals.Settled: Refusal(NOT_AT_A_POINT),
    proposals.Waiting: Refusal(NOT_AT_A_POINT),
}
