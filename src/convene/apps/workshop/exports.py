"""Drafts as files: the concept paper and the one-page brief."""

from datetime import date

from django.utils.text import slugify

from convene.apps.workshop.queries import template
from convene.apps.workshop.queries.advice import Advice
from convene.core.draft import Draft
from convene.documents.formats import FORMATS, Format, make
from convene.documents.paper import NoPaper, brief, concept_paper
from convene.documents.word import BrokenTemplate
from convene.packs import places

KINDS = {"concept": concept_paper, "brief": brief}
NAMES = {"concept": "concept-paper", "brief": "brief"}
__all__ = ["FORMATS", "KINDS", "BrokenTemplate", "Format", "NoPaper", "file_name", "paper"]


def paper(draft: Draft, *, found: Advice, kind: str, format: Format, by: str, on: date) -> bytes:
    """Return a draft as a file; a concept paper in Word takes the organisation's own template.

    Raises NoPaper, which says why, when there is nothing to write about, and BrokenTemplate, which says where.
    """
    country = places.name(draft.country) if draft.country else ""
    content = KINDS[kind](draft, answer=found.answer, guide=found.guide, by=by, on=on, country_name=country)
    return make(content, format=format, template=template.own() if (kind, format) == ("concept", "docx") else None)


def file_name(draft: Draft, *, kind: str, format: Format) -> str:
    """Return a file name that every system takes, whatever the title says."""
    return f"{slugify(draft.title)[:60].strip('-') or 'draft'}-{NAMES[kind]}{FORMATS[format].extension}"
