"""How what came is checked: verified, disputed, settled and taken back, each by somebody who may.

Each step is added, and what it counts is added to the promise in the same transaction.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.ledger import events
from convene.apps.ledger.actions.record import Lacks, NotNow, add_up, hold, not_stopped
from convene.apps.ledger.models import Contribution, Delivery, DeliveryStep
from convene.apps.ledger.queries import standing
from convene.apps.ledger.queries.again import no_longer_independent
from convene.apps.ledger.words import MADE, Column, Step
from convene.core.contributions import Bar
from convene.core.money import kept, kept_value
from convene.ground.changes import lock, now, save, write

NOTHING = Decimal(0)


class NoEvidence(Exception):
    """Nobody has shown anything for it yet."""


class NotIndependent(Exception):
    """Nobody passes their own work; `why` holds a code for each reason."""

    def __init__(self, *why: Bar) -> None:
        super().__init__(*why)
        self.why = why


@transaction.atomic
def verify(delivery: Delivery, *, by: User) -> Delivery:
    """Vouch that something came, up to what was promised; the rest is over-delivery. Where room was
    made since, what was over before is counted.

    Raises NotIndependent, NoEvidence, Stopped, NotNow and Archived.
    """
    locked, steps = _held(delivery, may="ledger.check_delivery", by=by)
    stands = standing.after(steps)
    room = standing.room(locked, delivery, steps)
    if stands in standing.CHECKED and not room:
        if by in standing.checkers(steps):
            return delivery
        raise NotNow
    _independent(delivery, by)
    not_stopped(locked, "verification")
    if not any(taken.step == Step.EVIDENCED for taken in steps):
        raise NoEvidence
    if stands not in (Step.EVIDENCED, Step.TO_VERIFY, *standing.CHECKED):
        raise NotNow
    return _take(locked, delivery, Step.VERIFIED, steps, counted=room, by=by)


@transaction.atomic
def dispute(delivery: Delivery, *, reason: str, answer_by: date, by: User) -> Delivery:
    """Doubt that something came: it counts no longer until that is settled. Raises NotNow, Lacks
    and Archived.
    """
    locked, steps = _held(delivery, may="ledger.dispute_delivery", by=by)
    if not reason.strip() or answer_by < timezone.localdate():
        raise Lacks("reason" if not reason.strip() else "answer_by")
    if standing.after(steps) in (*standing.DOUBTED, *standing.GONE):
        return _again(delivery, steps, Step.DISPUTED, reason, by=by)
    why = reason.strip()
    return _take(locked, delivery, Step.DISPUTED, steps, by=by, reason=why, answer_by=answer_by)


@transaction.atomic
def answer_dispute(delivery: Delivery, *, reason: str, by: User) -> Delivery:
    """Answer whoever doubts it. Raises NotNow, Lacks and Archived."""
    locked, steps = _held(delivery, may="ledger.record_delivery", by=by)
    if not reason.strip():
        raise Lacks("reason")
    if standing.after(steps) != Step.DISPUTED:
        return _again(delivery, steps, Step.ANSWERED, reason, by=by)
    return _take(locked, delivery, Step.ANSWERED, steps, by=by, reason=reason.strip())


@transaction.atomic
def settle(delivery: Delivery, *, came: bool, reason: str, by: User) -> Delivery:
    """Settle a dispute as a third person: it came, and counts, or it did not. Raises
    NotIndependent, Stopped, NotNow, Lacks and Archived.
    """
    locked, steps = _held(delivery, may="ledger.check_delivery", by=by)
    step = Step.UPHELD if came else Step.STRUCK
    if not reason.strip():
        raise Lacks("reason")
    if standing.after(steps) not in standing.DOUBTED:
        return _again(delivery, steps, step, reason, by=by)
    _independent(delivery, by)
    if by.pk in standing.took_part(steps):
        raise NotIndependent("disputed")
    if came:
        not_stopped(locked, "verification")
    counted = standing.room(locked, delivery, steps) if came else NOTHING
    why = reason.strip()
    return _take(locked, delivery, step, steps, counted=counted, by=by, reason=why)


@transaction.atomic
def take_back(delivery: Delivery, *, reason: str, by: User) -> Delivery:
    """Take back what was recorded by mistake: it stays to be read and counts no longer. Raises
    NotNow, Lacks and Archived.
    """
    locked, steps = _held(delivery, may="ledger.change_promise", by=by)
    if not reason.strip():
        raise Lacks("reason")
    if standing.after(steps) in standing.GONE:
        return _again(delivery, steps, Step.REVERSED, reason, by=by)
    return _take(locked, delivery, Step.REVERSED, steps, by=by, reason=reason.strip())


def ask_again(*, today: date) -> int:
    """Ask for every check to be made again whose person is no longer independent of the partner
    since a merge or a new employer, and return how many. Convene does this by itself.
    """
    return sum(_ask_again(delivery, today=today) for delivery in no_longer_independent(today=today))


@transaction.atomic
def _ask_again(delivery: Delivery, *, today: date) -> bool:
    promise = lock(delivery.contribution)
    steps = list(delivery.steps.all())
    still = standing.after(steps) in standing.CHECKED
    if still and any(
        standing.is_of_giver(person, promise, on=today) for person in standing.checkers(steps)
    ):
        _take(promise, delivery, Step.TO_VERIFY, steps, by=None)
        return True
    return False


def _held(delivery: Delivery, *, may: str, by: User) -> tuple[Contribution, list[DeliveryStep]]:
    """Return the promise of a delivery, locked, and the steps that were taken with it."""
    locked = hold(delivery.contribution, may=may, by=by)
    return locked, list(delivery.steps.all())


def _independent(delivery: Delivery, by: User) -> None:
    if why := standing.why_not_independent(by, delivery):
        raise NotIndependent(*why)


def _again(
    delivery: Delivery, steps: list[DeliveryStep], step: Step, reason: str, *, by: User
) -> Delivery:
    """Return a delivery of which the same person said the same last: a button pressed twice. Raises
    NotNow.
    """
    last = next((taken for taken in reversed(steps) if taken.step != Step.EVIDENCED), None)
    if last and (last.step, last.by_id, last.reason) == (step, by.pk, reason.strip()):
        return delivery
    raise NotNow


def _take(
    promise: Contribution,
    delivery: Delivery,
    step: Step,
    steps: list[DeliveryStep],
    *,
    counted: Decimal | None = None,
    by: User | None,
    **details: Any,
) -> Delivery:
    """Add a step, and what it counts to the promise. Without `counted` nothing of the delivery
    counts any longer. Raises BadAmount where the sum of all that is verified has more digits than
    are kept.
    """
    if counted is None and step != Step.ANSWERED:
        counted = -standing.counted(steps)
    kept(promise.verified + (counted or NOTHING))
    moment = now(promise)
    behalf = promise.alliance.acts_for(by) if by else None
    taken = DeliveryStep(delivery=delivery, contribution=promise, step=step, by=by, at=moment)
    taken.counted, taken.behalf_id = counted or NOTHING, behalf
    taken.base_counted = _in_base(delivery, steps, taken.counted)
    vars(taken).update(details)
    save(taken, by=by, at=moment, new=True)
    _follow(promise, taken)
    add_up(promise)
    write(promise, what=events.STEPS[step], by=by, at=moment, behalf=behalf, about=delivery.what)
    return delivery


def _in_base(delivery: Delivery, steps: Iterable[DeliveryStep], counted: Decimal) -> Decimal | None:
    """What a step counts in the base currency: all of a delivery is its stored value, and what is
    taken away is what was added.
    """
    if delivery.base_value is None or delivery.rate is None or not counted:
        return None
    before = standing.base_counted(steps) or NOTHING
    after = standing.counted(steps) + counted
    whole = delivery.base_value if after == delivery.amount else kept_value(after, delivery.rate)
    return whole - before


def _follow(promise: Contribution, taken: DeliveryStep) -> None:
    """Keep what is verified of a promise, and its state, equal to the steps."""
    promise.verified += taken.counted
    if promise.state in MADE:
        deliveries: Iterable[Delivery] = ()
        if promise.column == Column.UNPRICED:
            deliveries = promise.deliveries.prefetch_related("steps")
        promise.state = standing.state_after(promise, deliveries)
