"""What comes next in a case, and who takes it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from convene.apps.accounts.models import User
from convene.apps.vetting.models import Case
from convene.apps.vetting.queries import cases, memory, people
from convene.core import diligence


@dataclass(frozen=True, kw_only=True)
class Step:
    """What comes next: a sentence, and the page or button for it when this person may take it."""

    text: str
    url: str = ""
    label: str = ""
    post: bool = False
    hit: UUID | None = None


def next_step(case: Case, person: User, *, today: date) -> Step:
    """Return what comes next in a case, and how this person takes it if they may."""
    return _STEPS[diligence.State(case.state)](case, person, today)


def _step(
    person: User, permission: str, *, text: str, url: str, label: str, post: bool = False
) -> Step:
    return (
        Step(text=text, url=url, label=label, post=post)
        if person.has_perm(permission)
        else Step(text=text)
    )


def _screen(case: Case, person: User, _today: date) -> Step:
    standing = cases.standing(case)
    text, label = _("Look through the lists."), _("Look through the lists")
    if standing.unseen:
        text = _("Look through the lists again: more was found than comes up at once.")
    elif standing.changed:
        text = _("Look through the lists again: something has changed since.")
    return _step(
        person, "vetting.research_case", text=text, url="vetting:screen", label=label, post=True
    )


def _close_alerts() -> Step:
    return Step(text=_("Two reviewers close the open alerts that no look of this case brought up."))


def _begin(case: Case, person: User, today: date) -> Step:
    standing = cases.standing(case)
    if standing.unseen:
        return _screen(case, person, today)
    if standing.alerts:
        return _close_alerts()
    text, label = _("Begin the research."), _("Begin the research")
    return _step(
        person,
        "vetting.research_case",
        text=text,
        url="vetting:begin_research",
        label=label,
        post=True,
    )


def _research(case: Case, person: User, today: date) -> Step:
    missing = diligence.hurdles(cases.standing(case), to=diligence.State.ASSESSED)
    if "open_hits" in missing:
        text, first = _("Decide the hits that are still open."), cases.current_hits(case)[0]
        may = person.has_perm("vetting.decide_hit") and not people.bars_to_judging(
            case, person, today=today
        )
        return (
            Step(text=text, label=_("Look at the first"), hit=first.pk) if may else Step(text=text)
        )
    if {"unseen_hits", "outdated"} & set(missing):
        return _screen(case, person, today)
    if "alerts" in missing:
        return _close_alerts()
    if missing:
        text = _("Add evidence, and a finding in each area that this level needs.")
        return _step(
            person,
            "vetting.research_case",
            text=text,
            url="vetting:add_finding",
            label=_("Add a finding"),
        )
    if person.has_perm("vetting.assess_case") and not people.bars_to_judging(
        case, person, today=today
    ):
        return Step(
            text=_("Everything this level needs is there. Assess the partner."),
            url="vetting:assess",
            label=_("Assess"),
        )
    return Step(
        text=_(
            "Waits for a reviewer who does not sponsor the work and has no conflict of interest."
        )
    )


def _hand_on(case: Case, person: User, today: date) -> Step:
    if cases.changes(case):
        return _screen(case, person, today)
    text, label = _("Hand it on for second review."), _("Hand it on")
    return _step(
        person, "vetting.assess_case", text=text, url="vetting:submit", label=label, post=True
    )


def _decide(case: Case, person: User, today: date) -> Step:
    if cases.changes(case):
        return _screen(case, person, today)
    left = (
        diligence.approvers_needed(
            diligence.Level(case.level), contested=bool(memory.contested(case))
        )
        - people.standing_approvals(case).count()
    )
    if person.has_perm("vetting.approve_case"):
        if bars := people.bars(case, person, today=today):
            return Step(text=" ".join(people.told(bars, person)))
        return Step(text=_("Waits for your decision."), url="vetting:decide", label=_("Decide"))
    return Step(text=_("Waits for two approvers.") if left > 1 else _("Waits for an approver."))


def _cleared(case: Case, person: User, _today: date) -> Step:
    if case.doubt:
        return _reopen(
            person,
            _(
                "Something has come up since. Open the case again, or have an approver say why the clearance stands."
            ),
        )
    text = _(
        "Cleared. Open it again on a new hit, a new owner, an adverse report or another scope."
    )
    return _reopen(person, text)


def _reopen(person: User, text: str) -> Step:
    return _step(
        person, "vetting.reopen_case", text=text, url="vetting:reopen", label=_("Open it again")
    )


_STEPS: Mapping[diligence.State, Callable[[Case, User, date], Step]] = {
    diligence.State.OPENED: _screen,
    diligence.State.REOPENED: _screen,
    diligence.State.SCREENING: _begin,
    diligence.State.RESEARCH: _research,
    diligence.State.ASSESSED: _hand_on,
    diligence.State.SECOND_REVIEW: _decide,
    diligence.State.CLEARED: _cleared,
    diligence.State.CONDITIONS: _cleared,
    diligence.State.EXPIRED: lambda _case, person, _today: _reopen(
        person, _("The clearance has ended. Open the case again to renew it.")
    ),
    diligence.State.DEFERRED: lambda _case, person, _today: _reopen(
        person, _("Put off. Open the case again when there is more to go by.")
    ),
    diligence.State.DECLINED: lambda _case, _person, _today: Step(
        text=_("Declined. Another look takes a new case.")
    ),
}
