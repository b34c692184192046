"""What else the guide tells, each with a permanent name: trends, motives, lessons, ways,
resources.
"""

from dataclasses import dataclass
from typing import Literal

from convene.core.guide.place import Record


@dataclass(frozen=True, kw_only=True)
class Initiative(Record):
    """Something the guide names in passing, not a full alliance."""

    title: str
    what: str
    countries: tuple[str, ...] = ()
    year: int | None = None
    trend: str | None = None
    way: str | None = None
    is_ppp: Literal["", "no", "planned"] = ""
    forward_looking: bool = False
    model_hint: str | None = None
    prize_usd: int | None = None
    entries: int | None = None
    told_by: str = ""


@dataclass(frozen=True, kw_only=True)
class Trend(Record):
    title: str
    family: Literal["existing_technology", "emerging_technology", "resource", "practice"]
    point: str
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Difficulty(Record):
    """Why such alliances are hard; `responses` are lessons that answer it (our reading)."""

    title: str
    text: str
    responses: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Benefit(Record):
    text: str


@dataclass(frozen=True, kw_only=True)
class Motivation(Record):
    """A row of the matrix: a business challenge, who feels it, what they give, which models it
    leads to.
    """

    title: str
    motivation: str
    companies: tuple[str, ...]
    noncash: tuple[str, ...]
    noncash_text: str
    models_text: str
    join_confidence: Literal["high", "medium", "low"]
    join_reason: str
    models: tuple[str, ...] = ()
    models_inferred: tuple[str, ...] = ()
    inferred_because: str = ""
    companies_probable: tuple[str, ...] = ()
    probable_because: str = ""
    misprints: tuple[str, ...] = ()
    misprint_note: str = ""
    opening: str = ""
    """How a first conversation could begin: our words, not the guide's."""


@dataclass(frozen=True, kw_only=True)
class Question(Record):
    """A question that helps to find a partner, and where its answer might be found."""

    text: str
    data_hint: str
    rows: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()
    """Which sources of partners to ask about it: our reading of what the guide says they give."""


@dataclass(frozen=True, kw_only=True)
class Source(Record):
    """Someone to ask for partners."""

    title: str
    gives: str


@dataclass(frozen=True, kw_only=True)
class Offer(Record):
    text: str
    contribution: str


@dataclass(frozen=True, kw_only=True)
class Contribution(Record):
    """A kind of contribution; only a countable one, valued by a stated method, may enter a leverage
    figure.
    """

    title: str
    countable: Literal["yes", "partly", "no"]
    valuation: tuple[str, ...] = ()
    seen_in: tuple[str, ...] = ()
    risk: str = ""

    @property
    def see(self) -> tuple[str, ...]:
        return self.seen_in


@dataclass(frozen=True, kw_only=True)
class Lesson(Record):
    title: str
    text: str
    when: tuple[str, ...] = ()
    strongest_when: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    gate: str | None = None
    generic: str = ""
    today: str = ""
    from_quote: bool = False


@dataclass(frozen=True, kw_only=True)
class Way(Record):
    """A way to get started; `now` says it without the offices of its day."""

    title: str
    text: str
    now: str
    output: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Resource(Record):
    """An organisation, programme or publication to turn to, as the guide named it."""

    title: str
    kind: Literal[
        "programme",
        "advice",
        "philanthropy",
        "key_partner",
        "donor_or_network",
        "report",
        "website",
    ]
    text: str = ""
    by: str = ""
    year: int | None = None
    within: str = ""
    members: tuple[str, ...] = ()
    note: str = ""
    today: str = ""
    misprints: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Quote(Record):
    speaker: str
    role: str
    topic: str


@dataclass(frozen=True, kw_only=True)
class Role(Record):
    """An office the guide names and the role that stands for it now."""

    title: str
    role: str


@dataclass(frozen=True, kw_only=True)
class Misprint(Record):
    text: str
    touches: tuple[str, ...] = ()
