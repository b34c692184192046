"""One pack of knowledge, whole."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import TypeVar

from convene.core.guide.alliances import Case, Example, Group, Model
from convene.core.guide.open_data import Phrases, Purpose, Shortfall
from convene.core.guide.place import Citation, Record
from convene.core.guide.publication import About, Section
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
