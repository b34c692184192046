"""What the guide answers: every element with its reasons, every reason with its sources."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from convene.core.reasons import Reason, Traced
from convene.core.request import Request

Outcome = Literal["ok", "trend_only", "low_confidence", "no_match", "refused"]
Fit = Literal["direct", "supporting", "side"]
Band = Literal["strong", "plausible", "weak"]
Precedent = Literal["same_region", "other_region", "weak"]
PARTS = ("challenge", "motivation", "location", "precedent")


@dataclass(frozen=True, kw_only=True)
class Joining:
    """A row of the motivations matrix that leads to a model; `inferred` where the guide's own cell
    is misprinted.
    """

    row: str
    status: Literal["printed", "inferred"]


@dataclass(frozen=True, kw_only=True)
class Advised:
    """One model on offer. `parts` run from 0 to 1; `score` (0 to 100) only ranks and is never
    shown.
    """

    model: str
    score: Fraction
    fit: Fit
    band: Band
    parts: Mapping[str, Fraction]
    because: Mapping[str, tuple[Reason, ...]]
    precedent: Precedent
    motivations: tuple[Joining, ...]
    examples: tuple[str, ...]
    partner_kinds: tuple[str, ...]
    noncash: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class WhyNot:
    """A model that is not offered, or ranks below the strongest, and what it lacks."""

    model: str
    offered: bool
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, kw_only=True)
class Unknown:
    """A value the guide has no code for, where it stood, and the codes that look most like it."""

    value: str
    where: str
    nearest: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Refused:
    """A purpose no alliance may serve; `cite` is the record that says why."""

    code: str
    reason: str
    cite: str


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What could work, best first. `leaders` are so close at the top that they belong side
    by side.
    """

    request: Request
    outcome: Outcome
    region: str | None = None
    challenges: tuple[str, ...] = ()
    models: tuple[Advised, ...] = ()
    leaders: tuple[str, ...] = ()
    why_not: tuple[WhyNot, ...] = ()
    rows: Traced = field(default_factory=dict)
    traits: Traced = field(default_factory=dict)
    lessons: Traced = field(default_factory=dict)
    gates: Traced = field(default_factory=dict)
    risks: Traced = field(default_factory=dict)
    resources: Traced = field(default_factory=dict)
    trends: Traced = field(default_factory=dict)
    noncash: tuple[str, ...] = ()
    dac: tuple[str, ...] = ()
    sdg: tuple[str, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    refused: tuple[Refused, ...] = ()

    @property
    def country(self) -> str | None:
        """The country asked about, where it is one that is known."""
        left_out = any(item.where == "country" for item in self.unknown)
        return None if left_out else self.request.country

    def advised(self, model: str) -> Advised | None:
        return next((found for found in self.models if found.model == model), None)


@dataclass(frozen=True, kw_only=True)
class Call:
    """An organisation that records show in the country, by its id in open data: what they show,
    the row of the motivations matrix that may move it, and what to check of one that the guide
    named in its day.
    """

    organisation: str
    name: str
    because: Reason
    row: str = ""
    check: tuple[Reason, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Headline:
    """A sentence to read first, and why it is so."""

    says: Reason
    why: tuple[Reason, ...]


@dataclass(frozen=True, kw_only=True)
class InShort:
    """An answer in three sentences, and how sure it is; `named` is the organisation to speak to
    first by its id in open data, where one is known by name.
    """

    kind: Headline
    first: Headline
    before: Headline
    sure: Headline
    named: str = ""


Where = Literal["longlist", "questions", "gates", "draft", "country"]


@dataclass(frozen=True, kw_only=True)
class Step:
    """Something to do next, and where: the longlist, the questions about partners, the safeguards,
    a new draft, or the page of the country.
    """

    says: Reason
    to: Where


def strength(part: Fraction) -> int:
    """Return a part as 0 to 4 marks, which is as fine as expert weights can claim to be."""
    return int(part * 4 + Fraction(1, 2))
