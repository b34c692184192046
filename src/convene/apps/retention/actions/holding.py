"""Legal hold: while it stands, nothing of a record is disposed of. It takes two people to put a
record under it and two to lift it; from the moment it is proposed it counts.
"""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.retention import events, queries
from convene.apps.retention.models import Hold, Lifting
from convene.ground import keeping, proposals, trail
from convene.ground.changes import allow, lock

PROPOSE, AGREE, REFUSE = "retention.propose", "retention.agree", "retention.refuse"


class NotHeld(Exception):
    """There is no such record to hold, or no hold that could be lifted."""


@transaction.atomic
def propose_hold(kind: str, record: UUID, *, reason: str, by: User) -> Hold:
    """Put a record under legal hold; it stays so unless another person refuses. Raises NotHeld."""
    allow(by, PROPOSE)
    known = keeping.NAMED.holdable.get(kind)
    if known is None or known.find(record) is None:
        raise NotHeld
    hold = Hold(kind=kind, record=record, reason=reason)
    return proposals.propose(hold, may=PROPOSE, by=by, at=timezone.now(), what=events.HOLD_PROPOSED)


@transaction.atomic
def agree_hold(hold: Hold, *, by: User) -> Hold:
    """Agree to a legal hold. Raises Settled, SamePerson."""
    at = timezone.now()
    agreed = proposals.agree(hold, may=AGREE, by=by, at=at, what=events.HOLD_AGREED)
    if record := queries.held(agreed):
        trail.record(events.HELD, on=record, by=by, at=at, reason=agreed.reason)
    return agreed


@transaction.atomic
def refuse_hold(hold: Hold, *, by: User) -> Hold:
    """Leave a record without this hold. Raises Settled."""
    return proposals.refuse(hold, may=REFUSE, by=by, at=timezone.now(), what=events.HOLD_REFUSED)


@transaction.atomic
def propose_lifting(hold: Hold, *, reason: str, by: User) -> Lifting:
    """Say that a legal hold is over; it stands until another person agrees. Raises NotHeld,
    Waiting.
    """
    allow(by, PROPOSE)
    locked = lock(hold)
    if locked.state != proposals.State.AGREED:
        raise NotHeld
    lifting = Lifting(hold=locked, reason=reason)
    return proposals.propose(
        lifting, may=PROPOSE, by=by, at=timezone.now(), what=events.LIFTING_PROPOSED
    )


@transaction.atomic
def agree_lifting(lifting: Lifting, *, by: User) -> Hold:
    """Agree that a legal hold is over: the clocks count again. Raises Settled, SamePerson."""
    at = timezone.now()
    agreed = proposals.agree(lifting, may=AGREE, by=by, at=at, what=events.LIFTING_AGREED)
    lifted = proposals.undo(
        agreed.hold, reason=agreed.reason, may=AGREE, by=by, at=at, what=events.HOLD_LIFTED
    )
    if record := queries.held(lifted):
        trail.record(events.FREED, on=record, by=by, at=at, reason=agreed.reason)
    return lifted


@transaction.atomic
def refuse_lifting(lifting: Lifting, *, by: User) -> Lifting:
    """Let a legal hold stand. Raises Settled."""
    return proposals.refuse(
        lifting, may=REFUSE, by=by, at=timezone.now(), what=events.LIFTING_REFUSED
    )
