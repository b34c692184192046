"""One pack of knowledge, whole."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import TypeVar

from convene.core.guide.alliances import Alliance, Case, Example, Gift, Group, Model, Partner
from convene.core.guide.asked import Aim, Asking, Sayings, Texts
from convene.core.guide.open_data import Contractor, Phrases, Purpose, Shortfall
from convene.core.guide.publication import About, Check, LeftOut, Section
from convene.core.guide.records import (
    Benefit,
    Contribution,
    Difficulty,
    Initiative,
    Lesson,
    Misprint,
    Motivation,
    Offer,
    Question,
    Quote,
    Resource,
    Role,
    Source,
    Trend,
    Way,
)
from convene.core.guide.rules import (
    AlwaysGate,
    Area,
    Bands,
    Challenge,
    LocationFit,
    ModelRule,
    PartnerRule,
    Prohibited,
    TraitRule,
    Weights,
)
from convene.core.guide.statements import Record, Statement
from convene.core.guide.words import Kind, Word

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
    always_gates: tuple[AlwaysGate, ...] = ()
    prohibited: tuple[Prohibited, ...] = ()
    sayings: tuple[Sayings, ...] = ()
    elsewhere: Texts = field(default_factory=Texts)
    asking: Asking = field(default_factory=Asking)
    aims: tuple[Aim, ...] = ()
    purposes: tuple[Purpose, ...] = ()
    phrases: tuple[Phrases, ...] = ()
    shortfalls: tuple[Shortfall, ...] = ()
    contractors: tuple[Contractor, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    checks: tuple[Check, ...] = ()
    records: Mapping[str, Record] = field(init=False, repr=False, compare=False)
    _words: Mapping[tuple[str, str], Word] = field(init=False, repr=False, compare=False)
    _passages: Mapping[str, tuple[Statement, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        everything = [record for _, record in self.all_records()]
        now = {record.id: record for record in everything}
        earlier = {alias: record for record in everything for alias in record.aliases}
        object.__setattr__(self, "records", {**now, **earlier})
        passages = {record.id: record.passages() for record in everything}
        object.__setattr__(self, "_passages", passages)
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

    def section_of(self, statement: Statement) -> Section:
        """Return the part of the guide that a passage stands in."""
        first = statement.lines[0] if statement.lines else 0
        return next(part for part in self.sections if part.lines[0] <= first <= part.lines[1])

    def alliances(self) -> tuple[Alliance, ...]:
        """Return every alliance the guide tells of, those told at length last."""
        return (*self.examples, *self.cases)

    def precedents(self, model: str) -> tuple[Alliance, ...]:
        """Return the examples and cases of a model, in the order the guide tells them."""
        found = (self.records[id] for id in self.get(model, Model).examples)
        return tuple(record for record in found if isinstance(record, Alliance))

    def gifts(self, model: str) -> Iterator[tuple[Alliance, Partner, Gift]]:
        """Yield what each partner gave in the alliances of a model."""
        for alliance in self.precedents(model):
            for partner in alliance.partners:
                for gift in partner.gave:
                    yield alliance, partner, gift

    def citations(self, id: str) -> tuple[Statement, ...]:
        """Return where the guide states a record: its own passages, else those of the records it
        rests on.
        """
        record = self.records[id]
        if isinstance(record, Contribution):
            return (*self.passages(id), *self._named_in(record.id), *self._seen(record))
        return self.passages(id) or self._seen(record)

    def passages(self, id: str) -> tuple[Statement, ...]:
        """Return what a record itself says of the guide, each with its passage."""
        return self._passages[self.records[id].id]

    def seen_in(self, code: str) -> tuple[str, ...]:
        """Return the records in which a kind of contribution is seen: alliances where it was given,
        planned or told without a giver, the matrix, the offers, and what the kind itself names.
        """
        own = self.get(code, Contribution)
        return tuple(
            record.id
            for _, record in self.all_records()
            if record.id in own.seen_in or any(True for _ in _naming(record, code))
        )

    def is_checked(self, id: str) -> bool:
        """Return whether somebody besides its author held the record, as it now is, against the
        guide.
        """
        record = self.records[id]
        return any(
            check.record == record.id
            and check.seal == record.seal()
            and check.by != self.about.drawn_up_by
            for check in self.checks
        )

    def _seen(self, record: Record) -> tuple[Statement, ...]:
        return tuple(found for other in record.see for found in self.passages(other))

    def _named_in(self, code: str) -> Iterator[Statement]:
        for _, record in self.all_records():
            yield from _naming(record, code)


def _naming(record: Record, code: str) -> Iterator[Statement]:
    """Yield what a record says that names a kind of contribution."""
    if isinstance(record, Alliance):
        gifts = (gift for partner in record.partners for gift in partner.gave)
        yield from (gift for gift in gifts if gift.code == code and gift.lines)
    elif isinstance(record, Motivation) and code in record.noncash:
        yield record.noncash_text
    elif isinstance(record, Offer) and record.contribution == code:
        yield record.text
