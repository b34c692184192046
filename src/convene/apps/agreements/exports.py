"""A paper as a file."""

from datetime import date

from django.utils.text import slugify

from convene.apps.agreements.models import Paper
from convene.apps.agreements.queries import papers
from convene.documents import agreement as document
from convene.documents.formats import FORMATS, Format, make


def as_file(paper: Paper, *, format: Format, today: date) -> tuple[str, bytes]:
    """Return the name of a file and the file: the paper as it is read on a day, in its language."""
    read = papers.read(paper, today=today)
    facts = document.Facts(
        content=read.content,
        kind=read.kind.title[paper.language] if read.kind else paper.kind,
        alliance=paper.alliance.title,
        place=paper.alliance.place,
        is_signed=read.is_signed,
        still=read.still,
        on=today,
    )
    name = f"{slugify(paper.title)[:60].strip('-') or 'paper'}-draft{FORMATS[format].extension}"
    return name, make(document.agreement(facts, language=paper.language), format=format)
