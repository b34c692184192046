"""What somebody may do next with what came of a promise, and why not the rest."""

from dataclasses import dataclass
from decimal import Decimal

from convene.apps.accounts.models import User
from convene.apps.evidence.models import Evidence
from convene.apps.ledger.models import Delivery, DeliveryStep
from convene.apps.ledger.queries import standing
from convene.apps.ledger.words import Step
from convene.core.contributions import BARS, Bar


@dataclass(frozen=True, kw_only=True)
class Came:
    """One delivery with where it stands, what shows it, and the steps that a person may take.
    `barred` says, in English sentences, why this person does not check it.
    """

    delivery: Delivery
    stands: str
    steps: tuple[DeliveryStep, ...]
    evidence: tuple[Evidence, ...]
    offered: frozenset[str]
    barred: tuple[str, ...]
    more: bool
    """Whether room was made for what was over before: the rest of it can be verified."""

    @property
    def counts(self) -> Decimal:
        """How much more of it counts within the promise once it is verified."""
        return standing.room(self.delivery.contribution, self.delivery, self.steps)

    @property
    def over(self) -> Decimal:
        """How much of it goes over the promise even then."""
        whole = self.delivery.amount or Decimal(0)
        return whole - standing.counted(self.steps) - self.counts

    @property
    def doubt(self) -> DeliveryStep | None:
        """The dispute that is not settled, if there is one."""
        doubted = [taken for taken in self.steps if taken.step == Step.DISPUTED]
        return doubted[-1] if doubted and self.stands in standing.DOUBTED else None


def came(delivery: Delivery, person: User) -> Came:
    """Return a delivery as one person sees it."""
    steps = tuple(delivery.steps.select_related("evidence", "by"))
    stands = standing.after(steps)
    bars = _bars(delivery, steps, stands, person)
    return Came(
        delivery=delivery,
        stands=stands,
        steps=steps,
        evidence=tuple(taken.evidence for taken in steps if taken.evidence is not None),
        offered=frozenset(_offered(delivery, steps, stands, person, is_barred=bool(bars))),
        more=_has_room(delivery, steps, stands),
        barred=tuple(BARS[bar] for bar in bars),
    )


def _bars(
    delivery: Delivery, steps: tuple[DeliveryStep, ...], stands: str, person: User
) -> tuple[Bar, ...]:
    """Return why somebody who may check deliveries does not check this one."""
    waits = stands in (Step.EVIDENCED, Step.TO_VERIFY, *standing.DOUBTED) or _has_room(
        delivery, steps, stands
    )
    if not waits or not person.has_perm("ledger.check_delivery", delivery.contribution):
        return ()
    bars = standing.why_not_independent(person, delivery)
    if stands in standing.DOUBTED and person.pk in standing.took_part(steps):
        return (*bars, "disputed")
    return bars


def _has_room(delivery: Delivery, steps: tuple[DeliveryStep, ...], stands: str) -> bool:
    """Say whether some of a checked delivery does not count, though the promise has room for it."""
    promise = delivery.contribution
    if stands not in standing.CHECKED or promise.amount is None or delivery.amount is None:
        return False
    is_full = promise.verified >= promise.amount
    return not is_full and bool(standing.counted(steps) < delivery.amount)


def _offered(
    delivery: Delivery,
    delivery_steps: tuple[DeliveryStep, ...],
    stands: str,
    person: User,
    *,
    is_barred: bool,
) -> list[str]:
    promise = delivery.contribution
    checkable = stands in (Step.EVIDENCED, Step.TO_VERIFY) or _has_room(
        delivery, delivery_steps, stands
    )
    steps = {
        "evidence": ("ledger.record_delivery", stands not in standing.GONE),
        "answer": ("ledger.record_delivery", stands == Step.DISPUTED),
        "dispute": (
            "ledger.dispute_delivery",
            stands not in (*standing.GONE, *standing.DOUBTED),
        ),
        "verify": (
            "ledger.check_delivery",
            checkable and not is_barred,
        ),
        "settle": ("ledger.check_delivery", stands in standing.DOUBTED and not is_barred),
        "take_back": ("ledger.change_promise", stands not in standing.GONE),
    }
    return [step for step, (may, holds) in steps.items() if holds and person.has_perm(may, promise)]
