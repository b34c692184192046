"""How the shortlist of a draft changes: whole or not at all, and by somebody."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.workshop import events
from convene.apps.workshop.actions.drafts import open_draft
from convene.apps.workshop.models import Alliance, Candidate
from convene.apps.workshop.queries.partners import Proposed
from convene.ground import trail
from convene.ground.changes import lock, now, write


class AlreadyThere(Exception):
    """The organisation stands on the list already, shortlisted or dismissed."""

    def __init__(self, candidate: Candidate) -> None:
        super().__init__()
        self.candidate = candidate


@transaction.atomic
def add(
    alliance: Alliance, proposed: Proposed, *, by: User, note: str = "", dismissed_because: str = ""
) -> Candidate:
    """Put someone on the list of a draft, or at once among those dismissed. Raises AlreadyThere and
    Archived.
    """
    locked = open_draft(alliance, by=by)
    if there := _same(locked, proposed.open_data_id):
        raise AlreadyThere(there)
    moment = timezone.now()
    candidate = Candidate(
        alliance=locked, note=note, added_by=by, added_at=moment, **vars(proposed)
    )
    if dismissed_because:
        candidate.state, candidate.reason = Candidate.State.DISMISSED, dismissed_because
    candidate.changed_by = by
    behalf = locked.acts_for(by)
    return write(candidate, what=events.ADDED, by=by, at=moment, new=True, behalf=behalf)


def _same(alliance: Alliance, open_data_id: str) -> Candidate | None:
    """Return who stands on the list under an id of open data; those added by hand have none."""
    named = Candidate.objects.filter(alliance=alliance, open_data_id=open_data_id)
    return named.first() if open_data_id else None


@transaction.atomic
def describe(
    alliance: Alliance, pk: UUID, *, note: str, assigned_to: User | None, by: User
) -> Candidate:
    """Note something of a candidate, and who follows it up. Raises Candidate.DoesNotExist and
    Archived.
    """
    return _change(alliance, pk, what=events.DESCRIBED, by=by, note=note, assigned_to=assigned_to)


@transaction.atomic
def dismiss(alliance: Alliance, pk: UUID, *, reason: str, by: User) -> Candidate:
    """Say why not this one; it stays dismissed until somebody restores it. Raises
    Candidate.DoesNotExist and Archived.
    """
    state = Candidate.State.DISMISSED
    return _change(alliance, pk, what=events.DISMISSED, by=by, state=state, reason=reason)


@transaction.atomic
def restore(alliance: Alliance, pk: UUID, *, by: User) -> Candidate:
    """Put someone dismissed back on the shortlist; the reason stays in the history. Raises
    Candidate.DoesNotExist and Archived.
    """
    state = Candidate.State.SHORTLISTED
    return _change(alliance, pk, what=events.RESTORED, by=by, state=state, reason="")


def _change(
    alliance: Alliance, pk: UUID, *, what: trail.Kind, by: User, **fields: object
) -> Candidate:
    draft = open_draft(alliance, by=by)
    candidate = lock(Candidate.objects.get(pk=pk, alliance=draft))
    for name, value in {**fields, "changed_by": by}.items():
        setattr(candidate, name, value)
    at, behalf = now(candidate), draft.acts_for(by)
    return write(candidate, what=what, by=by, at=at, behalf=behalf)
