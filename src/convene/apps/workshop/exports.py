"""Drafts as files: the concept paper and the one-page brief."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from io import BytesIO
from typing import Any
from uuid import UUID

from django.utils.text import slugify

from convene.apps.workshop.models import Candidate
from convene.apps.workshop.queries import template
from convene.apps.workshop.queries.advice import Advice
from convene.core import media
from convene.core.draft import Draft
from convene.core.reasons import recalled, worded
from convene.documents import shortlist
from convene.documents.formats import FORMATS, Format, make
from convene.documents.paper import NoPaper, brief, concept_paper
from convene.documents.word import BrokenTemplate
from convene.feeds import tables
from convene.packs import places
from convene.packs.languages import language

KINDS = {"concept": concept_paper, "brief": brief}
NAMES = {"concept": "concept-paper", "brief": "brief"}
COLUMNS = ("name", "state", "reason", "evidence", "sources", "note", "follows up", "added")
LOOK = "Someone authorised has to look at this one before you go on."
PARTNERS = {"docx": media.DOCX, "xlsx": media.XLSX}
"""Files that a shortlist can be had as, and what they are."""
__all__ = [
    "COLUMNS",
    "FORMATS",
    "KINDS",
    "PARTNERS",
    "BrokenTemplate",
    "Format",
    "NoPaper",
    "file_name",
    "paper",
    "partners",
]


def paper(draft: Draft, *, found: Advice, kind: str, format: Format, by: str, on: date) -> bytes:
    """Return a draft as a file; a concept paper in Word takes the organisation's own template.

    Raises NoPaper, which says why, when there is nothing to write about, and BrokenTemplate, which
    says where.
    """
    country = places.name(draft.country) if draft.country else ""
    content = KINDS[kind](
        draft, answer=found.answer, guide=found.guide, by=by, on=on, country_name=country
    )
    return make(
        content,
        format=format,
        template=template.own() if (kind, format) == ("concept", "docx") else None,
    )


def file_name(draft: Draft, *, kind: str, format: Format) -> str:
    """Return a file name that every system takes, whatever the title says."""
    return f"{slugify(draft.title)[:60].strip('-') or 'draft'}-{NAMES[kind]}{FORMATS[format].extension}"


def partners(
    candidates: Iterable[Candidate], *, withheld: Collection[UUID], title: str, format: str
) -> bytes:
    """Return the shortlist of a draft as .xlsx or .docx, each line with its sources; no cell is a
    formula.
    """
    lines = [_line(candidate, withheld=candidate.pk in withheld) for candidate in candidates]
    return shortlist.docx(title, lines) if format == "docx" else _xlsx(lines)


def _line(candidate: Candidate, *, withheld: bool) -> shortlist.Line:
    told = candidate.evidence.get("lines", [])
    named = [source for line in told for source in line["sources"]]
    return shortlist.Line(
        name=candidate.name,
        state=candidate.state,
        why=(
            *([LOOK] if withheld else []),
            *(f"{_said(line)}{' (inferred)' if line['inferred'] else ''}" for line in told),
        ),
        sources=tuple(
            dict.fromkeys(
                f"{one['publisher']}: {one['title']}, {one['date'] or 'no date'}" for one in named
            )
        ),
        note=candidate.note,
        assigned_to=str(candidate.assigned_to or ""),
        added=f"{candidate.added_by}, {candidate.added_at:%Y-%m-%d}",
        reason=candidate.reason,
    )


def _said(line: Mapping[str, Any]) -> str:
    return worded(recalled(line["sentence"]), language("en"))


def _xlsx(lines: Iterable[shortlist.Line]) -> bytes:
    out = BytesIO()
    rows = (
        (
            one.name,
            one.state,
            one.reason,
            "\n".join(one.why),
            "\n".join(one.sources),
            one.note,
            one.assigned_to,
            one.added,
        )
        for one in lines
    )
    tables.write_xlsx(out, header=COLUMNS, lines=rows)
    return out.getvalue()
