"""A statement as a file."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone, translation
from django.utils.text import slugify

from convene.apps.statements.models import Statement, StatementAnswer
from convene.apps.statements.queries import reading
from convene.apps.statements.words import STANDS
from convene.apps.workshop.words import kind_of
from convene.documents import statement as paper
from convene.documents.formats import FORMATS, make


def as_pdf(statement: Statement, *, language: str) -> tuple[str, bytes]:
    """Return the name of a file and the file: what was issued, and what was answered so far."""
    with translation.override(language):
        sheet = paper.statement(_facts(statement), language=language)
    partner = slugify(statement.partner_name)[:60].strip("-") or "partner"
    name = f"{partner}-statement-{statement.number}{FORMATS['pdf'].extension}"
    return name, make(sheet, format="pdf")


def _facts(statement: Statement) -> paper.Facts:
    whole = reading.read(statement)
    return paper.Facts(
        content=reading.content(statement),
        issued=_moment(statement.at),
        words=tuple(
            paper.Words(state=reading.state_of(entry.line), kind=kind_of(entry.line.kind))
            for entry in whole.lines
        ),
        sums=whole.sums,
        stands=str(STANDS[whole.stands]),
        answered=len(whole.lines) - whole.open,
        refusal=whole.refusal.reason if whole.refusal else "",
        answers=tuple(_answers(whole)),
        hash=statement.sha256,
        on=timezone.localdate(),
    )


def _answers(whole: reading.Read) -> Iterator[paper.Answer]:
    """Yield what was answered, line by line, then of the whole."""
    for entry in whole.lines:
        if entry.answer is not None:
            yield from (
                _answer(former, line=entry.row.number, is_former=True) for former in entry.earlier
            )
            yield _answer(entry.answer, line=entry.row.number, is_former=False)
    for answer in whole.of_whole:
        yield _answer(answer, line=0, is_former=answer != whole.last_of_whole)


def _answer(answer: StatementAnswer, *, line: int, is_former: bool) -> paper.Answer:
    return paper.Answer(
        line=line,
        answer=answer.get_answer_display(),
        reason=answer.reason,
        by=str(answer.by),
        at=_moment(answer.at),
        is_former=is_former,
    )


def _moment(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M %Z}"
