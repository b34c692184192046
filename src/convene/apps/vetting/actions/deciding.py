"""From what was found to a decision: one person assesses, another approves."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.accounts.rules import prove
from convene.apps.vetting import events
from convene.apps.vetting.actions.recalls import shake_alike
from convene.apps.vetting.actions.record import back_to_research, check, ongoing, unbarred
from convene.apps.vetting.models import Approval, Case, Hit
from convene.apps.vetting.queries import cases, declared, memory, people
from convene.core import diligence
from convene.core.diligence import Level, State
from convene.core.reasons import kept
from convene.ground.changes import allow, lock, now, write
from convene.packs.diligence import preset


@transaction.atomic
def assess(case: Case, *, assessment: str, by: User, seen: int | None = None) -> Case:
    """Sum up what was found. Whoever does cannot approve. Raises NotNow with what is missing,
    Barred, Changed.
    """
    allow(by, "vetting.assess_case")
    locked = lock(case, seen=seen)
    unbarred(locked, by, judging=True)
    check(locked, to=State.ASSESSED)
    at, locked.state = now(locked), State.ASSESSED
    locked.assessor, locked.assessment, locked.assessed_at = by, assessment.strip(), at
    return write(locked, what=events.ASSESSED, by=by, at=at)


@transaction.atomic
def submit(case: Case, *, by: User) -> Case:
    """Hand an assessed case to whoever approves."""
    allow(by, "vetting.assess_case")
    locked = lock(case)
    unbarred(locked, by, judging=True)
    check(locked, to=State.SECOND_REVIEW)
    locked.state = State.SECOND_REVIEW
    return write(locked, what=events.HANDED_ON, by=by, at=now(locked))


@transaction.atomic
def return_to_research(case: Case, *, reason: str, by: User) -> Case:
    """Send a case back: what was assessed and approved so far in this round no longer counts."""
    allow(by, "vetting.assess_case")
    locked = lock(case)
    unbarred(locked, by, judging=True)
    ongoing(locked, State.ASSESSED, State.SECOND_REVIEW)
    back_to_research(locked)
    return write(locked, what=events.SENT_BACK, by=by, at=now(locked), text=reason)


@transaction.atomic
def decide(
    case: Case,
    *,
    decision: State,
    reason: str,
    by: User,
    months: int | None = None,
    agreed: Collection[Hit] = (),
    acknowledged: bool = False,
    compared: bool = False,
    seen: int | None = None,
    proved_at: datetime | None = None,
) -> Case:
    """Record one approver's decision; with the last one that is needed, the case is decided. To
    clear, they agree to each strong hit on a sanctions list that was set aside, acknowledge that
    core lists were missing or old, and have `compared` what the partner declared with the record.

    Raises Barred for the assessor, the sponsor, anyone with a conflict and whoever has decided
    already; Stopped for a sanctions match; NotNow with what is missing; Changed; Unproved where it
    is too long since they showed their second step, at `proved_at`.
    """
    allow(by, "vetting.approve_case")
    prove(proved_at)
    locked = lock(case, seen=seen)
    ongoing(locked, State.SECOND_REVIEW)
    unbarred(locked, by)
    aside = {hit.pk for hit in cases.set_aside(locked)}
    unagreed = len(aside - {hit.pk for hit in agreed})
    check(locked, to=decision, unagreed=unagreed, acknowledged=acknowledged, compared=compared)
    assert locked.assessor_id is not None
    at = now(locked)
    Approval.objects.create(
        case=locked,
        round=locked.round,
        approver=by,
        assessor_id=locked.assessor_id,
        sponsor_id=locked.sponsor_id,
        decision=decision,
        reason=reason.strip(),
        screening=cases.last_screening(locked),
        agreed=sorted(str(pk) for pk in aside) if decision in diligence.CLEARED else [],
        acknowledged=[
            kept(known) for known in (*cases.weak_lists(locked), *declared.to_know(locked))
        ],
        at=at,
    )
    today = timezone.localdate(at)
    _void_barred(locked, today=today)
    _note_months(locked, decision, asked=months)
    _conclude(locked, on=today)
    write(locked, what=events.DECIDED, by=by, at=at, decision=decision)
    if State(locked.state) is State.DECLINED:
        shake_alike(locked, at=at)
    return locked


def _void_barred(case: Case, *, today: date) -> None:
    """An approval counts no longer once whoever gave it has declared a conflict of interest, or has
    taken back a true match.
    """
    for approval in people.standing_approvals(case):
        barred = people.bars(case, approval.approver, today=today)
        if {"conflict", "retracted"}.intersection(barred):
            Approval.objects.filter(pk=approval.pk).update(void=True)


def _note_months(case: Case, decision: State, *, asked: int | None) -> None:
    """Keep the shortest time that an approver of this round has asked for."""
    if decision in diligence.CLEARED:
        most = diligence.months(Level(case.level), validity=preset().validity, asked=asked)
        case.valid_months = min(most, case.valid_months or most)


def _conclude(case: Case, *, on: date) -> None:
    """Decide the case once the approvers' decisions come to something."""
    given = list(people.standing_approvals(case))
    votes = [State(approval.decision) for approval in given]
    contested = bool(memory.contested(case))
    outcome = diligence.verdict(votes, level=Level(case.level), contested=contested)
    if outcome is None:
        return
    check(case, to=outcome, acknowledged=True, compared=True)
    case.state = outcome
    case.approver = given[0].approver
    case.second_approver = given[1].approver if len(given) > 1 else None
    case.reason = "\n\n".join(approval.reason for approval in given)
    case.decided_at = given[-1].at
    if outcome in diligence.CLEARED:
        assert case.valid_months is not None  # noted with each decision to clear
        case.valid_until = diligence.valid_until(on, months=case.valid_months)
