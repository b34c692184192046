"""Who works on a case, and who says what ties them to whom."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.vetting.actions.record import lock, signed, write
from convene.apps.vetting.models import Case, ConflictOfInterest, Member


@transaction.atomic
def add_member(case: Case, *, person: User, by: User) -> None:
    """Let somebody read a case and work on it. Twice is once."""
    locked, at = _allowed(case, by), timezone.now()
    if not Member.objects.filter(case=locked, person=person).exists():
        signed(Member(case=locked, person=person, added_by=by, added_at=at), by=by, at=at).save()
        write(locked, by=by, at=at, why=f"joined: {person}")


@transaction.atomic
def remove_member(case: Case, *, person: User, by: User) -> None:
    """Let somebody no longer read a case."""
    locked, at = _allowed(case, by), timezone.now()
    for member in Member.objects.filter(case=locked, person=person):
        signed(member, by=by, at=at).delete()
        write(locked, by=by, at=at, why=f"left: {person}")


def _allowed(case: Case, by: User) -> Case:
    """Reviewers, and whoever opened a case, say who works on it."""
    if not by.has_perm("vetting.assign_case", case):
        raise PermissionDenied("vetting.assign_case")
    return lock(case)


@transaction.atomic
def renew(conflict: ConflictOfInterest, *, by: User) -> None:
    """Say that a conflict of interest still holds, a year on. Only whoever declared it can."""
    _own(conflict, by).confirmed_at = timezone.now()
    signed(conflict, by=by, at=timezone.now(), why="still holds").save()


@transaction.atomic
def end_conflict(conflict: ConflictOfInterest, *, until: date, by: User) -> None:
    """Say until when a conflict of interest holds; one cannot end before it began. Only whoever
    declared it can.
    """
    _own(conflict, by).until = max(until, conflict.since)
    signed(conflict, by=by, at=timezone.now(), why="ended").save()


def _own(conflict: ConflictOfInterest, by: User) -> ConflictOfInterest:
    if conflict.person_id != by.pk:
        raise PermissionDenied
    return conflict
