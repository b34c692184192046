"""Who has which part in a draft: given, and ended."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.registry.models import Organisation
from convene.apps.registry.queries import standing
from convene.apps.workshop import events
from convene.apps.workshop.models import Alliance, Part
from convene.ground import changes, trail
from convene.ground.changes import allow, lock

READING = (Part.Kind.READER, Part.Kind.BUILDER)
"""Whoever may edit reads too: nobody has both of these parts."""


class SharedWithOwner(Exception):
    """Owners need no share of their own draft."""


def share(alliance: Alliance, *, person: User, may_edit: bool, by: User) -> Part:
    """Let somebody read a draft, or edit it. Raises SharedWithOwner."""
    kind = Part.Kind.BUILDER if may_edit else Part.Kind.READER
    return give_part(alliance, person=person, kind=kind, by=by)


@transaction.atomic
def give_part(
    alliance: Alliance,
    *,
    person: User,
    kind: Part.Kind,
    organisation: Organisation | None = None,
    by: User,
) -> Part:
    """Give somebody a part in a draft, perhaps for an organisation. Raises SharedWithOwner."""
    allow(by, "workshop.share_alliance", alliance)
    locked, at = lock(alliance), timezone.now()
    if person == locked.owner:
        raise SharedWithOwner
    has = [part for part in locked.parts_now if part.person == person]
    if there := next((part for part in has if part.kind == kind), None):
        return there
    _end([part for part in has if {part.kind, kind} <= set(READING)], by=by, at=at)
    trail.record(events.GIVEN[kind], on=locked, by=by, at=at, name=person.pk)
    return begin(locked, person=person, kind=kind, organisation=organisation, by=by, at=at)


@transaction.atomic
def unshare(alliance: Alliance, *, person: User, by: User) -> None:
    """End every part that somebody has in a draft, but an owner's."""
    allow(by, "workshop.share_alliance", alliance)
    locked, at = lock(alliance), timezone.now()
    if has := [part for part in locked.shared_with if part.person == person]:
        _end(has, by=by, at=at)
        trail.record(events.UNSHARED, on=locked, by=by, at=at, name=person.pk)


def silence(alliance: Alliance, organisation: Organisation, *, by: User, at: datetime) -> None:
    """End the parts of those who speak for an organisation, for an action that has asked."""
    whose = standing(organisation)
    speaking = [
        part
        for part in alliance.parts_now
        if part.kind == Part.Kind.FOCAL_POINT
        and part.organisation is not None
        and standing(part.organisation) == whose
    ]
    _end(speaking, by=by, at=at)
    for part in speaking:
        trail.record(events.UNSHARED, on=alliance, by=by, at=at, name=part.person_id)


def begin(
    alliance: Alliance,
    *,
    person: User,
    kind: Part.Kind,
    organisation: Organisation | None = None,
    by: User,
    at: datetime,
) -> Part:
    """Save a new part, for an action that has asked whether it may be given."""
    part = Part(alliance=alliance, person=person, kind=kind, organisation=organisation)
    part.since, part.by, part.at = at.date(), by, at
    return changes.save(part, by=by, at=at, new=True)


def _end(parts: list[Part], *, by: User, at: datetime) -> None:
    for part in parts:
        part.until = at.date()
        changes.save(part, by=by, at=at)
