"""A case as it is opened, screened, opened again and ended."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.registry.models import Organisation
from convene.apps.registry.queries import standing
from convene.apps.vetting import events
from convene.apps.vetting.actions.alerts import gone, rescreen_case, tell_of_case
from convene.apps.vetting.actions.hits import record
from convene.apps.vetting.actions.occasions import of_time
from convene.apps.vetting.actions.recalls import bring_up, look_back
from convene.apps.vetting.actions.record import (
    AlreadyOpen,
    NotNow,
    check,
    next_round,
    ongoing,
    settle_doubt,
)
from convene.apps.vetting.models import AlertKind, Case
from convene.apps.vetting.queries import cases, screening
from convene.core import diligence
from convene.core.diligence import Level, State
from convene.ground.changes import allow, lock, now, write
from convene.packs.diligence import preset


@transaction.atomic
def open_case(
    organisation: Organisation,
    *,
    scope: str,
    by: User,
    facts: Mapping[str, bool | None] | None = None,
    value: Decimal | None = None,
    currency: str = "",
    countries: Iterable[str] = (),
    sponsor: User | None = None,
    at_least: Level = Level.BASIC,
    recalled: Collection[UUID] = (),
) -> Case:
    """Open a case at the level that its facts ask for, or at a deeper one; `recalled` are the ids
    of cases, stopped or declined, that whoever opens it has seen. Raises AlreadyOpen, BroughtUp,
    and NotNow for a merged organisation.
    """
    allow(by, "vetting.add_case")
    if organisation.state == "merged":
        raise NotNow
    look_back(organisation, seen=recalled)
    at = timezone.now()
    case = Case(
        organisation=organisation,
        scope=scope.strip(),
        facts=dict(facts or {}),
        value=value,
        currency=currency,
        countries=list(countries),
        sponsor=sponsor,
        opened_by=by,
        opened_at=at,
        round_at=at,
    )
    _set_level(case, at_least=at_least)
    try:
        with transaction.atomic():
            write(case, what=events.OPENED, by=by, at=at)
            bring_up(case, by=by, at=at)
            return case
    except IntegrityError as clash:
        if cases.going_on(organisation).exists():
            raise AlreadyOpen from clash
        raise


def _set_level(case: Case, *, at_least: Level) -> None:
    """What the lists hold is not known before they were looked through."""
    facts = cases.facts(case, looked=False)
    asked_for = diligence.level(facts, depth=preset().depth)
    order = list(Level)
    if order.index(at_least) > order.index(asked_for.level):
        case.level, case.level_reasons = at_least, ["asked"]
    else:
        case.level, case.level_reasons = asked_for.level, list(asked_for.reasons)


def screen(case: Case, *, by: User) -> Case:
    """Look through every list that is loaded and write down what was found, in a case that goes on
    or is cleared. Raises NotNow("not_screened") when there is no list.
    """
    allow(by, "vetting.research_case", case)
    result = screening.look(standing(case.organisation))
    if not result.lists:
        raise NotNow("not_screened")
    if State(case.state) in diligence.CLEARED:
        rescreen_case(case, result, by=by, gone=gone(case, result.lists))
        return lock(case)
    return screened(case, result, by=by)


@transaction.atomic
def screened(case: Case, result: screening.Result, *, by: User) -> Case:
    """Write down a look at the lists in a case that goes on."""
    allow(by, "vetting.research_case", case)
    locked = lock(case)
    ongoing(locked)
    if State(locked.state) in (State.OPENED, State.REOPENED):
        check(locked, to=State.SCREENING)
        locked.state = State.SCREENING
    at = now(locked)
    record(locked, result, by=by, at=at)
    return write(locked, what=events.SCREENED, by=by, at=at)


@transaction.atomic
def begin_research(case: Case, *, by: User) -> Case:
    """Go on from screening to research. Raises NotNow."""
    allow(by, "vetting.research_case", case)
    locked = lock(case)
    ongoing(locked, State.SCREENING)
    check(locked, to=State.RESEARCH)
    locked.state = State.RESEARCH
    return write(locked, what=events.RESEARCH_BEGUN, by=by, at=now(locked))


@transaction.atomic
def reopen(case: Case, *, why: str, text: str, by: User, scope: str = "") -> Case:
    """Open a decided case again, for another scope if one is given. Raises NotNow, and AlreadyOpen
    when the organisation has another case going on.
    """
    allow(by, "vetting.reopen_case")
    locked = lock(case)
    check(locked, to=State.REOPENED)
    if why not in cases.reopenings(locked, today=timezone.localdate()):
        raise ValueError(why)
    if cases.going_on(locked.organisation).exclude(pk=locked.pk).exists():
        raise AlreadyOpen
    next_round(locked)
    locked.scope = scope.strip() or locked.scope
    return write(locked, what=events.REOPENED, by=by, at=now(locked), why=why, text=text)


def expire(*, today: date) -> int:
    """End every clearance whose last day is over, each on its own, and say so in an alert. Returns
    how many ended. Convene does this by itself.
    """
    over = Case.objects.filter(state__in=sorted(diligence.CLEARED), valid_until__lt=today)
    return sum(_expire(case, today=today) for case in over)


@transaction.atomic
def _expire(case: Case, *, today: date) -> int:
    locked = lock(case)
    if (
        State(locked.state) not in diligence.CLEARED
        or not locked.valid_until
        or not diligence.has_expired(locked.valid_until, today=today)
    ):
        return 0
    at, locked.state = now(locked), State.EXPIRED
    settle_doubt(locked)
    write(locked, what=events.EXPIRED, by=None, at=at)
    about = f"round {locked.round}"
    tell_of_case(locked, AlertKind.EXPIRED, occasion=of_time(at), about=about, at=at)
    return 1
