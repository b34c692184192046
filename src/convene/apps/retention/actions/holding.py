"""Legal hold: while it stands, nothing of a record is disposed of. It takes two people to put a
record under it and two to lift it; from the moment it is proposed it counts.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.retention import events, queries
from convene.apps.retention.models import Hold, Lifting
from convene.core.diligence import is_substantial
from convene.ground import keeping, proposals, trail
from convene.ground.changes import allow, lock

PROPOSE, AGREE, REFUSE = "retention.propose", "retention.agree", "retention.refuse"


class NotHeld(Exception):
    """There is no such record to hold, or no hold that could be lifted."""


class NoReason(ValueError):
    """A hold is refused for a reason that somebody else can follow."""


@transaction.atomic
def propose_hold(kind: str, record: UUID, *, reason: str, by: User) -> Hold:
    """Put a record under legal hold; it stays so unless another person refuses. Raises NotHeld,
    also where it was disposed of while this waited.
    """
    allow(by, PROPOSE)
    known = keeping.NAMED.holdable.get(kind)
    if known is None or record not in known.lock([record]):
        raise NotHeld
    hold, at = Hold(kind=kind, record=record, reason=reason), timezone.now()
    proposed = proposals.propose(hold, may=PROPOSE, by=by, at=at, what=events.HOLD_PROPOSED)
    _tell(events.ASKED, proposed, by=by, at=at, reason=proposed.reason)
    return proposed


def _tell(what: trail.Kind, hold: Hold, *, by: User, at: datetime, **data: Any) -> None:
    """Leave a line where the record itself is read."""
    if record := queries.held(hold):
        trail.record(what, on=record, by=by, at=at, **data)


def _unbarred(hold: Hold, by: User) -> None:
    """Raise Barred where somebody must not judge what is held."""
    if may := keeping.NAMED.bars.get(hold.kind):
        may(hold.record, by)


@transaction.atomic
def agree_hold(hold: Hold, *, by: User) -> Hold:
    """Agree to a legal hold. Raises Settled, SamePerson, Barred."""
    allow(by, AGREE, hold)
    _unbarred(hold, by)
    at = timezone.now()
    agreed = proposals.agree(hold, may=AGREE, by=by, at=at, what=events.HOLD_AGREED)
    _tell(events.HELD, agreed, by=by, at=at, reason=agreed.reason)
    return agreed


@transaction.atomic
def refuse_hold(hold: Hold, *, reason: str, by: User) -> Hold:
    """Leave a record without this hold, and tell whoever proposed it why. Raises Settled, Barred,
    NoReason.
    """
    locked, at = lock(hold), timezone.now()
    allow(by, REFUSE, locked)
    if not is_substantial(reason):
        raise NoReason
    _unbarred(locked, by)
    refused = proposals.refuse(
        locked, may=REFUSE, by=by, at=at, what=events.HOLD_REFUSED, refused_reason=reason.strip()
    )
    _tell(events.NOT_HELD, refused, by=by, at=at, reason=refused.refused_reason)
    return refused


@transaction.atomic
def propose_lifting(hold: Hold, *, reason: str, by: User) -> Lifting:
    """Say that a legal hold is over; it stands until another person agrees. Raises NotHeld,
    Waiting, Barred.
    """
    allow(by, PROPOSE)
    locked, at = lock(hold), timezone.now()
    if locked.state != proposals.State.AGREED:
        raise NotHeld
    _unbarred(locked, by)
    lifting = Lifting(hold=locked, reason=reason)
    proposed = proposals.propose(lifting, may=PROPOSE, by=by, at=at, what=events.LIFTING_PROPOSED)
    _tell(events.FREEING, locked, by=by, at=at, reason=proposed.reason)
    return proposed


@transaction.atomic
def agree_lifting(lifting: Lifting, *, by: User) -> Hold:
    """Agree that a legal hold is over: clocks count again. Raises Settled, SamePerson, Barred."""
    allow(by, AGREE, lifting)
    _unbarred(lifting.hold, by)
    at = timezone.now()
    agreed = proposals.agree(lifting, may=AGREE, by=by, at=at, what=events.LIFTING_AGREED)
    lifted = proposals.undo(
        agreed.hold, reason=agreed.reason, may=AGREE, by=by, at=at, what=events.HOLD_LIFTED
    )
    _tell(events.FREED, lifted, by=by, at=at, reason=agreed.reason)
    return lifted


@transaction.atomic
def refuse_lifting(lifting: Lifting, *, by: User) -> Lifting:
    """Let a legal hold stand. Raises Settled."""
    at = timezone.now()
    refused = proposals.refuse(lifting, may=REFUSE, by=by, at=at, what=events.LIFTING_REFUSED)
    _tell(events.STILL_HELD, refused.hold, by=by, at=at)
    return refused
