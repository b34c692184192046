"""An invitation or an agreement as a document: its clauses, with what fills them, and where the
parties sign.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from convene.core.agreement import FEWEST, Content, Piece, Promised, Spoken
from convene.core.reasons import gettext_noop as _
from convene.documents import diligence_words as words
from convene.documents.parts import (
    Block,
    Bullets,
    Caution,
    Labels,
    Paper,
    Paragraph,
    Section,
    Span,
    Table,
    Text,
    one_line,
    row,
    text,
)
from convene.documents.speech import Speech, speech

ALLIANCE = _("Alliance")
NUMBERED = _("{number}. {what}")
DRAFT = _("A draft, not to be signed. Parts still to be completed: {count}.")
DRAFT_WHOLE = _("A draft. Have somebody who knows the law of the place look at it.")
TO_COMPLETE = _("[to complete]")
PARTY = _("{name}, also for those that joined through it: {count}")
THROUGH = _("{name}, through {through}")
GIVES = (_("Party"), _("What it gives"), _("How much"), _("When"))
NOT_PRICED = _("without a price")
ON_AMOUNT = _("{day}: {amount}")
WITH_NOTE = _("{due} ({note})")
STAYS = (_("What remains"), _("Who has it then"), _("On which terms"))
SIGNATURES = _("Signatures")
SIGN_HEAD = (
    _("Party"),
    _("Name and capacity"),
    _("Day and place"),
    _("Signature"),
)
NEAR = "\u00a0"
"""Between a currency and its amount: they stay on one line."""
EMPTY = text(f"{NEAR}\n{NEAR}")
"""A cell with room to write by hand."""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What a document is made of. `kind` and `alliance` are in its language."""

    content: Content
    kind: str
    alliance: str
    place: str
    is_signed: bool
    still: int
    """How many parts of it are still to be completed."""
    on: date


def agreement(about: Facts, *, language: str) -> Paper:
    """Return a paper, to be sent or printed."""
    say, content = speech(language), about.content
    sections = [
        Section(
            f"clause_{number}",
            say(NUMBERED, number=str(number), what=one_line(spoken.title)),
            tuple(_clause(spoken, content, say)),
        )
        for number, spoken in enumerate(content.clauses, 1)
    ]
    if about.is_signed and content.parties:
        sections.append(Section("signatures", say(SIGNATURES), (_signatures(content, say),)))
    warning = say(DRAFT, count=about.still) if about.still else say(DRAFT_WHOLE)
    note = Section("draft", say(about.kind), (Caution(text(warning)),))
    return Paper(
        kind="diligence",
        title=one_line(content.title),
        place=text(one_line(about.place)),
        prepared_by=text(one_line(about.alliance)),
        on=about.on,
        date=say.day(about.on),
        labels=Labels(
            kind=say(about.kind),
            prepared_by=say(ALLIANCE),
            sources="",
            not_printed=say(words.NOT_PRINTED),
            colon=say.colon,
        ),
        sections=(note, *sections),
        sources=(),
        sources_note="",
        language=language,
    )


def _clause(spoken: Spoken, content: Content, say: Speech) -> Iterator[Block]:
    for line in spoken.lines:
        blocks = [piece.tag for piece in line if piece.tag in BLOCKS]
        if blocks:
            yield from BLOCKS[blocks[0]](content, say)
        else:
            yield Paragraph(tuple(_span(piece, content, say) for piece in line))


def _span(piece: Piece, content: Content, say: Speech) -> Span:
    return _missing(say) if content.is_open(piece) else Span(piece.text)


def _missing(say: Speech) -> Span:
    return Span(say(TO_COMPLETE), "missing")


def _parties(content: Content, say: Speech) -> Iterator[Block]:
    if content.parties:
        yield Bullets(tuple(text(party) for party in names(content, say)))
    if len(content.parties) < FEWEST:
        yield Paragraph((_missing(say),))


def names(content: Content, say: Speech) -> Iterator[str]:
    """Yield each party as it is named, with those that it signs for."""
    for party in content.parties:
        name = one_line(party.name)
        if party.through:
            name = say(THROUGH, name=name, through=one_line(party.through))
        yield say(PARTY, name=name, count=party.covered) if party.covered else name


def _contributions(content: Content, say: Speech) -> Iterator[Block]:
    if not content.promised:
        yield Paragraph((_missing(say),))
        return
    rows = tuple(
        row(
            one_line(promise.partner),
            one_line(promise.what),
            how_much(promise, say),
            "\n".join(when(promise, say)),
        )
        for promise in content.promised
    )
    yield Table(say.each(GIVES), rows)


def how_much(promise: Promised, say: Speech) -> str:
    """Return what is given: a sum, a number of something, or both."""
    parts = []
    if promise.quantity is not None:
        parts.append(f"{say.amount(promise.quantity)} {promise.unit}".strip())
    if promise.amount is not None:
        parts.append(f"{promise.currency}{NEAR}{say.amount(promise.amount)}")
    return "\n".join(parts) or say(NOT_PRICED)


def when(promise: Promised, say: Speech) -> Iterable[str]:
    """Yield each day on which something of it is due."""
    for due in promise.due:
        line = say.day(due.on)
        if due.amount is not None:
            amount = f"{promise.currency}{NEAR}{say.amount(due.amount)}"
            line = say(ON_AMOUNT, day=line, amount=amount)
        yield say(WITH_NOTE, due=line, note=one_line(due.note)) if due.note else line


def _exit(content: Content, say: Speech) -> Iterator[Block]:
    if not content.left:
        yield Paragraph((_missing(say),))
        return
    rows = tuple(
        (
            text(one_line(item.what)),
            text(one_line(item.heir)) if item.heir else (_missing(say),),
            *row(one_line(item.terms)),
        )
        for item in content.left
    )
    yield Table(say.each(STAYS), rows)


def _asks(content: Content, say: Speech) -> Iterator[Block]:
    if content.asked:
        yield Bullets(tuple(text(one_line(ask)) for ask in content.asked))
    else:
        yield Paragraph((_missing(say),))


def _signatures(content: Content, say: Speech) -> Table:
    rows: tuple[tuple[Text, ...], ...] = tuple(
        (text(name), EMPTY, EMPTY, EMPTY) for name in names(content, say)
    )
    return Table(say.each(SIGN_HEAD), rows)


BLOCKS = {
    "parties": _parties,
    "contributions": _contributions,
    "exit": _exit,
    "asks": _asks,
}
