"""How a due day moves: somebody proposes a new one, and somebody else agrees or not."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.ledger import events
from convene.apps.ledger.actions.checking import NotIndependent
from convene.apps.ledger.actions.record import Lacks, NotNow, hold, nothing_proposed
from convene.apps.ledger.models import Contribution, DueChange, Instalment
from convene.apps.ledger.queries import standing
from convene.apps.ledger.words import MADE
from convene.ground import proposals, trail
from convene.ground.changes import lock, now, save, write


@transaction.atomic
def propose_due(instalment: Instalment, *, due_on: date, reason: str, by: User) -> DueChange:
    """Propose a new day for what is due; the old one stands until somebody else agrees. Raises
    Undecided where one is proposed already, Lacks, NotNow and Archived.
    """
    locked = hold(instalment.contribution, *MADE, may="ledger.record_delivery", by=by)
    nothing_proposed(locked)
    row = lock(instalment)
    if not reason.strip() or due_on == row.due_on or row.is_dropped:
        raise Lacks("reason" if not reason.strip() else "due_on")
    if due_on < timezone.localdate():
        raise Lacks("due_day_passed")
    moment = now(locked)
    change = DueChange(instalment=row, was=row.due_on, due_on=due_on, reason=reason)
    change.proposed_by, change.proposed_at = by, moment
    proposals.propose(change, may="ledger.propose_due", by=by, at=moment)
    return _told(locked, change, events.DUE_PROPOSED, by=by)


@transaction.atomic
def accept_due(change: DueChange, *, by: User) -> DueChange:
    """Agree to a new day, as somebody who neither proposed it nor speaks for the partner. Raises
    SamePerson, NotIndependent, Settled, NotNow and Archived.
    """
    promise = change.instalment.contribution
    locked = hold(promise, *MADE, may="ledger.change_promise", by=by)
    if standing.is_of_giver(by, locked, on=timezone.localdate()):
        raise NotIndependent("partner")
    moment = now(locked)
    agreed = proposals.agree(change, may="ledger.decide_due", by=by, at=moment)
    row = lock(change.instalment)
    if row.due_on != agreed.was or row.is_dropped:
        raise NotNow
    row.due_on = agreed.due_on
    save(row, by=by, at=moment)
    return _told(locked, agreed, events.DUE_MOVED, by=by)


@transaction.atomic
def keep_due(change: DueChange, *, by: User) -> DueChange:
    """Leave the day as it is. Raises Settled and Archived."""
    locked = hold(change.instalment.contribution, may="ledger.change_promise", by=by)
    kept = proposals.refuse(change, may="ledger.decide_due", by=by, at=now(locked))
    return _told(locked, kept, events.DUE_KEPT, by=by)


def _told(promise: Contribution, change: DueChange, what: trail.Kind, *, by: User) -> DueChange:
    behalf, day = promise.alliance.acts_for(by), change.due_on.isoformat()
    moved = {"due_on": (change.was, change.due_on)} if what is events.DUE_MOVED else None
    write(promise, what=what, by=by, at=now(promise), behalf=behalf, rows=moved, day=day)
    return change
