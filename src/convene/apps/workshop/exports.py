"""Drafts as files: the concept paper and the one-page brief."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from convene.apps.finder.queries.partners import Someone
from convene.apps.workshop.models import Candidate
from convene.apps.workshop.queries import advice, template
from convene.core import media
from convene.core.draft import Draft
from convene.documents import shortlist, words
from convene.documents.formats import FORMATS, Format, make
from convene.documents.paper import NOTHING, Known, NoPaper, brief, concept_paper
from convene.documents.speech import Speech, speech

KINDS = {"concept": concept_paper, "brief": brief}
NAMES = {"concept": "concept-paper", "brief": "brief"}
PARTNERS = {"docx": media.DOCX, "xlsx": media.XLSX}
"""Files that a shortlist can be had as, and what they are."""


def paper(
    draft: Draft, *, kind: str, format: Format, by: str, on: date, known: Known = NOTHING
) -> bytes:
    """Return a draft as a file; a concept paper in Word takes the organisation's own template.
    `known` says of which kind those are of whom something is asked.

    Raises NoPaper, which says why there is nothing to write, and BrokenTemplate, which says where.
    """
    given = advice.of(draft)
    if given is None:
        raise NoPaper(_("No paper can be made: the guide of this draft is no longer installed."))
    content = KINDS[kind](
        draft,
        answer=given.answer,
        guide=given.guide,
        by=by,
        on=on,
        language=get_language() or "en",
        known=known,
    )
    own = template.own() if (kind, format) == ("concept", "docx") else None
    return make(content, format=format, template=own)


def file_name(draft: Draft, *, kind: str, format: Format) -> str:
    """Return a file name that every system takes, whatever the title says."""
    return f"{slugify(draft.title)[:60].strip('-') or 'draft'}-{NAMES[kind]}{FORMATS[format].extension}"


def partners(
    candidates: Iterable[Candidate],
    *,
    for_donors: Iterable[Someone] = (),
    withheld: Collection[UUID],
    title: str,
    format: str,
) -> bytes:
    """Return the shortlist of a draft as .xlsx or .docx, each line with its sources, and who works
    for donors there; no cell is a formula.
    """
    say = speech(get_language() or "en")
    lines = [_line(candidate, say, withheld=candidate.pk in withheld) for candidate in candidates]
    ask = [
        shortlist.to_ask(someone.candidate.facts.name, someone.candidate.works, say=say)
        for someone in for_donors
    ]
    return (
        shortlist.docx(title, lines, ask=ask, say=say)
        if format == "docx"
        else shortlist.xlsx([*lines, *ask], say=say)
    )


def _line(candidate: Candidate, say: Speech, *, withheld: bool) -> shortlist.Line:
    return shortlist.line(
        candidate.evidence,
        say=say,
        withheld=withheld,
        name=candidate.name,
        state=say(words.STATES[candidate.state]),
        reason=candidate.reason,
        note=candidate.note,
        assigned_to=str(candidate.assigned_to or ""),
        added=f"{candidate.added_by}, {say.day(candidate.added_at.date())}",
    )
