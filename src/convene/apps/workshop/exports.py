"""Drafts as files: the concept paper and the one-page brief."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from io import BytesIO
from typing import Any
from uuid import UUID

from django.utils.text import slugify
from django.utils.translation import get_language

from convene.apps.workshop.models import Candidate
from convene.apps.workshop.queries import template
from convene.apps.workshop.queries.advice import Advice
from convene.core import media
from convene.core.draft import Draft
from convene.core.reasons import recalled
from convene.documents import shortlist, words
from convene.documents.formats import FORMATS, Format, make
from convene.documents.paper import NoPaper, brief, concept_paper
from convene.documents.speech import Speech, speech
from convene.documents.word import BrokenTemplate
from convene.feeds import tables

KINDS = {"concept": concept_paper, "brief": brief}
NAMES = {"concept": "concept-paper", "brief": "brief"}
PARTNERS = {"docx": media.DOCX, "xlsx": media.XLSX}
"""Files that a shortlist can be had as, and what they are."""
__all__ = [
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
    content = KINDS[kind](
        draft,
        answer=found.answer,
        guide=found.guide,
        by=by,
        on=on,
        language=get_language() or "en",
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
    say = speech(get_language() or "en")
    lines = [_line(one, say, withheld=one.pk in withheld) for one in candidates]
    return shortlist.docx(title, lines, say=say) if format == "docx" else _xlsx(lines, say)


def _line(candidate: Candidate, say: Speech, *, withheld: bool) -> shortlist.Line:
    told = candidate.evidence.get("lines", [])
    named = [source for line in told for source in line["sources"]]
    return shortlist.Line(
        name=candidate.name,
        state=candidate.get_state_display(),
        why=(
            *([say(words.LOOK)] if withheld else []),
            *(_reason(line, say) for line in told),
        ),
        sources=tuple(
            dict.fromkeys(
                say(
                    words.SOURCE,
                    publisher=one["publisher"],
                    title=one["title"],
                    date=one["date"] or say(words.NO_DATE),
                )
                for one in named
            )
        ),
        note=candidate.note,
        assigned_to=str(candidate.assigned_to or ""),
        added=f"{candidate.added_by}, {say.day(candidate.added_at.date())}",
        reason=candidate.reason,
    )


def _reason(line: Mapping[str, Any], say: Speech) -> str:
    sentence = say.reason(recalled(line["sentence"]))
    return say(words.INFERRED_LINE, sentence=sentence) if line["inferred"] else sentence


def _xlsx(lines: Iterable[shortlist.Line], say: Speech) -> bytes:
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
    tables.write_xlsx(out, header=say.each(words.WORKBOOK_HEAD), lines=rows)
    return out.getvalue()
