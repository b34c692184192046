"""Who works on a case, and who says what ties them to whom."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.registry.models import Organisation
from convene.apps.vetting import events
from convene.apps.vetting.actions.record import NotNow
from convene.apps.vetting.models import Case, ConflictOfInterest, Member
from convene.ground import trail
from convene.ground.changes import allow, delete, lock, now, save, write


@transaction.atomic
def add_member(case: Case, *, person: User, by: User) -> None:
    """Let somebody read a case and work on it. Twice is once."""
    allow(by, "vetting.assign_case", case)
    locked = lock(case)
    if not locked.members.filter(person=person).exists():
        at = now(locked)
        save(Member(case=locked, person=person, added_by=by, added_at=at), by=by, at=at)
        write(locked, what=events.JOINED, by=by, at=at, who=str(person))


@transaction.atomic
def remove_member(case: Case, *, person: User, by: User) -> None:
    """Let somebody no longer read a case."""
    allow(by, "vetting.assign_case", case)
    locked = lock(case)
    if member := locked.members.filter(person=person).first():
        at = now(locked)
        delete(member, by=by, at=at)
        write(locked, what=events.LEFT, by=by, at=at, who=str(person))


@transaction.atomic
def declare(
    organisation: Organisation, *, nature: str, since: date, by: User, until: date | None = None
) -> ConflictOfInterest:
    """Write down what ties a person to an organisation;
    from then on they decide nothing about it.
    """
    allow(by, "vetting.declare_conflict")
    at = timezone.now()
    conflict = ConflictOfInterest(
        person=by, organisation=organisation, nature=nature.strip(), since=since, until=until
    )
    conflict.declared_by, conflict.declared_at = by, at
    return _kept(conflict, events.DECLARED, by=by, at=at)


@transaction.atomic
def renew(conflict: ConflictOfInterest, *, by: User) -> None:
    """Say that a conflict of interest still holds, a year on. Only whoever declared it can."""
    allow(by, "vetting.change_conflict", conflict)
    locked, at = lock(conflict), timezone.now()
    locked.confirmed_at = at
    _kept(locked, events.RENEWED, by=by, at=at)


@transaction.atomic
def end_conflict(conflict: ConflictOfInterest, *, reason: str, by: User) -> None:
    """Say that what tied somebody else has ended today, and why: it bars them until the next round
    of a case. Raises NotNow where it has ended already.
    """
    allow(by, "vetting.end_conflict", conflict)
    locked, at = lock(conflict), timezone.now()
    today = timezone.localdate(at)
    if locked.ended_by or (locked.until is not None and locked.until < today):
        raise NotNow
    locked.until, locked.ended_why = max(today, locked.since), reason.strip()
    locked.ended_by, locked.ended_at = by, at
    _kept(locked, events.ENDED_BY_ANOTHER, by=by, at=at, text=locked.ended_why)


def _kept(
    conflict: ConflictOfInterest, what: trail.Kind, *, by: User, at: datetime, **data: Any
) -> ConflictOfInterest:
    save(conflict, by=by, at=at)
    trail.record(what, on=conflict, by=by, at=at, **data)
    return conflict
