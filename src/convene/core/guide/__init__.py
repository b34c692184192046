"""What a guide knows, as typed records: the grammar that every pack of knowledge fills in.

A record's `id` is its permanent name. What it says of the guide is made of statements, each with
its passage, its strength and its speaker. Anything that is not in the guide has a field of its own
(`today`, `note`, `models_inferred`, `companies_probable`, …), so that it is always shown apart.
"""

from convene.core.guide.alliances import (
    Alliance,
    Case,
    Example,
    Gift,
    Group,
    Model,
    Partner,
    Result,
)
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
from convene.core.guide.statements import Record, Statement, YesNo
from convene.core.guide.whole import Guide
from convene.core.guide.words import Kind, Word, summary_of, title_of

__all__ = [
    "About",
    "Aim",
    "Alliance",
    "Area",
    "Asking",
    "Bands",
    "Benefit",
    "Case",
    "Challenge",
    "Check",
    "Contractor",
    "Contribution",
    "Difficulty",
    "Example",
    "Gift",
    "Group",
    "Guide",
    "Initiative",
    "Kind",
    "LeftOut",
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
    "Sayings",
    "Section",
    "Shortfall",
    "Source",
    "Statement",
    "Texts",
    "TraitRule",
    "Trend",
    "Way",
    "Weight",
    "Weights",
    "Word",
    "YesNo",
    "summary_of",
    "title_of",
]
