"""What a guide knows, as typed records: the grammar that every pack of knowledge fills in.

A record's `id` is its permanent name; its `cites` say where the guide states it. Anything that is
not in the guide has a field of its own (`today`, `note`, `models_inferred`, `companies_probable`,
…), so that it is always shown apart.
"""

from convene.core.guide.alliances import (
    Case,
    CaseContribution,
    Example,
    Group,
    Model,
    Partner,
    Result,
)
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
    Weight,
    Weights,
)
from convene.core.guide.whole import Guide
from convene.core.guide.words import Kind, Word, summary_of, title_of

__all__ = [
    "About",
    "Area",
    "Bands",
    "Benefit",
    "Case",
    "CaseContribution",
    "Challenge",
    "Citation",
    "Contribution",
    "Difficulty",
    "Example",
    "Group",
    "Guide",
    "Initiative",
    "Kind",
    "Lesson",
    "LocationFit",
    "Misprint",
    "Model",
    "ModelRule",
    "Motivation",
    "Offer",
    "Partner",
    "PartnerRule",
    "Phrases",
    "Prohibited",
    "Purpose",
    "Question",
    "Quote",
    "Record",
    "Resource",
    "Result",
    "Role",
    "Section",
    "Shortfall",
    "Source",
    "TraitRule",
    "Trend",
    "Way",
    "Weight",
    "Weights",
    "Word",
    "summary_of",
    "title_of",
]
