"""Two records that are one organisation: one person says so, another agrees, and anybody who may
agree can take it back.
"""

from django.db import transaction

from convene.apps.accounts.models import User
from convene.apps.registry import events
from convene.apps.registry.actions.records import IsMerged
from convene.apps.registry.models import Merge, Organisation, State
from convene.ground import proposals
from convene.ground.changes import lock_all, now, write
from convene.ground.proposals import Settled


@transaction.atomic
def propose_merge(duplicate: Organisation, *, kept: Organisation, reason: str, by: User) -> Merge:
    """Say that a record is the same organisation as the one to keep. Nothing changes until another
    person agrees.

    Raises IsMerged, Waiting.
    """
    duplicate, kept = lock_all(duplicate, kept)
    if State.MERGED in (duplicate.state, kept.state):
        raise IsMerged
    return proposals.propose(
        Merge(duplicate=duplicate, kept=kept, reason=reason),
        what=events.MERGE_PROPOSED,
        may="registry.propose_merge",
        by=by,
        at=now(duplicate, kept),
    )


@transaction.atomic
def confirm_merge(merge: Merge, *, by: User) -> Merge:
    """Agree that two records are one: the duplicate stays, and points to the one that is kept.

    Raises Settled, also where a record has been merged otherwise meanwhile.
    """
    duplicate, kept = lock_all(merge.duplicate, merge.kept)
    at = now(duplicate, kept)
    locked = proposals.agree(
        merge,
        what=events.MERGE_AGREED,
        may="registry.confirm_merge",
        by=by,
        at=at,
        state_before=duplicate.state,
    )
    if State.MERGED in (duplicate.state, kept.state):
        raise Settled
    duplicate.state, duplicate.merged_into = State.MERGED, kept
    write(duplicate, what=events.MERGED, by=by, at=at)
    write(kept, what=events.MERGE_DECIDED, by=by, at=at)
    return locked


@transaction.atomic
def refuse_merge(merge: Merge, *, by: User) -> Merge:
    """Say that two records are two organisations, or take back one's own proposal. Raises
    Settled.
    """
    at = now(*lock_all(merge.duplicate, merge.kept))
    return proposals.refuse(
        merge, what=events.MERGE_REFUSED, may="registry.refuse_merge", by=by, at=at
    )


@transaction.atomic
def split_merge(merge: Merge, *, reason: str, by: User) -> Merge:
    """Make two records of one again; each has what it had. Raises Settled."""
    duplicate, kept = lock_all(merge.duplicate, merge.kept)
    at = now(duplicate, kept)
    locked = proposals.undo(
        merge, what=events.MERGE_UNDONE, reason=reason, may="registry.split_merge", by=by, at=at
    )
    duplicate.state, duplicate.merged_into = locked.state_before, None
    write(duplicate, what=events.SPLIT, by=by, at=at)
    write(kept, what=events.MERGE_DECIDED, by=by, at=at)
    return locked
