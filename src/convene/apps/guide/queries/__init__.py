"""What is read of the guide, and of the countries where it could be put to work."""

from convene.apps.guide.queries.active import Present, active_in, serving
from convene.apps.guide.queries.countries import Line, Page, country_page, regions
from convene.apps.guide.queries.library import (
    COLLECTIONS,
    Found,
    collection_of,
    examples,
    guide_or_none,
    leading_to,
    partner_kinds,
    passage,
    search,
)
from convene.questions.country import Pointer

__all__ = [
    "COLLECTIONS",
    "Found",
    "Line",
    "Page",
    "Pointer",
    "Present",
    "active_in",
    "collection_of",
    "country_page",
    "examples",
    "guide_or_none",
    "leading_to",
    "partner_kinds",
    "passage",
    "regions",
    "search",
    "serving",
]
