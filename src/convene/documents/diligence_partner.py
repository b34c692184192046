"""Who the partner is and who stands behind it, in the file of its case."""

from collections.abc import Iterable, Sequence

from convene.documents import diligence_words as words
from convene.documents.diligence_facts import CaseFile, Review, Statement
from convene.documents.parts import (
    Block,
    Bullets,
    Caution,
    Heading,
    Paragraph,
    Span,
    Table,
    clean,
    facts,
    one_line,
    row,
    text,
)
from convene.documents.speech import Speech


def partner_blocks(case: CaseFile, say: Speech) -> Iterable[Block]:
    """Yield who was looked at: its names, what is known of it, who stands behind it, and what is
    planned with it.
    """
    yield Heading(say(words.NAMES))
    yield facts(say.each(words.NAME), *case.names)
    if case.renames:
        yield Heading(say(words.RENAMES))
        yield Table(say.each(words.RENAME), tuple(row(*change) for change in case.renames))
    yield Heading(say(words.WHO))
    yield facts(say.each(words.FACTS), *case.who)
    yield Heading(say(words.BEHIND_IT))
    yield from _behind(case, say)
    yield from review_blocks(case.review, say)
    yield Heading(say(words.PLANNED))
    yield Paragraph(text(clean(case.scope)))
    yield facts(
        say.each(words.FACTS),
        *case.planned,
        (say(words.OPENED), case.opened),
        (say(words.CASE), case.id),
    )
    yield Heading(say(words.KNOWN))
    yield facts(say.each(words.FACT), *case.known)


def _behind(case: CaseFile, say: Speech) -> Iterable[Block]:
    yield from (Caution(text(gone)) for gone in case.off_record)
    if case.statements:
        yield Table(say.each(words.STATEMENT), tuple(map(_statement, case.statements)))
    if case.behind:
        yield Paragraph(text(say(words.LAST_ASKED)))
        yield Bullets(tuple(text(one_line(whom)) for whom in case.behind))
    elif not case.statements:
        yield Paragraph(text(say(words.NOBODY_BEHIND)))


def _statement(statement: Statement) -> tuple[tuple[Span, ...], ...]:
    whom = (Span(one_line(statement.whom), "strong"),)
    return (whom, *row(statement.how, statement.source, statement.entered))


def review_blocks(review: Sequence[Review], say: Speech) -> Iterable[Block]:
    """Yield what is for counsel to judge: questions, each with its source."""
    if not review:
        return
    yield Heading(say(words.REVIEW))
    yield Paragraph(text(say(words.REVIEW_NOTE)))
    for part in review:
        yield Paragraph(text(Span(part.title, "strong")))
        yield Bullets(tuple(text(one_line(line)) for line in part.lines))
