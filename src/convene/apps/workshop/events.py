"""What happens to a draft, to its shortlist, and to the template of its papers.

A change of a draft says which version it made; `sitting` is the page on which it was typed.
"""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from convene.apps.accounts.models import User
from convene.apps.workshop.models import Candidate, Part, Partner
from convene.apps.workshop.words import (
    Check,
    Conflicts,
    ConsentTo,
    Origin,
    PartnerRole,
    Ready,
    Said,
    State,
    TaskState,
)
from convene.ground.trail import Field, follow, kind


def _name(key: int) -> str:
    return str(User.objects.filter(pk=key).first() or "")


STARTED = kind("workshop.started", _("Started the draft."), version=int)
EDITED = kind("workshop.edited", version=int, sitting=str)
WENT_BACK = kind("workshop.went_back", version=int, to=int)
ARCHIVED = kind("workshop.archived", _("Archived it."), version=int)
BROUGHT_BACK = kind("workshop.brought_back", _("Brought it back."), version=int)

MOVED = kind(
    "workshop.moved",
    _("Moved it to “%(state)s”."),
    version=int,
    state=lambda state: State(state).label,
)
OVERRIDE_ASKED = kind(
    "workshop.override_asked",
    _("Asked for an override of %(asked)s: %(reason)s"),
    asked=str,
    reason=str,
)
OVERRIDE_AGREED = kind(
    "workshop.override_agreed", _("Agreed to an override of %(asked)s."), asked=str
)

GIVEN = {
    Part.Kind.READER: kind("workshop.let_read", _("Let %(name)s read it."), name=_name),
    Part.Kind.BUILDER: kind("workshop.let_edit", _("Let %(name)s edit it."), name=_name),
    Part.Kind.FOCAL_POINT: kind(
        "workshop.named_focal_point", _("Named %(name)s a partner's focal point."), name=_name
    ),
    Part.Kind.REVIEWER: kind(
        "workshop.named_reviewer", _("Named %(name)s a reviewer."), name=_name
    ),
}
"""What is told of each part that somebody is given."""
UNSHARED = kind("workshop.unshared", _("Stopped sharing it with %(name)s."), name=_name)

ADDED = kind("workshop.candidate_added", _("Put on the list."))
DESCRIBED = kind("workshop.candidate_described")
DISMISSED = kind("workshop.candidate_dismissed")
RESTORED = kind("workshop.candidate_restored")
IDENTIFIED = kind("workshop.candidate_identified")
follow(
    "workshop.candidate",
    state=Field(_("state"), word=lambda state: Candidate.State(state).label),
    reason=Field(_("reason")),
    note=Field(_("note")),
    assigned_to_id=Field(_("Who follows this up"), word=_name),
)


def _roles(codes: list[str]) -> str:
    return ", ".join(str(PartnerRole(code).label) for code in codes)


def _check(code: str) -> object:
    return Check(code).label


def _said(code: str) -> object:
    return Said(code).label


def _consent(code: str) -> object:
    return ConsentTo(code).label


ANSWERED = kind(
    "workshop.check_answered", _("Answered “%(check)s”: %(said)s."), check=_check, said=_said
)
JOINED = kind("workshop.partner_joined", _("Joined the alliance."))
PARTNER_DESCRIBED = kind("workshop.partner_described")
LEFT = kind("workshop.partner_left", _("Left the alliance."))
CONSENTED = kind("workshop.partner_consented", _("Consent on record: %(thing)s."), thing=_consent)
CONSENT_WITHDRAWN = kind(
    "workshop.partner_consent_withdrawn", _("Consent withdrawn: %(thing)s."), thing=_consent
)
follow(
    "workshop.partner",
    roles=Field(_("roles"), word=_roles),
    interest=Field(_("what it gains")),
    conflicts=Field(_("conflicts of interest"), word=lambda code: Conflicts(code).label),
    conflicts_said=Field(_("what it declared")),
    origin=Field(_("whose money"), word=lambda code: str(Origin(code).label) if code else ""),
    is_own=Field(_("our own money")),
    left_on=Field(_("left on")),
    left_because=Field(_("why it left")),
)

TASK_ADDED = kind("workshop.task_added", _("Added it."))
TASK_CHANGED = kind("workshop.task_changed")
TASK_MOVED = kind("workshop.task_moved", _("Moved it under “%(under)s”."), under=str)
TASK_TO_TOP = kind("workshop.task_to_top", _("Moved it to the top."))
TASK_DROPPED = kind("workshop.task_dropped", _("Dropped it."))
TASK_BACK = kind("workshop.task_back", _("Took it back into the plan."))
PLAN_ADDED = kind("workshop.plan_added", _("Added the task “%(task)s”."), version=int, task=str)
PLAN_CHANGED = kind(
    "workshop.plan_changed", _("Changed the task “%(task)s”."), version=int, task=str
)
PLAN_MOVED = kind("workshop.plan_moved", _("Moved the task “%(task)s”."), version=int, task=str)
PLAN_DROPPED = kind(
    "workshop.plan_dropped", _("Dropped the task “%(task)s”."), version=int, task=str
)
PLAN_BACK = kind(
    "workshop.plan_back", _("Took the task “%(task)s” back into the plan."), version=int, task=str
)

ASSET_ADDED = kind("workshop.asset_added", _("Wrote it into the exit plan."))
ASSET_CHANGED = kind("workshop.asset_changed")
ASSET_HANDED_OVER = kind("workshop.asset_handed_over", _("Said that it is handed over."))
ASSET_NOT_HANDED_OVER = kind(
    "workshop.asset_not_handed_over", _("Said that it is not handed over after all.")
)
ASSET_DROPPED = kind("workshop.asset_dropped", _("Took it out of the exit plan."))
ASSET_BACK = kind("workshop.asset_back", _("Put it back into the exit plan."))


def _day(text: str) -> str:
    return date_format(date.fromisoformat(text))


def _partner(key: str) -> str:
    return str(Partner.objects.filter(pk=key).select_related("organisation").first() or "")


follow(
    "workshop.task",
    title=Field(_("task")),
    champion=Field(_("who could champion it")),
    partner_id=Field(_("champion"), word=_partner),
    starts_on=Field(_("starts on"), word=_day),
    due_on=Field(_("due on"), word=_day),
    indicator=Field(_("indicator")),
    state=Field(_("state"), word=lambda state: TaskState(state).label),
    ready=Field(_("could say what they would do"), word=lambda reply: Ready(reply).label),
    ready_said_by=Field(_("who answered")),
    ready_on=Field(_("answered on"), word=_day),
)
follow(
    "workshop.asset",
    what=Field(_("what stays")),
    heir_id=Field(_("which partner inherits it"), word=_partner),
    heir_outside=Field(_("who outside inherits it")),
    terms=Field(_("on what terms")),
    handed_on=Field(_("handed over on"), word=_day),
    handed_said=Field(_("what shows it")),
)

TEMPLATE_USED = kind("workshop.template_used")
TEMPLATE_LEFT = kind("workshop.template_left")
