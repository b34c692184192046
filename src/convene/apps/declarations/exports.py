"""A signed declaration as a file."""

from dataclasses import dataclass

from django.utils import timezone, translation
from django.utils.text import slugify

from convene.apps.declarations.models import Declaration
from convene.apps.declarations.queries import statement, telling
from convene.documents import declaration as paper
from convene.documents.formats import FORMATS, make


@dataclass(frozen=True, kw_only=True)
class File:
    """A file to hand out."""

    name: str
    media_type: str
    content: bytes


def as_pdf(declaration: Declaration, *, language: str) -> File:
    """Return what was signed, with its hash, to print or keep."""
    with translation.override(language):
        signed = statement(declaration)
        parts = tuple((part.title, part.pairs, part.nothing) for part in telling.told(signed))
    assert declaration.signed_at is not None  # it was signed
    sheet = paper.declaration(
        signed,
        parts,
        hash=declaration.sha256,
        on=timezone.localdate(declaration.signed_at),
        language=language,
    )
    known = FORMATS["pdf"]
    partner = slugify(signed.declared.name)[:60].strip("-") or "partner"
    return File(
        name=f"{partner}-declaration{known.extension}",
        media_type=known.media_type,
        content=make(sheet, format="pdf"),
    )
