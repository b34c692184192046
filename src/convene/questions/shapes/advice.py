"""What `convene advise --json` answers."""

from collections.abc import Mapping
from dataclasses import dataclass

from convene.core.answer import Band, Fit, Joining, Outcome, Precedent, Refused, Unknown, Where
from convene.core.guide.statements import By, Scope, Strength


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """A reason."""

    text: str
    cites: tuple[str, ...]
    """Ids of the records it rests on; none: expert judgement."""


Reasons = tuple[Sentence, ...]


@dataclass(frozen=True, kw_only=True)
class Statement:
    """One thing that a record says of the guide, in our words."""

    text: str
    """Empty where the record's other fields say it."""
    lines: tuple[int, int]
    """First and last line of the passage in the guide's plain text."""
    anchor: str
    """A few words that stand there."""
    strength: Strength
    """How firmly the guide says it."""
    scope: Scope
    """Of what it is said."""
    by: By
    """Who says it."""


@dataclass(frozen=True, kw_only=True)
class Parts:
    """The four parts, 0 to 1, rounded to hundredths."""

    challenge: float
    motivation: float
    location: float
    precedent: float


@dataclass(frozen=True, kw_only=True)
class PartReasons:
    """Why each part is as it is."""

    challenge: Reasons
    motivation: Reasons
    location: Reasons
    precedent: Reasons


@dataclass(frozen=True, kw_only=True)
class Advised:
    """A kind of alliance and why it fits."""

    model: str
    """Its id."""
    fit: Fit
    """How it answers the problem it answers best."""
    band: Band
    """How well it fits altogether."""
    parts: Parts
    precedent: Precedent
    """Where the guide tells of it."""
    motivations: tuple[Joining, ...]
    """Why partners would join."""
    examples: tuple[str, ...]
    """Examples and cases it rests on, those of the same region first."""
    partner_kinds: tuple[str, ...]
    """Partners to think of: our list."""
    noncash: tuple[str, ...]
    """What to ask for beyond cash: our list."""
    reasons: PartReasons


@dataclass(frozen=True, kw_only=True)
class WhyNot:
    """A kind of alliance below the best."""

    model: str
    reasons: Reasons


@dataclass(frozen=True, kw_only=True)
class Headline:
    """A sentence to read first, and why it is so."""

    text: str
    cites: tuple[str, ...]
    why: Reasons


@dataclass(frozen=True, kw_only=True)
class InShort:
    """The answer in three sentences, and how sure it is."""

    kind: Headline
    """The kind of alliance."""
    first: Headline
    """Whom to speak to first, and about what."""
    before: Headline
    """What must stand first."""
    sure: Headline
    """How sure it is."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """Something to do next."""

    text: str
    cites: tuple[str, ...]
    to: Where
    """Where to do it."""


@dataclass(frozen=True, kw_only=True)
class Advice:
    """What could work, best first, with a reason for every element."""

    outcome: Outcome
    """Whether and how well something fits."""
    in_short: InShort | None
    """None where nothing is offered."""
    next_steps: tuple[Step, ...]
    """What to do next, in order."""
    models: tuple[Advised, ...]
    """Kinds of alliance on offer, best first."""
    rows: tuple[str, ...]
    """Rows of the motivations matrix that the situation brings."""
    traits: tuple[str, ...]
    """What is true of the situation, said or derived."""
    lessons: tuple[str, ...]
    """Lessons that apply, in the guide's order."""
    gates: tuple[str, ...]
    """Safeguards that must stand before anyone signs."""
    risks: tuple[str, ...]
    """Risks to plan for; of a refusal, those for which it refuses."""
    resources: tuple[str, ...]
    """Resources to turn to."""
    noncash: tuple[str, ...]
    """What to ask for beyond cash."""
    trends: tuple[str, ...]
    """Trends that the problems belong to."""
    dac: tuple[str, ...]
    """OECD DAC purpose codes of the problems."""
    sdg: tuple[str, ...]
    """SDG targets of the problems, and 17.17, that of every alliance."""
    unknown: tuple[Unknown, ...]
    """Values that are no codes. They were left out."""
    refused: tuple[Refused, ...]
    """Purposes no alliance may serve; with one of these, nothing is offered."""
    why_not: tuple[WhyNot, ...]
    """Why the others are not first."""
    reasons: Mapping[str, Reasons]
    """Why each code above is there."""
    records: Mapping[str, tuple[Statement, ...]]
    """What each record that the answer rests on says of the guide, by its id."""
