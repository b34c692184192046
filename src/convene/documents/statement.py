"""A statement to a partner as a document: what was recorded when it was issued, line by line, what
was answered, and the hash of what it says.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from convene.core.reasons import gettext_noop as _
from convene.core.statements import Content, Line, Sum
from convene.documents import diligence_words as words
from convene.documents.diligence_looks import hash_lines
from convene.documents.parts import (
    Block,
    Caution,
    Heading,
    Labels,
    Paper,
    Paragraph,
    Section,
    Table,
    facts,
    one_line,
    row,
    text,
)
from convene.documents.speech import Speech, speech

KIND = _("Statement of contributions")
TITLE = _("Statement {number}: {partner}")
ISSUED_BY = _("Issued by")
ABOUT, PERIOD, PERIOD_IS = _("What this is"), _("Period"), _("from {since} to {until}")
ISSUED, STANDS, ANSWERED = _("Issued"), _("State"), _("Lines answered")
ANSWERED_IS = _("{answered} of {lines}")
FROZEN = _(
    "What the ledger had recorded at the moment of issue. Nothing in it changes; a later statement stands beside it."
)
HASH = _("SHA-256 hash of what it says")
REFUSED = _("The partner refuses the whole: {reason}")
SUMS, SUMS_IN = _("Sums"), _("Sums in {base}, at the rates kept with each promise")
SUM_HEAD = (_("What"), _("Sum"), _("Of unknown value"))
SUM_OF = {
    "base_value": _("Promised"),
    "base_delivered": _("Delivered in the period"),
    "base_in_all": _("Delivered in all"),
    "base_verified": _("Verified"),
}
PRICED, UNPRICED = _("Promised with a value"), _("Given, and never priced")
PROMISE_HEAD = (
    _("Promised"),
    _("Due in the period"),
    _("Delivered in the period"),
    _("Delivered in all"),
    _("Verified"),
)
TIMES_HEAD = (_("Due in the period"), _("Came in the period"), _("Came in all"))
LINE_HEAD = (
    _("Line"),
    _("Came on"),
    _("What came"),
    _("Amount"),
    _("Verified"),
    _("State"),
)
NUMBERED = _("{number}. {what}")
UNKNOWN, RECORDED, HELD = _("unknown"), _("Recorded"), _("held")
WITH_BASE = _("{amount} ({value})")
WITH_HELD = _("{state} ({held})")
TIMES, ONCE = _("Due {times} times, without an amount"), _("Due once, without an amount")
DISPUTED = _("Disputed: {amount}.")
HELD_IS = _("Held, as the partner was stopped when it came: {amount}.")
OVER = _("More than was promised: {amount}.")
BESIDE = _("Beside the alliance, or counted at its source: in no sum.")
EARLIER = _("Before this period, and not stated so far: line {lines}.")
NOTHING_CAME = _("Nothing came in the period.")
NOTHING = _("Nothing is recorded of this partner.")
NOT_ON_IT = _("What is not on it")
TALKED = _("Only asked for or proposed: {count}")
PROMISED_LATER = _("Promised after the last day: {count}")
CAME_LATER = _("Came after the last day: {count}")
ALL_IS_ON_IT = _("Nothing else was recorded when it was issued.")
ANSWERS, NO_ANSWER = _("What the partner says"), _("The partner has answered nothing yet.")
ANSWER_HEAD = (_("Line"), _("Answer"), _("Who and when"), _("Reason"))
WHOLE, BY = _("The whole"), _("{who}, {when}")
NEAR = "\u00a0"
"""Between a currency and its amount: they stay on one line."""
FORMER = _("{answer}, until it was answered again")


@dataclass(frozen=True, kw_only=True)
class Words:
    """What the codes of a line are called."""

    state: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What was answered of a line, by its number, or of the whole (0); `is_former` where it was
    answered again since.
    """

    line: int
    answer: str
    reason: str
    by: str
    at: str
    is_former: bool


@dataclass(frozen=True, kw_only=True)
class Facts:
    content: Content
    issued: str
    words: tuple[Words, ...]
    sums: Mapping[str, Sum]
    stands: str
    answered: int
    refusal: str
    answers: tuple[Answer, ...]
    hash: str
    on: date


def statement(about: Facts, *, language: str) -> Paper:
    """Return a statement, to be printed."""
    say, content = speech(language), about.content
    numbered = list(enumerate(zip(content.lines, about.words, strict=True), 1))
    title = say(TITLE, number=content.number, partner=one_line(content.partner))
    priced = [item for item in numbered if item[1][0].is_priced]
    unpriced = [item for item in numbered if not item[1][0].is_priced]
    sections = [
        Section("about", say(ABOUT), tuple(_about(about, say))),
        *([Section("sums", say(SUMS), _sums(about, say))] if about.sums else []),
        *([Section("priced", say(PRICED), tuple(_lines(priced, about, say)))] if priced else []),
    ]
    if unpriced:
        sections.append(Section("unpriced", say(UNPRICED), tuple(_lines(unpriced, about, say))))
    return Paper(
        kind="diligence",
        title=title,
        place=text(one_line(content.alliance)),
        prepared_by=text(one_line(content.issuer)),
        on=about.on,
        date=say.day(about.on),
        labels=Labels(
            kind=say(KIND),
            prepared_by=say(ISSUED_BY),
            sources="",
            not_printed=say(words.NOT_PRINTED),
            colon=say.colon,
        ),
        sections=(*sections, Section("answers", say(ANSWERS), _answers(about, say))),
        sources=(),
        sources_note="",
        language=language,
    )


