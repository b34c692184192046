"""What else the guide tells, each with a permanent name: trends, motives, lessons, ways,
resources.
"""

from dataclasses import dataclass
from typing import Literal

from convene.core.guide.statements import Record, Statement, YesNo


@dataclass(frozen=True, kw_only=True)
class Initiative(Record):
    """Something the guide names in passing."""

    title: str
    what: Statement
    countries: tuple[str, ...] = ()
    year: int | None = None
    trend: str | None = None
    way: str | None = None
    is_ppp: YesNo | None = None
    stage: Literal["", "begun", "planned"] = ""
    model_hint: str | None = None
    prize_usd: int | None = None
    entries: int | None = None
    told_by: str = ""


@dataclass(frozen=True, kw_only=True)
class Trend(Record):
    title: str
    family: Literal["existing_technology", "emerging_technology", "practice"]
    point: Statement
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Difficulty(Record):
    """Why such alliances are hard; `responses` are lessons that answer it (our reading)."""

    title: str
    text: Statement
    responses: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Benefit(Record):
    text: Statement


@dataclass(frozen=True, kw_only=True)
class Motivation(Record):
    """A row of the matrix: a business challenge, which companies it names, what such companies
    could give, which models it leads to. Each printed cell is a statement; the lists are its codes.
    """

    title: str
    motivation: Statement
    companies_text: Statement
    noncash_text: Statement
    models_text: Statement
    companies: tuple[str, ...]
    noncash: tuple[str, ...]
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
    gain: str = ""
    """What somebody moved by this would gain, as it could be said to them: our words."""


@dataclass(frozen=True, kw_only=True)
class Question(Record):
    """A question that helps to find a partner, and where its answer might be found (ours)."""

    text: Statement
    data_hint: str
    rows: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()
    """Which sources of partners to ask about it besides those the guide names for every question:
    our reading of what it says they give.
    """


@dataclass(frozen=True, kw_only=True)
class Source(Record):
    """Someone to ask for partners."""

    title: str
    gives: Statement
    every_question: bool = False
    """Whether the guide names it for every question."""


@dataclass(frozen=True, kw_only=True)
class Offer(Record):
    text: Statement
    contribution: str


@dataclass(frozen=True, kw_only=True)
class Contribution(Record):
    """A kind of contribution; only a countable one, valued by a stated method, may enter a leverage
    figure. Where it is seen follows from what partners gave, the matrix and the offers; `seen_in`
    adds other records.
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
    text: Statement
    when: tuple[str, ...] = ()
    strongest_when: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    gate: str | None = None
    generic: str = ""
    today: str = ""


@dataclass(frozen=True, kw_only=True)
class Way(Record):
    """A way to get started; `now` says it without the offices of its day, in our words."""

    title: str
    text: Statement
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
    text: Statement
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
    topic: Statement


@dataclass(frozen=True, kw_only=True)
class Role(Record):
    """An office or a party the guide names, what it says of it, and the role that stands for it now
    (ours).
    """

    title: str
    does: Statement
    role: str
    today: str = ""


@dataclass(frozen=True, kw_only=True)
class Misprint(Record):
    """Something about the text itself: printed wrongly, odd, or a remark of ours."""

    text: Statement
    kind: Literal["misprint", "oddity", "remark"]
    touches: tuple[str, ...] = ()
