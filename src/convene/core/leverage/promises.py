"""What leverage is worked out from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Literal

from convene.core import money
from convene.core.contributions import Column, State
from convene.core.leverage.rule import Origin

DeliveryState = Literal["recorded", "evidenced", "verified", "disputed"]
NOTHING = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """Something that came, in the currency of its promise; `rate` is that of its day where it is
    not that of the promise.
    """

    amount: Decimal
    state: DeliveryState
    rate: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Promise:
    """What a partner promised. `rate` is base units for one unit of its currency, 1 for the base
    itself, and None where nobody knows it; an amount that nobody knows is None, never zero.

    `answers` are those to “may it count?”: yes, no, or None where nobody answered. A parallel
    investment stands beside the alliance.
    """

    id: str
    partner: str
    column: Column
    state: State
    amount: Decimal | None = None
    rate: Decimal | None = None
    has_method: bool = False
    has_evidence: bool = False
    is_estimate: bool = False
    is_parallel: bool = False
    passed_on_from: str | None = None
    answers: Mapping[str, bool | None] = field(default_factory=dict)
    deliveries: tuple[Delivery, ...] = ()

    @cached_property
    def base_value(self) -> Decimal | None:
        """What all of it is worth in the base currency."""
        return self._in_base(self.amount, self.rate)

    def _in_base(self, amount: Decimal | None, rate: Decimal | None) -> Decimal | None:
        if self.column is Column.UNPRICED or amount is None or rate is None:
            return None
        return money.base_value(amount, rate)

    @cached_property
    def parts(self) -> "Parts":
        """What has come of it, in the base currency."""
        counted = over = unverified = NOTHING
        for amount, kind, rate in self._split():
            value = self._in_base(amount, rate) or NOTHING
            counted += value if kind == "counted" else NOTHING
            over += value if kind == "over" else NOTHING
            unverified += value if kind == "unverified" else NOTHING
        return Parts(counted=counted, over=over, unverified=unverified)

    def _split(self) -> Iterator[tuple[Decimal, str, Decimal | None]]:
        """Yield each delivery, what goes beyond the promise apart, in the order in which they
        came.
        """
        left = self.amount or NOTHING
        for delivery in self.deliveries:
            rate = delivery.rate or self.rate
            if delivery.state != "verified":
                yield delivery.amount, "unverified", rate
                continue
            within = min(left, delivery.amount)
            left -= within
            yield within, "counted", rate
            yield delivery.amount - within, "over", rate

    @property
    def is_over(self) -> bool:
        """More was verified than is promised."""
        verified = sum((Fraction(d.amount) for d in self.deliveries if d.state == "verified"), 0)
        return self.amount is not None and verified > self.amount

    @property
    def is_unverified(self) -> bool:
        """Something came that nobody has verified."""
        return any(delivery.state != "verified" for delivery in self.deliveries)


@dataclass(frozen=True, kw_only=True)
class Parts:
    """Deliveries in the base currency: verified up to the promise, verified beyond it, and not
    verified.
    """

    counted: Decimal
    over: Decimal
    unverified: Decimal


@dataclass(frozen=True, kw_only=True)
class Case:
    """All promises of an alliance, the partners whose money is its own, and the origin of every
    other.
    """

    base: str
    own: frozenset[str]
    origins: Mapping[str, Origin]
    promises: tuple[Promise, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Promise]:
        return {promise.id: promise for promise in self.promises}


def in_circle(case: Case) -> tuple[str, ...]:
    """Return the first promises that are passed on from one another in a circle, so that nobody
    gave them first; nothing where there are none.
    """
    ends: set[str] = set()  # no way from these comes back to them
    for promise in case.promises:
        chain, source = {promise.id: None}, promise.passed_on_from
        while (
            source is not None
            and source in case.by_id
            and source not in ends
            and source not in chain
        ):
            chain[source] = None
            source = case.by_id[source].passed_on_from
        if source == promise.id:
            return tuple(chain)
        for id in chain:
            if id == source:
                break
            ends.add(id)
    return ()
