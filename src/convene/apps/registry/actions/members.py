"""Who comes to belong to an organisation, and who no longer does."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.registry import events
from convene.apps.registry.actions.records import IsMerged
from convene.apps.registry.models import Membership, Organisation, State
from convene.apps.registry.queries import members
from convene.ground.changes import allow, lock, write
from convene.ground.undoing import Stands

MAY = "registry.change_members"


@transaction.atomic
def join(
    person: User, *, organisation: Organisation, since: date, until: date | None = None, by: User
) -> Membership:
    """Say that a person belongs to an organisation, from one day, perhaps until another.

    Raises IsMerged, and Stands where they belong to it already on one of these days.
    """
    allow(by, MAY, organisation)
    lock(person)  # so that of two who say so at one moment the second is told
    if lock(organisation).state == State.MERGED:
        raise IsMerged
    if there := members.between(person, organisation, since=since, until=until).first():
        raise Stands(there)
    at = timezone.now()
    made = Membership(person=person, organisation=organisation, since=since, until=until)
    made.added_by, made.added_at = by, at
    if until is not None:
        made.ended_by, made.ended_at = by, at
    return write(made, what=events.JOINED, by=by, at=at, new=True)


@transaction.atomic
def leave(membership: Membership, *, until: date, by: User) -> Membership:
    """Say until when a person belongs to an organisation: not before they began, and never longer
    than was said before.
    """
    allow(by, MAY, membership)
    locked, at = lock(membership), timezone.now()
    last = max(until, locked.since)
    if locked.until is None or last < locked.until:
        locked.until, locked.ended_by, locked.ended_at = last, by, at
        write(locked, what=events.LEFT, by=by, at=at)
    return locked
