"""What a guide knows, as typed records: the grammar that every pack of knowledge fills in.

A record's `id` is its permanent name; its `cites` say where the guide states it. Anything that is
not in the guide has a field of its own (`today`, `note`, `models_inferred`, `companies_probable`,
…), so that it is always shown apart.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Literal, TypeVar

Weight = Literal[1, 2, 3]
Kind = Literal[
    "levels",
    "civic_spaces",
    "reprisal_risks",
    "regions",
    "sectors",
    "partner_types",
    "traits",
    "gates",
    "risks",
    "partner_kinds",
    "parties",
]
"""The families of codes that `words` puts into people's language."""


@dataclass(frozen=True, kw_only=True)
class Citation:
    """A place in the guide: its section, first and last line, and a short phrase that stands there."""

    section: str
    lines: tuple[int, int]
    anchor: str


@dataclass(frozen=True, kw_only=True)
class Record:
    """Anything with a permanent id. `cites` may be empty only where `see` leads to records that
    cite.
    """

    id: str
    cites: tuple[Citation, ...] = ()

    @property
    def see(self) -> tuple[str, ...]:
        return ()


@dataclass(frozen=True, kw_only=True)
class About:
    """The guide as a publication; `today` says what has become of it since."""

    id: str
    title: str
    sector: str
    publisher: str
    published: str
    version: int
    language: str = "en"
    prepared_by: str = ""
    author: str = ""
    terms: str = ""
    rights: str = ""
    today: str = ""
    publisher_identifier: str = ""
    """The number that its publisher goes by in open data, so that records of the guide and of
    others meet.
    """


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part of the guide; `page` is the printed page where it starts, if known."""

    id: str
    title: str
    lines: tuple[int, int]
    page: int | None = None


@dataclass(frozen=True, kw_only=True)
class Group:
    id: str
    title: str
    models: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Model(Record):
    """A kind of alliance: why it exists and what the private side gains."""

    title: str
    rationale: str
    private_benefit: str
    themes: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Partner:
    """One party of an example; `count` stands for that many unnamed parties."""

    name: str
    kind: str
    role: str = ""
    sector: str = ""
    contributions: tuple[str, ...] = ()
    detail: str = ""
    benefit: str = ""
    note: str = ""
    count: int | None = None
    count_qualifier: Literal["", "more_than"] = ""


@dataclass(frozen=True, kw_only=True)
class Result:
    """A figure or fact the guide reports. Output, outcome and reach are never shown as impact;
    `caution` travels with it.
    """

    metric: str
    type: Literal["output", "outcome", "baseline", "contribution_value"]
    value: int | None = None
    up_to: int | None = None
    unit: str = ""
    qualifier: Literal["", "more_than", "over", "estimate_range"] = ""
    period: str = ""
    is_target: bool = False
    caution: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Example(Record):
    """An alliance the guide tells about. No `countries` means it worked across regions."""

    title: str
    model: str
    theme: str
    region: str
    activity: str
    usaid_involved: bool
    countries: tuple[str, ...] = ()
    years: Mapping[str, int] = field(default_factory=dict)
    is_ppp: bool = True
    forward_looking: bool = False
    problem: str = ""
    partners: tuple[Partner, ...] = ()
    results: tuple[Result, ...] = ()
    benefits_claimed: tuple[str, ...] = ()
    caution: str = ""
    note: str = ""
    today: str = ""
    trend: str | None = None
    full_case: str | None = None
    see_also: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CaseContribution:
    partner: str
    codes: tuple[str, ...]
    text: str


@dataclass(frozen=True, kw_only=True)
class Case(Record):
    """An alliance told at length. `elsewhere` is from outside the guide."""

    title: str
    heading: str
    model: str
    region: str
    objective: str
    countries: tuple[str, ...]
    partners: tuple[str, ...]
    context: str = ""
    instrument: str = ""
    activities: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    contributions: tuple[CaseContribution, ...] = ()
    results: tuple[Result, ...] = ()
    lessons: tuple[str, ...] = ()
    today: str = ""
    elsewhere: str = ""


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
    """How well a model fits the level the user works at: 0 to 1, by level, by trait, or otherwise."""

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


@dataclass(frozen=True, kw_only=True)
class TraitRule:
    """What a situation brings with it."""

    id: str
    lessons: tuple[str, ...] = ()
    gates: tuple[str, ...] = ()
    risks: tuple[str, ...] = ()
    resources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ModelRule:
    """The partners the guide's examples of a model used, most typical first, and what to ask beyond
    cash.
    """

    model: str
    partner_kinds: tuple[str, ...]
    noncash: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Purpose:
    """What a DAC purpose code in open data says of each model: `likely`, `possible`, or that it
    counts only `beside_text` that says so.
    """

    code: str
    title: str
    models: Mapping[str, Literal["likely", "possible", "beside_text"]]
    because: str
    withdrawn: bool = False


@dataclass(frozen=True, kw_only=True)
class Phrases:
    """Words in the text of an activity that point to a model. Letters in brackets may be missing:
    `labo(u)r right(s)`.
    """

    model: str
    language: Literal["en", "es", "fr"]
    confidence: Literal["likely", "possible"]
    because: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Shortfall:
    """The problems that an indicator of governance may point to where a country does not reach its
    peers. Our reading.
    """

    indicator: str
    challenges: tuple[str, ...]
    because: str


@dataclass(frozen=True, kw_only=True)
class Prohibited:
    """A purpose no alliance may serve; `cite` is the record that says why."""

    id: str
    title: str
    reason: str
    because: str
    cite: str


@dataclass(frozen=True, kw_only=True)
class Word:
    """What people read instead of a code."""

    kind: Kind
    id: str
    title: str
    meaning: str = ""


R = TypeVar("R", bound=Record)


@dataclass(frozen=True, kw_only=True)
class Guide:
    """One pack of knowledge, whole. Collections keep the order in which the pack lists them."""

    about: About
    sections: tuple[Section, ...]
    groups: tuple[Group, ...]
    models: tuple[Model, ...]
    weights: Weights
    bands: Bands
    location_fit: tuple[LocationFit, ...]
    model_rules: tuple[ModelRule, ...]
    areas: tuple[Area, ...]
    challenges: tuple[Challenge, ...]
    words: tuple[Word, ...]
    examples: tuple[Example, ...] = ()
    cases: tuple[Case, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    trends: tuple[Trend, ...] = ()
    difficulties: tuple[Difficulty, ...] = ()
    benefits: tuple[Benefit, ...] = ()
    motivations: tuple[Motivation, ...] = ()
    questions: tuple[Question, ...] = ()
    sources: tuple[Source, ...] = ()
    offers: tuple[Offer, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    ways: tuple[Way, ...] = ()
    resources: tuple[Resource, ...] = ()
    quotes: tuple[Quote, ...] = ()
    roles: tuple[Role, ...] = ()
    misprints: tuple[Misprint, ...] = ()
    sectors: tuple[PartnerRule, ...] = ()
    partner_types: tuple[PartnerRule, ...] = ()
    trait_rules: tuple[TraitRule, ...] = ()
    always_lessons: tuple[str, ...] = ()
    prohibited: tuple[Prohibited, ...] = ()
    purposes: tuple[Purpose, ...] = ()
    phrases: tuple[Phrases, ...] = ()
    shortfalls: tuple[Shortfall, ...] = ()
    records: Mapping[str, Record] = field(init=False, repr=False, compare=False)
    _words: Mapping[tuple[str, str], Word] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "records", {record.id: record for _, record in self.all_records()})
        object.__setattr__(self, "_words", {(word.kind, word.id): word for word in self.words})

    def all_records(self) -> Iterator[tuple[str, Record]]:
        """Yield (collection name, record) for everything that has a permanent id, in the pack's
        order.
        """
        for spec in fields(self):
            if spec.init:
                value = getattr(self, spec.name)
                for item in value if isinstance(value, tuple) else ():
                    if isinstance(item, Record):
                        yield spec.name, item

    def get(self, id: str, kind: type[R]) -> R:
        """Return the record of that id and kind. Raises KeyError when there is none."""
        record = self.records[id]
        if not isinstance(record, kind):
            raise KeyError(id)
        return record

    def word(self, kind: Kind, code: str) -> Word:
        """Return what people read instead of a code. Raises KeyError for a code the pack does not
        know.
        """
        return self._words[kind, code]

    def codes(self, kind: Kind) -> tuple[str, ...]:
        """Return the codes of one family, in the pack's order."""
        return tuple(word.id for word in self.words if word.kind == kind)

    def section(self, id: str) -> Section:
        return next(section for section in self.sections if section.id == id)

    def group_of(self, model: str) -> Group:
        return next(group for group in self.groups if model in group.models)

    def precedents(self, model: str) -> tuple[Example | Case, ...]:
        """Return the examples and cases of a model, in the order the guide tells them."""
        found = (self.records[id] for id in self.get(model, Model).examples)
        return tuple(record for record in found if isinstance(record, Example | Case))

    def citations(self, id: str) -> tuple[Citation, ...]:
        """Return where the guide states a record: its own citations, else those of the records it
        rests on.
        """
        record = self.records[id]
        return record.cites or tuple(
            cite for other in record.see for cite in self.records[other].cites
        )


def title_of(record: Record) -> str:
    """Return what a record is called; a record without a title is called by its first words."""
    for name in ("title", "speaker", "text"):
        if text := getattr(record, name, ""):
            return text if len(text) <= 90 else f"{text[:88].rsplit(' ', 1)[0]} …"
    return record.id


def summary_of(record: Record) -> str:
    """Return the sentence that says most about a record besides its name; nothing where its name is
    that sentence.
    """
    for name in (
        "rationale",
        "activity",
        "objective",
        "motivation",
        "point",
        "what",
        "now",
        "gives",
        "topic",
        "text",
        "by",
    ):
        if text := getattr(record, name, ""):
            return "" if title_of(record).startswith(str(text)[:80]) else str(text)
    return ""
