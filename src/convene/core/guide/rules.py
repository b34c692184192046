"""What a pack judges: which problems point to which models, and how much each thing weighs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from convene.core.guide.statements import Record

Weight = Literal[1, 2, 3]


@dataclass(frozen=True, kw_only=True)
class Area:
    """A heading under which problems are offered to people."""

    id: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Challenge(Record):
    """Something that is not working. `models` weighs each kind of alliance: 3 direct, 2 supporting,
    1 side contribution.
    """

    title: str
    area: str
    models: Mapping[str, Weight]
    evidence: tuple[str, ...]
    dac: tuple[str, ...]
    sdg: tuple[str, ...]
    tasks: tuple[str, ...]
    also: str = ""
    flags: tuple[str, ...] = ()
    trend: str | None = None

    @property
    def see(self) -> tuple[str, ...]:
        return self.evidence


@dataclass(frozen=True, kw_only=True)
class Weights:
    """Shares of the four parts of a score; they add to 1."""

    challenge: float
    motivation: float
    location: float
    precedent: float


@dataclass(frozen=True, kw_only=True)
class Bands:
    """Lowest score, of 100, of the strong and the plausible band."""

    strong: int
    plausible: int


@dataclass(frozen=True, kw_only=True)
class LocationFit:
    """How well a model fits the level the user works at: 0 to 1, by level, by trait,
    or otherwise.
    """

    model: str
    otherwise: float
    levels: Mapping[str, float] = field(default_factory=dict)
    traits: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class PartnerRule:
    """What it means that a sector or a type of partner is around."""

    id: str
    rows: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()
    lessons: tuple[str, ...] = ()
    resources: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    """Other kinds of partner and party that we take for the same, by their codes."""


@dataclass(frozen=True, kw_only=True)
class TraitRule:
    """What a situation brings with it."""

    id: str
    lessons: tuple[str, ...] = ()
    gates: tuple[str, ...] = ()
    risks: tuple[str, ...] = ()
    resources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AlwaysGate:
    """A safeguard of every alliance: our rule; `cite` is what it rests on."""

    id: str
    cite: str


@dataclass(frozen=True, kw_only=True)
class ModelRule:
    """The partners to think of for a model and what to ask beyond cash: ours. `seen` are the kinds
    that its alliances had, and which of them.
    """

    model: str
    partner_kinds: tuple[str, ...]
    noncash: tuple[str, ...]
    seen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Prohibited:
    """A purpose no alliance may serve; `cite` is the record that says why."""

    id: str
    title: str
    reason: str
    because: str
    cite: str
