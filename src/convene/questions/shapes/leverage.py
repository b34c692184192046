"""What `convene leverage` reads, and what it answers in JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import WithJsonSchema

from convene.core.leverage import DeliveryState, Origin, Why

Figure = Annotated[str, WithJsonSchema({"type": ["string", "number"]})]
"""A number, or a text that holds one; no digit of either is lost."""
YesNo = bool | Literal["yes", "no", ""] | None


@dataclass(frozen=True, kw_only=True)
class Delivered:
    """Something that came."""

    amount: Figure | None = None
    """In the currency of the contribution."""
    state: DeliveryState


@dataclass(frozen=True, kw_only=True)
class MayCount:
    """The seven answers to “may it count?”. What is left out or null nobody has answered, and it
    counts as no.
    """

    verifiable: YesNo = None
    """Can records prove it?"""
    not_elsewhere: YesNo = None
    """Is it promised nowhere else?"""
    needed: YesNo = None
    """Does the alliance need it?"""
    allowed: YesNo = None
    """Is it a cost that may count?"""
    not_public: YesNo = None
    """Is it paid from no (other) public purse?"""
    in_budget: YesNo = None
    """Is it in the agreed budget?"""
    within_rules: YesNo = None
    """Do the funder's rules allow it?"""


@dataclass(frozen=True, kw_only=True)
class Contribution:
    """Something that a partner was asked for, promised or gave."""

    id: str
    partner: str
    """One of `partners` or `own`."""
    kind: Literal["cash", "in_kind", "unpriced"]
    state: Literal[
        "ask",
        "proposed",
        "committed",
        "part_delivered",
        "delivered",
        "cancelled",
        "written_off",
    ]
    amount: Figure | None = None
    """Above zero, with at most four digits after the point; null where nobody knows it. Of what
    is unpriced it is not read."""
    currency: str | None = None
    """ISO 4217 code, such as KES."""
    rate: Figure | None = None
    """Base units for one unit of the currency; none is needed for the base itself."""
    method: str | None = None
    """How its value was found."""
    estimate: bool = False
    """Whether the amount is an estimate."""
    evidence: str | bool | tuple[str, ...] | None = None
    """What proves it, or whether something does."""
    passed_on_from: str | None = None
    """The contribution, or the partner, that the money came from first: it counts there only."""
    may_count: MayCount | None = None
    delivered: tuple[Delivered, ...] | None = None
    """What has come of it, in the order in which it came."""
    parallel: bool = False
    """Whether it is an investment beside the alliance: shown, and never in a ratio."""


@dataclass(frozen=True, kw_only=True)
class Partner:
    """Somebody who gives, and whose money that is."""

    id: str
    origin: Origin
    """Companies and private foundations are private, whoever they belong to."""


@dataclass(frozen=True, kw_only=True)
class LeverageCase:
    """What partners of an alliance promised and gave. Numbers may be written as texts."""

    base: str
    """ISO 4217 code of the currency that everything is said in."""
    own: tuple[str, ...]
    """Partners whose money is the alliance's own: the others' is held against it."""
    partners: tuple[Partner, ...]
    contributions: tuple[Contribution, ...]


@dataclass(frozen=True, kw_only=True)
class Terms:
    """A ratio and what it is made of, as texts: sums in the base currency, the rest as fractions
    of one, cut after twelve digits. Null is what would be divided by nothing.
    """

    numerator: str
    denominator: str
    """Own money."""
    ratio: str | None
    cash_share: str | None
    """How much of the numerator is cash."""
    estimate_share: str | None
    """How much of the numerator rests on estimates."""
    without_estimates: str | None
    """The ratio without the estimates in the numerator."""


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """A contribution that does not count, or of which a part does not."""

    id: str
    reason: Why
    """`over_delivery` and `unverified` are of parts of what came; the promise itself counts."""


@dataclass(frozen=True, kw_only=True)
class Leverage:
    """How much partners give for each unit of own money, by a rule."""

    formula: str
    """The ratio that the rule asks for, with its numbers."""
    pledged: Terms
    """Of what is promised."""
    delivered: Terms | None
    """Of what came and was verified; null where nobody recorded that anything came."""
    meets: bool | None
    """Whether the rule is met; null where there is no ratio, or where own money that is not valued
    could make it too small."""
    excluded: tuple[LeftOut, ...]
    apart: Mapping[Origin, str] = field(default_factory=dict)
    """What others promised, by its origin, whether it counts or not."""
    parallel: str = "0"
    """What is invested beside the alliance."""