def _about(about: Facts, say: Speech) -> Iterable[Block]:
    content = about.content
    since, until = say.day(content.since), say.day(content.until)
    yield Paragraph(text(say(FROZEN)))
    answered = say(ANSWERED_IS, answered=about.answered, lines=len(content.lines))
    yield facts(
        say.each(words.FACTS),
        (say(PERIOD), say(PERIOD_IS, since=since, until=until)),
        (say(ISSUED), about.issued),
        (say(STANDS), about.stands),
        (say(ANSWERED), answered),
        (say(NOT_ON_IT), _left_out(content, say)),
        (say(HASH), hash_lines(about.hash)),
    )
    if about.refusal:
        yield Caution(text(say(REFUSED, reason=one_line(about.refusal))))
    if not content.lines:
        yield Paragraph(text(say(NOTHING)))


def _left_out(content: Content, say: Speech) -> str:
    counts = {
        TALKED: content.talked,
        PROMISED_LATER: content.promised_later,
        CAME_LATER: content.came_later,
    }
    parts = [say(label, count=count) for label, count in counts.items() if count]
    return say.semicolon.join(parts) or say(ALL_IS_ON_IT)


def _sums(about: Facts, say: Speech) -> tuple[Block, ...]:
    base = about.content.base
    rows = (
        row(say(SUM_OF[name]), _money(sum_of.value, base, say), say.number(sum_of.unknown))
        for name, sum_of in about.sums.items()
    )
    return (Paragraph(text(say(SUMS_IN, base=base))), Table(say.each(SUM_HEAD), tuple(rows)))


Numbered = tuple[int, tuple[Line, Words]]


def _lines(numbered: Sequence[Numbered], about: Facts, say: Speech) -> Iterable[Block]:
    """Yield each promise with what came of it."""
    base = about.content.base
    for number, (promise, called) in numbered:
        if promise.is_promise:
            came = [
                item
                for item in numbered
                if item[1][0].delivery and item[1][0].promise == promise.promise
            ]
            yield Heading(say(NUMBERED, number=str(number), what=one_line(promise.what)))
            yield Paragraph(text(" · ".join(filter(None, (called.state, called.kind)))))
            yield _figures(promise, base, say)
            yield from (Paragraph(text(note)) for note in _notes(promise, came, base, say))
            yield _came(came, base, say) if came else Paragraph(text(say(NOTHING_CAME)))


def _figures(promise: Line, base: str, say: Speech) -> Table:
    if not promise.is_priced:
        counts = (promise.due_times, promise.times, promise.times_in_all)
        return Table(say.each(TIMES_HEAD), (row(*map(say.number, counts)),))
    own = promise.currency
    cells = (
        _both(promise.amount, promise.base_value, own, base, say),
        _due(promise, say),
        _both(promise.delivered, promise.base_delivered, own, base, say),
        _both(promise.delivered_in_all, promise.base_in_all, own, base, say),
        _both(promise.verified, promise.base_verified, own, base, say),
    )
    return Table(say.each(PROMISE_HEAD), (row(*cells),))


def _due(promise: Line, say: Speech) -> str:
    if promise.due is not None:
        return _money(promise.due, promise.currency, say)
    return say(ONCE) if promise.due_times == 1 else say(TIMES, times=promise.due_times)


def _notes(promise: Line, came: Sequence[Numbered], base: str, say: Speech) -> Iterable[str]:
    amounts = {DISPUTED: promise.disputed, HELD_IS: promise.held, OVER: promise.over}
    for label, amount in amounts.items():
        if amount:
            yield say(label, amount=_money(amount, promise.currency, say))
    if promise.is_beside:
        yield say(BESIDE)
    if earlier := [str(number) for number, (line, _called) in came if line.is_earlier]:
        yield say(EARLIER, lines=", ".join(earlier))


def _came(came: Sequence[Numbered], base: str, say: Speech) -> Table:
    rows = (
        row(
            str(number),
            say.day(line.on) if line.on else "",
            one_line(line.what),
            _amount(line, base, say),
            _money(line.verified, line.currency, say) if line.is_priced else "",
            _state(line, called, say),
        )
        for number, (line, called) in came
    )
    return Table(say.each(LINE_HEAD), tuple(rows))


def _amount(line: Line, base: str, say: Speech) -> str:
    if line.is_priced:
        return _both(line.amount, line.base_value, line.currency, base, say)
    if line.quantity is None:
        return ""
    return " ".join(filter(None, (say.amount(line.quantity), line.unit)))


def _state(line: Line, called: Words, say: Speech) -> str:
    state = called.state or say(RECORDED)
    return say(WITH_HELD, state=state, held=say(HELD)) if line.held_times else state


def _both(
    amount: Decimal | None, value: Decimal | None, currency: str, base: str, say: Speech
) -> str:
    """Return an amount, with its value in the base currency where that is another."""
    own = _money(amount, currency, say)
    if amount is None or currency == base or not base:
        return own
    return say(WITH_BASE, amount=own, value=_money(value, base, say))


def _money(amount: Decimal | None, currency: str, say: Speech) -> str:
    return say(UNKNOWN) if amount is None else f"{currency}{NEAR}{say.amount(amount)}".strip()


def _answers(about: Facts, say: Speech) -> tuple[Block, ...]:
    if not about.answers:
        return (Paragraph(text(say(NO_ANSWER))),)
    rows = (
        row(
            str(answer.line) if answer.line else say(WHOLE),
            say(FORMER, answer=answer.answer) if answer.is_former else answer.answer,
            say(BY, who=answer.by, when=answer.at),
            one_line(answer.reason),
        )
        for answer in about.answers
    )
    return (Table(say.each(ANSWER_HEAD), tuple(rows)),)
