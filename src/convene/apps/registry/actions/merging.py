"""Two records that are one organisation: one person says so, another agrees, and anybody who may
agree can take it back.
"""

from django.db import IntegrityError, transaction

from convene.apps.accounts.models import User
from convene.apps.registry.actions.records import IsMerged
from convene.apps.registry.actions.signing import lock, next_moment, signed
from convene.apps.registry.models import Merge, Organisation, State


class MergeClosed(Exception):
    """Somebody has decided about this proposal already, or a record has changed so that it no
    longer makes sense.
    """


class Standing(Exception):
    """There is a proposal about this record already."""


class SamePerson(Exception):
    """A merge takes two people."""


@transaction.atomic
def propose_merge(duplicate: Organisation, *, kept: Organisation, reason: str, by: User) -> Merge:
    """Say that a record is the same organisation as the one to keep. Nothing changes until another
    person agrees.

    Raises IsMerged, Standing.
    """
    duplicate, kept = lock(duplicate, kept)
    if State.MERGED in (duplicate.state, kept.state):
        raise IsMerged
    merge = Merge(
        duplicate=duplicate,
        kept=kept,
        reason=reason,
        proposed_by=by,
        proposed_at=next_moment(duplicate, kept),
    )
    try:
        with transaction.atomic():
            signed(merge, by=by, at=merge.proposed_at).save()
    except IntegrityError as error:
        if Merge.objects.filter(duplicate=duplicate, state=Merge.State.PROPOSED).exists():
            raise Standing from error
        raise
    return merge


@transaction.atomic
def confirm_merge(merge: Merge, *, by: User) -> Merge:
    """Agree that two records are one: the duplicate stays, and points to the one that is kept.
    Raises MergeClosed, SamePerson.
    """
    duplicate, kept, locked = _lock(merge, state=Merge.State.PROPOSED)
    if State.MERGED in (duplicate.state, kept.state):
        raise MergeClosed
    if locked.proposed_by == by:
        raise SamePerson
    at = next_moment(duplicate, kept)
    locked.state, locked.decided_by, locked.decided_at = Merge.State.CONFIRMED, by, at
    locked.state_before, duplicate.state = duplicate.state, State.MERGED
    duplicate.merged_into = kept
    duplicate.updated_at = kept.updated_at = at
    for record in (locked, duplicate, kept):
        signed(record, by=by, at=at).save()
    return locked


@transaction.atomic
def refuse_merge(merge: Merge, *, by: User) -> Merge:
    """Say that two records are two organisations, or take back one's own proposal. Raises
    MergeClosed.
    """
    duplicate, kept, locked = _lock(merge, state=Merge.State.PROPOSED)
    locked.state, locked.decided_by, locked.decided_at = (
        Merge.State.REFUSED,
        by,
        next_moment(duplicate, kept),
    )
    signed(locked, by=by, at=locked.decided_at).save()
    return locked


@transaction.atomic
def split_merge(merge: Merge, *, reason: str, by: User) -> Merge:
    """Make two records of one again; each has what it had. Raises MergeClosed."""
    duplicate, kept, locked = _lock(merge, state=Merge.State.CONFIRMED)
    at = next_moment(duplicate, kept)
    locked.state, locked.split_by, locked.split_at, locked.split_reason = (
        Merge.State.SPLIT,
        by,
        at,
        reason,
    )
    duplicate.state, duplicate.merged_into = locked.state_before, None
    duplicate.updated_at = kept.updated_at = at
    for record in (locked, duplicate, kept):
        signed(record, by=by, at=at).save()
    return locked


def _lock(merge: Merge, *, state: Merge.State) -> tuple[Organisation, Organisation, Merge]:
    """Return both records and the proposal as they stand. Raises MergeClosed where it is no longer
    in this state.
    """
    duplicate, kept = lock(merge.duplicate, merge.kept)
    locked = Merge.objects.select_for_update().get(pk=merge.pk)
    if locked.state != state:
        raise MergeClosed
    return duplicate, kept, locked
