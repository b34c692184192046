"""A case from its opening to its end."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.registry.models import Organisation
from convene.apps.registry.queries import standing
from convene.apps.vetting import screening
from convene.apps.vetting.actions.hits import record
from convene.apps.vetting.actions.record import (
    NotNow,
    allow,
    lock,
    move,
    next_round,
    ongoing,
    settle_doubt,
    signed,
    unbarred,
    write,
)
from convene.apps.vetting.models import Alert, Approval, Case, ConflictOfInterest
from convene.apps.vetting.queries import people
from convene.core import diligence
from convene.core.diligence import Level, State
from convene.packs.diligence import preset


class AlreadyOpen(Exception):
    """The organisation has a case that is still going on."""


@transaction.atomic
def open_case(
    organisation: Organisation,
    *,
    scope: str,
    by: User,
    facts: Mapping[str, bool | None] | None = None,
    value: Decimal | None = None,
    currency: str = "",
    sponsor: User | None = None,
    at_least: Level = Level.BASIC,
) -> Case:
    """Open a case at the level that its facts ask for, or at a deeper one. Raises AlreadyOpen, and
    NotNow for a merged organisation.
    """
    allow(by, "vetting.add_case")
    if organisation.state == "merged":
        raise NotNow
    at = timezone.now()
    case = Case(
        organisation=organisation,
        scope=scope.strip(),
        facts=dict(facts or {}),
        value=value,
        currency=currency,
        sponsor=sponsor,
    )
    case.opened_by, case.opened_at, case.changed_at = by, at, at
    known = diligence.level(_facts_before_screening(case), depth=preset().depth)
    order = list(Level)
    asked = order.index(at_least) > order.index(known.level)
    case.level, case.level_reasons = (
        (at_least, ["asked"]) if asked else (known.level, list(known.reasons))
    )
    try:
        with transaction.atomic():
            signed(case, by=by, at=at, why="opened").save(force_insert=True)
    except IntegrityError as clash:
        if (
            Case.objects.filter(organisation=organisation)
            .exclude(state__in=sorted(diligence.CLOSED))
            .exists()
        ):
            raise AlreadyOpen from clash
        raise
    return case


def _facts_before_screening(case: Case) -> diligence.Facts:
    known = {
        **case.facts,
        "extractive": case.organisation.extractive,
        "state_owned": case.organisation.state_owned,
    }
    return diligence.Facts(
        known={**known, "possible_sanction": False}, value=case.value, currency=case.currency
    )


def screen(case: Case, *, by: User) -> Case:
    """Look through every list that is loaded and write down what was found. Raises
    NotNow("not_screened") when there is no list.
    """
    allow(by, "vetting.research_case")
    result = screening.look(standing(case.organisation))
    if not result.lists:
        raise NotNow("not_screened")
    return screened(case, result, by=by)


@transaction.atomic
def screened(case: Case, result: screening.Result, *, by: User) -> Case:
    """Write down a look at the lists in a case that is still being worked on."""
    allow(by, "vetting.research_case")
    locked, at = lock(case), timezone.now()
    ongoing(locked, *diligence.WORKING)
    if State(locked.state) in (State.OPENED, State.REOPENED):
        move(locked, to=State.SCREENING)
    record(locked, result, by=by, at=at)
    write(locked, by=by, at=at, why="screened")
    return locked


@transaction.atomic
def begin_research(case: Case, *, by: User) -> Case:
    """Go on from screening to research. Raises NotNow."""
    allow(by, "vetting.research_case")
    locked = lock(case)
    ongoing(locked, State.SCREENING)
    move(locked, to=State.RESEARCH)
    write(locked, by=by, at=timezone.now(), why="research begun")
    return locked


@transaction.atomic
def assess(case: Case, *, assessment: str, by: User, seen: int | None = None) -> Case:
    """Sum up what was found. Whoever does cannot approve. Raises NotNow with what is missing,
    Barred, Changed.
    """
    allow(by, "vetting.assess_case")
    locked, at = lock(case, seen=seen), timezone.now()
    unbarred(locked, by, judging=True)
    move(locked, to=State.ASSESSED)
    locked.assessor, locked.assessment, locked.assessed_at = by, assessment.strip(), at
    write(locked, by=by, at=at, why="assessed")
    return locked


@transaction.atomic
def submit(case: Case, *, by: User) -> Case:
    """Hand an assessed case to whoever approves."""
    allow(by, "vetting.assess_case")
    locked = lock(case)
    unbarred(locked, by, judging=True)
    move(locked, to=State.SECOND_REVIEW)
    write(locked, by=by, at=timezone.now(), why="handed on")
    return locked


@transaction.atomic
def return_to_research(case: Case, *, reason: str, by: User) -> Case:
    """Send a case back: what was assessed and approved so far in this round no longer counts."""
    allow(by, "vetting.assess_case")
    locked = lock(case)
    unbarred(locked, by, judging=True)
    ongoing(locked, State.ASSESSED, State.SECOND_REVIEW)
    move(locked, to=State.RESEARCH)
    Approval.objects.filter(case=locked, round=locked.round).update(void=True)
    locked.assessor = locked.assessed_at = locked.valid_months = None
    locked.assessment = ""
    write(locked, by=by, at=timezone.now(), why=f"back: {reason}")
    return locked


@transaction.atomic
def decide(
    case: Case,
    *,
    decision: State,
    reason: str,
    by: User,
    months: int | None = None,
    seen: int | None = None,
) -> Case:
    """Record one approver's decision; with the last one that is needed, the case is decided.

    Raises Barred for the assessor, the sponsor, anyone with a conflict and whoever has decided
    already; Stopped for a sanctions match; NotNow with what is missing; Changed.
    """
    allow(by, "vetting.approve_case")
    locked, at = lock(case, seen=seen), timezone.now()
    ongoing(locked, State.SECOND_REVIEW)
    unbarred(locked, by)
    before = locked.state
    move(locked, to=decision)
    locked.state = before
    assessor = locked.assessor
    assert assessor is not None  # a case in second review has been assessed
    approval = Approval(
        case=locked,
        round=locked.round,
        approver=by,
        assessor=assessor,
        sponsor=locked.sponsor,
        at=at,
    )
    approval.decision, approval.reason = decision, reason.strip()
    approval.save(force_insert=True)
    _void_barred(locked, today=timezone.localdate(at))
    _note_months(locked, decision, asked=months)
    _conclude(locked, on=timezone.localdate(at))
    write(locked, by=by, at=at, why=f"decided: {decision}")
    return locked


def _void_barred(case: Case, *, today: date) -> None:
    """An approval counts no longer once whoever gave it has declared a conflict of interest, or has
    taken back a true match.
    """
    for one in people.standing_approvals(case):
        if {"conflict", "retracted"}.intersection(people.bars(case, one.approver, today=today)):
            Approval.objects.filter(pk=one.pk).update(void=True)


def _note_months(case: Case, decision: State, *, asked: int | None) -> None:
    """Keep the shortest time that an approver of this round has asked for."""
    if decision in diligence.CLEARED:
        most = diligence.months(Level(case.level), validity=preset().validity, asked=asked)
        case.valid_months = min(most, case.valid_months or most)


def _conclude(case: Case, *, on: date) -> None:
    """Decide the case once the approvers' decisions come to something."""
    given = list(people.standing_approvals(case))
    outcome = diligence.verdict([State(one.decision) for one in given], level=Level(case.level))
    if outcome is None:
        return
    move(case, to=outcome)
    case.approver = given[0].approver
    case.second_approver = given[1].approver if len(given) > 1 else None
    case.reason = "\n\n".join(one.reason for one in given)
    case.decided_at = given[-1].at
    if outcome in diligence.CLEARED:
        assert case.valid_months is not None  # noted with each decision to clear
        case.valid_until = diligence.valid_until(on, months=case.valid_months)


