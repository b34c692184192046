"""How changes of a case are written: one at a time, signed,
and refused when the case has moved on.
"""

from datetime import datetime
from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.vetting.models import Case
from convene.apps.vetting.queries import cases, people
from convene.core import diligence
from convene.core.diligence import State


class Changed(Exception):
    """Somebody else changed the case since it was read: nothing is saved."""


class NotNow(Exception):
    """The case is not in a state for this; `hurdles` say what is missing where something is."""

    def __init__(self, *hurdles: diligence.Hurdle) -> None:
        super().__init__(", ".join(hurdles))
        self.hurdles = hurdles


class Stopped(NotNow):
    """A sanctions match stops this case. Nobody can lift that."""


class Barred(Exception):
    """This person must not decide here; `why` says what bars them."""

    def __init__(self, *why: diligence.Bar) -> None:
        super().__init__(", ".join(why))
        self.why = why


def lock(case: Case, *, seen: int | None = None) -> Case:
    """Return the case as it stands, which nobody else can change until this transaction ends.
    Raises Changed.
    """
    locked = Case.objects.select_for_update().get(pk=case.pk)
    if seen is not None and locked.version != seen:
        raise Changed
    return locked


def allow(person: User, permission: str) -> None:
    """Hold the action itself to the roles, whichever way it is called."""
    if not person.has_perm(permission):
        raise PermissionDenied(permission)


def unbarred(case: Case, person: User, *, judging: bool = False) -> None:
    """Raise Barred when this person must not decide, or with `judging` must not assess,
    this case.
    """
    today = timezone.localdate()
    if why := (people.bars_to_judging if judging else people.bars)(case, person, today=today):
        raise Barred(*why)


def ongoing(case: Case, *states: State) -> None:
    """Raise NotNow unless the case is in one of these states; without any, unless it is still going
    on.
    """
    now = State(case.state)
    if now not in states if states else now in diligence.CLOSED:
        raise NotNow


def move(case: Case, *, to: State) -> None:
    """Set a new state. Raises NotNow when it cannot follow, or when something is missing; Stopped
    when nothing can help.
    """
    if not diligence.may_move(State(case.state), to):
        raise NotNow
    if missing := diligence.hurdles(cases.standing(case), to=to):
        raise (Stopped if "stopped" in missing else NotNow)(*missing)
    case.state = to


def next_round(case: Case) -> None:
    """Open a case again: nothing that was decided counts any more, and all of it stays in the
    history.
    """
    case.state = State.REOPENED
    case.round += 1
    case.assessor = case.assessed_at = case.approver = case.second_approver = case.decided_at = None
    case.valid_months = case.valid_until = case.legal_opinion = None
    case.assessment = case.reason = ""
    settle_doubt(case)


def settle_doubt(case: Case) -> None:
    """Nothing more is in doubt: somebody has looked, or there is no clearance left to doubt."""
    case.doubt = case.doubt_text = ""
    case.doubted_at = None


def write(case: Case, *, by: User | None, at: datetime, why: str = "") -> None:
    """Save a case as its next version."""
    case.version += 1
    case.changed_at = at
    signed(case, by=by, at=at, why=why).save()


R = TypeVar("R", bound=models.Model)


def signed(record: R, *, by: User | None, at: datetime, why: str = "") -> R:
    """Tell the history who is about to change a record, when and why."""
    vars(record).update(_history_user=by, _history_date=at, _change_reason=why or None)
    return record
