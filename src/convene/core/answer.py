"""What is asked of the guide, and what it answers: every element with its reasons, every reason
with its sources.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal

Outcome = Literal["ok", "trend_only", "low_confidence", "no_match", "refused"]
Fit = Literal["direct", "supporting", "side"]
Band = Literal["strong", "plausible", "weak"]
Precedent = Literal["same_region", "other_region", "weak"]
PARTS = ("challenge", "motivation", "location", "precedent")


def gettext_noop(text: str) -> str:
    """Mark a sentence for translation; whoever shows it translates it."""
    return text


@dataclass(frozen=True, kw_only=True)
class Request:
    """A governance problem in a place, in the guide's codes. `region` is derived from `country`
    when not given.
    """

    country: str | None = None
    region: str | None = None
    level: str | None = None
    challenges: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    partner_types: tuple[str, ...] = ()
    civic_space: str | None = None
    reprisal_risk: str | None = None
    traits: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reason:
    """A sentence with blanks, what fills them, and the ids of the records it rests on (none: expert
    judgement).
    """

    text: str
    values: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    cites: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.said()

    def said(self, translate: Callable[[str], str] = str) -> str:
        """Return the sentence; `translate` turns it, and each value, into the reader's language."""
        parts = {
            name: (value,) if isinstance(value, str) else value
            for name, value in self.values.items()
        }
        return translate(self.text).format(
            **{
                name: ", ".join(translate(part) for part in found if part)
                for name, found in parts.items()
            }
        )


Traced = Mapping[str, tuple[Reason, ...]]
"""Codes in order, each with why it is there."""


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
    """What could work, best first. `leaders` are so close at the top that they belong side by side."""

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

    def advised(self, model: str) -> Advised | None:
        return next((found for found in self.models if found.model == model), None)


def strength(part: Fraction) -> int:
    """Return a part as 0 to 4 marks, which is as fine as expert weights can claim to be."""
    return int(part * 4 + Fraction(1, 2))


def as_json(answer: Answer) -> dict[str, Any]:
    """Return the answer in the published shape (docs/reference/advice-answer.schema.json)."""
    traced = ("rows", "traits", "lessons", "gates", "risks", "resources", "trends")
    plain = ("noncash", "dac", "sdg")
    reasons = {code: why for name in traced for code, why in getattr(answer, name).items()}
    return {
        "outcome": answer.outcome,
        "models": [_model_json(model) for model in answer.models],
        **{
            name: list(getattr(answer, name))
            for name in (*traced[:-1], *plain[:1], traced[-1], *plain[1:])
        },
        "unknown": [
            {"value": item.value, "nearest": list(item.nearest)} for item in answer.unknown
        ],
        "refused": [
            {"code": item.code, "reason": item.reason, "cite": item.cite} for item in answer.refused
        ],
        "why_not": [
            {"model": item.model, "reasons": _reasons_json(item.reasons)} for item in answer.why_not
        ],
        "reasons": {code: _reasons_json(why) for code, why in reasons.items()},
    }


def _model_json(advised: Advised) -> dict[str, Any]:
    return {
        "model": advised.model,
        "fit": advised.fit,
        "band": advised.band,
        "parts": {name: round(float(part), 2) for name, part in advised.parts.items()},
        "precedent": advised.precedent,
        "motivations": [{"row": item.row, "status": item.status} for item in advised.motivations],
        "examples": list(advised.examples),
        "partner_kinds": list(advised.partner_kinds),
        "noncash": list(advised.noncash),
        "reasons": {name: _reasons_json(why) for name, why in advised.because.items()},
    }


def _reasons_json(reasons: tuple[Reason, ...]) -> list[dict[str, Any]]:
    return [{"text": str(reason), "cites": list(reason.cites)} for reason in reasons]