@transaction.atomic
def reopen(case: Case, *, why: str, text: str, by: User, scope: str = "") -> Case:
    """Open a decided case again, for another scope if one is given. Raises NotNow, and AlreadyOpen
    when the organisation has another case going on.
    """
    allow(by, "vetting.reopen_case")
    if why not in diligence.REOPENING:
        raise ValueError(why)
    locked = lock(case)
    if not diligence.may_move(State(locked.state), State.REOPENED):
        raise NotNow
    others = (
        Case.objects.filter(organisation=locked.organisation)
        .exclude(state__in=sorted(diligence.CLOSED))
        .exclude(pk=locked.pk)
    )
    if others.exists():
        raise AlreadyOpen
    next_round(locked)
    locked.scope = scope.strip() or locked.scope
    write(locked, by=by, at=timezone.now(), why=f"{why}: {text}")
    return locked


def expire(*, today: date) -> int:
    """End every clearance whose last day is over, each on its own, and say so in an alert. Returns
    how many ended.
    """
    over = Case.objects.filter(state__in=sorted(diligence.CLEARED), valid_until__lt=today)
    return sum(_expire(case, today=today) for case in over)


@transaction.atomic
def _expire(case: Case, *, today: date) -> int:
    locked, at = lock(case), timezone.now()
    if (
        State(locked.state) not in diligence.CLEARED
        or not locked.valid_until
        or not diligence.has_expired(locked.valid_until, today=today)
    ):
        return 0
    move(locked, to=State.EXPIRED)
    settle_doubt(locked)
    write(locked, by=None, at=at, why="expired")
    Alert.objects.get_or_create(
        case=locked,
        kind=Alert.Kind.EXPIRED,
        about=f"round {locked.round}",
        defaults={"at": at, "organisation": locked.organisation},
    )
    return 1


@transaction.atomic
def declare(
    organisation: Organisation, *, nature: str, since: date, by: User, until: date | None = None
) -> ConflictOfInterest:
    """Write down what ties a person to an organisation;
    from then on they decide nothing about it.
    """
    at = timezone.now()
    conflict = ConflictOfInterest(
        person=by, organisation=organisation, nature=nature.strip(), since=since, until=until
    )
    conflict.declared_by, conflict.declared_at = by, at
    signed(conflict, by=by, at=at).save()
    return conflict
