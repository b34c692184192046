"""Where a delivery stands after the steps that people took with it, and who may take the next."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.ledger.models import Contribution, Delivery, DeliveryStep
from convene.apps.ledger.words import Column, State, Step
from convene.apps.registry.queries import members
from convene.core.contributions import Bar
from convene.core.money import kept_value

RECORDED = "recorded"
CHECKED = (Step.VERIFIED, Step.UPHELD)
"""Steps after which a delivery counts."""
DOUBTED = (Step.DISPUTED, Step.ANSWERED)
GONE = (Step.STRUCK, Step.REVERSED)
"""Steps after which nothing is left of a delivery."""
OPEN_TO_EVIDENCE = (Step.EVIDENCED, Step.TO_VERIFY)


def after(steps: Iterable[DeliveryStep]) -> str:
    """Return where a delivery stands: evidence brings on only what is not checked yet."""
    last = last_of(steps)
    return last.step if last else RECORDED


def last_of(steps: Iterable[DeliveryStep]) -> DeliveryStep | None:
    """Return the step by which a delivery stands where it does; none where it is recorded."""
    last: DeliveryStep | None = None
    for taken in steps:
        if taken.step != Step.EVIDENCED or last is None or last.step in OPEN_TO_EVIDENCE:
            last = taken
    return last


def judged() -> Any:
    """Return the same for a question to the database, but for evidence, which judges nothing: what
    was not judged yet is recorded.
    """
    steps = DeliveryStep.objects.filter(delivery=OuterRef("pk")).exclude(step=Step.EVIDENCED)
    last = steps.order_by("-at", "-pk").values("step")[:1]
    return Coalesce(Subquery(last), Value(RECORDED))


def of(delivery: Delivery) -> str:
    return after(delivery.steps.all())


def counted(steps: Iterable[DeliveryStep]) -> Decimal:
    """Return how much of a delivery counts as verified."""
    return sum((taken.counted for taken in steps), Decimal(0))


def base_counted(steps: Iterable[DeliveryStep]) -> Decimal | None:
    """Return the same in the base currency, or None where its value is not known."""
    values = [taken.base_counted for taken in steps if taken.counted]
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if len(known) == len(values) else None


def within(
    promise: Contribution, deliveries: Iterable[Delivery]
) -> Iterator[tuple[Delivery, Decimal | None]]:
    """Yield each delivery that stands with what of its value in the base currency is within the
    promise, which the earliest fills first; None where its value is not known.
    """
    left = promise.amount
    for came in deliveries:
        if of(came) in GONE:
            continue
        if came.base_value is None or came.amount is None or came.rate is None or left is None:
            yield came, came.base_value
            continue
        part = min(came.amount, left)
        left -= part
        yield came, came.base_value if part == came.amount else kept_value(part, came.rate)


def room(promise: Contribution, delivery: Delivery, steps: Iterable[DeliveryStep]) -> Decimal:
    """Return how much more of a delivery could count within its promise."""
    if promise.amount is None or delivery.amount is None:
        return Decimal(0)
    uncounted: Decimal = delivery.amount - counted(steps)
    left: Decimal = promise.amount - promise.verified
    return min(uncounted, left)


def checkers(steps: Sequence[DeliveryStep]) -> list[User]:
    """Return who vouches for a delivery as it stands."""
    vouching: list[User] = []
    for taken in steps:
        if taken.step in CHECKED and taken.by is not None:
            vouching.append(taken.by)
        elif taken.step not in (Step.EVIDENCED, *CHECKED):
            vouching = []
    return vouching


def took_part(steps: Iterable[DeliveryStep]) -> set[int]:
    """Return whose word a dispute is about: who doubted, answered, or made a check before."""
    sides = (*DOUBTED, *CHECKED)
    return {taken.by_id for taken in steps if taken.step in sides and taken.by_id is not None}


def why_not_independent(
    person: User, delivery: Delivery, *, on: date | None = None
) -> tuple[Bar, ...]:
    """Return why somebody may not check a delivery: they recorded it, gave evidence of it, or
    belong to the partner that gave it or to one with the same voice.
    """
    steps = list(delivery.steps.select_related("evidence"))
    gave = {taken.by_id for taken in steps if taken.step == Step.EVIDENCED} | {
        taken.evidence.added_by_id for taken in steps if taken.evidence is not None
    }
    why: Mapping[Bar, bool] = {
        "recorded": delivery.recorded_by_id == person.pk,
        "evidence": person.pk in gave,
        "partner": is_of_giver(person, delivery.contribution, on=on or timezone.localdate()),
    }
    return tuple(code for code, holds in why.items() if holds)


def is_of_giver(person: User, promise: Contribution, *, on: date) -> bool:
    """Say whether somebody speaks on a day with one voice with the partner of a promise, or acts
    in the alliance for one that does.
    """
    giver = promise.partner.organisation
    if members.speaks_for(person, giver, on=on):
        return True
    parts = (part for part in promise.alliance.parts_now if part.person_id == person.pk)
    for_whom = [part.organisation for part in parts if part.organisation is not None]
    return members.voice(giver) in {members.voice(whom) for whom in for_whom}


def state_after(promise: Contribution, deliveries: Iterable[Delivery]) -> str:
    """Return how far a promise that was made has come, by what is verified of it. What has no price
    has come where all of its quantity has; without one nobody can say so.
    """
    if promise.column == Column.UNPRICED:
        checked = [delivery for delivery in deliveries if of(delivery) in CHECKED]
        come = sum((delivery.quantity or Decimal(0) for delivery in checked), Decimal(0))
        whole, begun = promise.quantity, bool(checked)
    else:
        come, whole, begun = promise.verified, promise.amount, promise.verified > 0
    if whole is not None and begun and come >= whole:
        return State.DELIVERED
    return State.PART_DELIVERED if begun else State.COMMITTED
