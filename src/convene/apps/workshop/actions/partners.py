"""How the shortlist of a draft changes: whole or not at all, and by somebody."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.registry.models import Organisation
from convene.apps.workshop.actions.drafts import Archived
from convene.apps.workshop.models import Alliance, Candidate


class AlreadyThere(Exception):
    """The organisation stands on the list already, shortlisted or dismissed."""

    def __init__(self, candidate: Candidate) -> None:
        super().__init__()
        self.candidate = candidate


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """Someone to put on a list: as open data tell of it, with the evidence as it was shown, or
    written by hand (`open_data_id` empty).
    """

    name: str
    open_data_id: str = ""
    organisation: Organisation | None = None
    evidence: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def add(
    alliance: Alliance, proposed: Proposed, *, by: User, note: str = "", dismissed_because: str = ""
) -> Candidate:
    """Put someone on the list of a draft, or at once among those dismissed. Raises AlreadyThere and
    Archived.
    """
    locked = _lock(alliance)
    there = (
        Candidate.objects.filter(alliance=locked, open_data_id=proposed.open_data_id).first()
        if proposed.open_data_id
        else None
    )
    if there is not None:
        raise AlreadyThere(there)
    candidate = Candidate(
        alliance=locked, note=note, added_by=by, added_at=timezone.now(), **vars(proposed)
    )
    if dismissed_because:
        candidate.state, candidate.reason = Candidate.State.DISMISSED, dismissed_because
    return _saved(candidate, by=by)


@transaction.atomic
def describe(
    alliance: Alliance, pk: UUID, *, note: str, assigned_to: User | None, by: User
) -> Candidate:
    """Note something of a candidate, and who follows it up. Raises Candidate.DoesNotExist and
    Archived.
    """
    candidate = _of(alliance, pk)
    candidate.note, candidate.assigned_to = note, assigned_to
    return _saved(candidate, by=by)


@transaction.atomic
def dismiss(alliance: Alliance, pk: UUID, *, reason: str, by: User) -> Candidate:
    """Say why not this one; it stays dismissed until somebody restores it. Raises
    Candidate.DoesNotExist and Archived.
    """
    candidate = _of(alliance, pk)
    candidate.state, candidate.reason = Candidate.State.DISMISSED, reason
    return _saved(candidate, by=by)


@transaction.atomic
def restore(alliance: Alliance, pk: UUID, *, by: User) -> Candidate:
    """Put someone dismissed back on the shortlist; the reason stays in the history. Raises
    Candidate.DoesNotExist and Archived.
    """
    candidate = _of(alliance, pk)
    candidate.state, candidate.reason = Candidate.State.SHORTLISTED, ""
    return _saved(candidate, by=by)


def _of(alliance: Alliance, pk: UUID) -> Candidate:
    return Candidate.objects.select_for_update().get(pk=pk, alliance=_lock(alliance))


def _lock(alliance: Alliance) -> Alliance:
    """Return the draft as it stands, which nobody else can change until this transaction ends.
    Raises Archived.
    """
    locked = Alliance.objects.select_for_update().get(pk=alliance.pk)
    if locked.archived_at:
        raise Archived
    return locked


def _saved(candidate: Candidate, *, by: User) -> Candidate:
    at = timezone.now()
    candidate.changed_by, candidate.changed_at = by, at
    vars(candidate).update(_history_user=by, _history_date=at)
    candidate.save()
    return candidate
