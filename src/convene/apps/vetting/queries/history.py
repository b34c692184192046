"""What happened in a case, and what happens next."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from convene.apps.accounts.models import User
from convene.apps.vetting.models import Case, Hit, Level, Reopening, State
from convene.apps.vetting.queries import cases, people
from convene.core import diligence


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing that happened; `by` is empty for what Convene does by itself at night."""

    at: datetime
    by: str
    what: str


@dataclass(frozen=True, kw_only=True)
class Step:
    """What comes next: a sentence, and the page or button for it when this person may take it."""

    text: str
    url: str = ""
    label: str = ""
    post: bool = False
    hit: UUID | None = None


def lines(case: Case) -> tuple[Line, ...]:
    """Return what happened to a case, newest first, with every decision on its hits."""
    rows: list[Any] = list(
        case.history.select_related("history_user").order_by("history_date", "history_id")
    )
    told = [_line(rows[0], _("The case was opened."))] if rows else []
    told += [_line(newer, _what(newer, older)) for older, newer in pairwise(rows)]
    told += [_line_of_hit(row) for row in _hit_rows(case)]
    return tuple(sorted(told, key=lambda line: line.at, reverse=True))


def _line(row: Any, what: str) -> Line:
    return Line(at=row.history_date, by=str(row.history_user or ""), what=what)


def _what(newer: Any, older: Any) -> str:
    said = _reason(newer.history_change_reason or "")
    if newer.level != older.level:
        said += " " + _("The level is now %(level)s.") % {"level": Level(newer.level).label}
    if newer.state != older.state:
        said += " " + _("From “%(before)s” to “%(after)s”.") % {
            "before": State(older.state).label,
            "after": State(newer.state).label,
        }
    if newer.doubt_text not in ("", older.doubt_text):
        said += f" {_doubted(newer, older)}"
    if newer.stopped and not older.stopped:
        said += " " + _("A true match on a sanctions list stops the case.")
    return said.strip()


def _doubted(newer: Any, older: Any) -> str:
    """Return what came up: the page of the case shows it only until somebody has looked into it."""
    cause = f"{Reopening(newer.doubt).label}: " if newer.doubt != older.doubt else ""
    return f"{cause}{newer.doubt_text.removeprefix(older.doubt_text).strip()}"


def _reason(code: str) -> str:
    known = {
        "screened": _("The lists were looked through."),
        "looked at the lists again": _("The lists were looked through again."),
        "research begun": _("Research began."),
        "evidence added": _("Evidence was added."),
        "finding added": _("A finding was added."),
        "condition set": _("A condition was set."),
        "condition met": _("A condition was met."),
        "hit decided": _("A hit was decided."),
        "hits decided together": _("Several hits were decided."),
        "assessed": _("The partner was assessed."),
        "handed on": _("The case was handed on."),
        "finding corrected": _("A finding was corrected by whoever made it."),
        "note corrected": _("A note was corrected by whoever wrote it."),
        "facts corrected": _("What was said on opening the case was corrected."),
        "adverse report": _(
            "An adverse report came in. The clearance does not stand until somebody has looked into it."
        ),
        "another plan": _(
            "Something else is planned with the partner now. The clearance does not stand for it."
        ),
        "retraction proposed": _("An approver would take back a true match."),
        "true match taken back": _(
            "Two approvers took back a true match. The hit is to be decided again."
        ),
        "retraction refused": _("A true match was not taken back."),
        "expired": _("The clearance ended."),
        "legal opinion recorded": _("A legal opinion was recorded."),
        "reply asked for": _("The partner was asked to reply."),
        "reply received": _("The partner's reply was noted."),
    }
    if code.startswith("decided: "):
        return _("An approver decided: %(decision)s.") % {
            "decision": State(code.removeprefix("decided: ")).label
        }
    why, _colon, text = code.partition(": ")
    if why in Reopening.values:
        return _("Opened again. %(why)s: %(text)s") % {"why": Reopening(why).label, "text": text}
    if why == "stands":
        return _("Looked into what came up. The clearance stands: %(text)s") % {"text": text}
    if why in ("joined", "left"):
        told = (
            _("%(who)s works on the case now.")
            if why == "joined"
            else _("%(who)s no longer works on the case.")
        )
        return told % {"who": text}
    if why == "back":
        return _("Sent back to research: %(text)s") % {"text": text}
    return f"{known[why]} {text}".strip() if why in known else code


def _hit_rows(case: Case) -> list[Any]:
    told: Any = Hit.history
    hits = told.filter(case_id=case.pk).exclude(state="open")
    return list(hits.select_related("history_user"))


def _line_of_hit(row: Any) -> Line:
    said = _("“%(name)s” (%(list)s): %(state)s. %(reason)s")
    return _line(
        row,
        said
        % {
            "name": row.name,
            "list": cases.list_title(row.list),
            "state": row.get_state_display(),
            "reason": row.reason,
        },
    )


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


def _screen(_case: Case, person: User, _today: date) -> Step:
    text, label = _("Look through the lists."), _("Look through the lists")
    return _step(
        person, "vetting.research_case", text=text, url="vetting:screen", label=label, post=True
    )


def _begin(_case: Case, person: User, _today: date) -> Step:
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


def _hand_on(_case: Case, person: User, _today: date) -> Step:
    text, label = _("Hand it on for second review."), _("Hand it on")
    return _step(
        person, "vetting.assess_case", text=text, url="vetting:submit", label=label, post=True
    )


def _decide(case: Case, person: User, today: date) -> Step:
    left = (
        diligence.approvers_needed(diligence.Level(case.level))
        - people.standing_approvals(case).count()
    )
    if person.has_perm("vetting.approve_case"):
        if bars := people.bars(case, person, today=today):
            return Step(text=" ".join(str(people.WHY[bar]) for bar in bars))
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
