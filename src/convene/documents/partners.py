"""The middle of a paper: who could join, what to ask of them, and which work they could own."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from convene.core.asks import AskRow, ask_list, silent
from convene.core.draft import Ask, AskKind, Task
from convene.core.guide import Challenge, Contribution
from convene.core.labels import STATES
from convene.documents import rooms, words
from convene.documents.parts import (
    Block,
    Bullets,
    Caution,
    Paragraph,
    Span,
    Table,
    Text,
    clean,
    joined,
    one_line,
    text,
)
from convene.documents.proposal import Matter
from convene.documents.speech import Speech

COLUMNS: tuple[AskKind, ...] = ("cash", "kind", "influence")


def partners(matter: Matter) -> tuple[Block, ...]:
    rule = next(rule for rule in matter.guide.model_rules if rule.model == matter.model.id)
    request, guide, say = matter.answer.request, matter.guide, matter.say
    around = [
        guide.word("sectors", code).title
        for code in request.sectors
        if code in guide.codes("sectors")
    ]
    around += [
        guide.word("partner_types", code).title
        for code in request.partner_types
        if code in guide.codes("partner_types")
    ]
    named = say(words.AROUND, names=say.semicolon.join(around)) if around else ""
    ours = [code for code in rule.partner_kinds if code not in rule.seen]
    lines = ((words.IN_EXAMPLES, rule.seen), (words.OURS_ONLY, ours))
    listed = tuple(
        text(
            Span(say(label), "soft"),
            f"{say.semicolon.join(guide.word('partner_kinds', code).title for code in codes)}.",
        )
        for label, codes in lines
        if codes
    )
    intro = Paragraph(text(say(words.TO_THINK_OF)))
    return (intro, Bullets(listed), *((Paragraph(text(named)),) if named else ()))


def asks(matter: Matter) -> tuple[Block, ...]:
    """Return what would be asked of each partner, and what is sought from whoever could give it, as
    far as the first pages have room.
    """
    say = matter.say
    table, sought = _asks(matter, whole=False)
    rest = len(matter.asked) - rooms.ASKED
    more = (Paragraph(text(Span(say(words.MORE_IN_ANNEX, count=rest), "soft"))),)
    whole = (Paragraph(text(Span(say(words.WHOLE_IN_ANNEX), "soft"))),)
    is_cut = rest <= 0 and bool(asks_whole(matter))
    blocks = (*table, *sought, *(more if rest > 0 else ()), *(whole if is_cut else ()))
    return blocks or (Paragraph(text(Span(say(words.ASK_ASKS), "soft"))),)


def asks_whole(matter: Matter) -> tuple[Block, ...]:
    """Return all that would be asked, where the first pages lack room for some of it."""
    table, sought = _asks(matter, whole=True)
    return (*table, *sought) if (table, sought) != _asks(matter, whole=False) else ()


def _asks(matter: Matter, *, whole: bool) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    say, wanted = matter.say, matter.draft.asks
    rows = tuple(
        _asked(who, [item for item in wanted if one_line(item.who) == who], matter, whole=whole)
        for who in (matter.asked if whole else matter.asked[: rooms.ASKED])
    )
    table = (Table(say.each(words.ASKS_HEAD), rows),) if rows else ()
    sought = open_asks(matter)
    if not sought:
        return table, ()
    shown = sought if whole else rooms.cut(sought, room=rooms.OPEN, say=say)
    stop = "." if shown is sought else ""
    return table, (Paragraph(text(Span(say(words.ANYONE), "soft"), *shown, stop)),)


def open_asks(matter: Matter) -> Text:
    """Return what is sought of nobody in particular."""
    wanted = (item for item in matter.draft.asks if not one_line(item.who))
    return listed(tuple(wanted), matter)


def suggestions(matter: Matter) -> tuple[Block, ...]:
    """Return what could be asked for and done, where nobody has written it down."""
    return (*_suggested_asks(matter), *_suggested_tasks(matter))


def _suggested_asks(matter: Matter) -> tuple[Block, ...]:
    if matter.draft.asks:
        return ()
    say = matter.say
    rows = tuple(_suggested(row, matter) for row in _offers(matter))
    unsaid = silent(matter.model.id, guide=matter.guide)
    parties = say.semicolon.join(matter.guide.word("parties", code).title for code in unsaid)
    return (
        Paragraph(text(say(words.ASKS_ARE_SUGGESTIONS))),
        Table(say.each(words.ASKS_HEAD), rows),
        *((Paragraph(text(say(words.SILENT, parties=parties))),) if unsaid else ()),
    )


def _suggested_tasks(matter: Matter) -> tuple[Block, ...]:
    pieces = () if matter.draft.tasks else suggested_tasks(matter)
    if not pieces:
        return ()
    intro = Paragraph(text(matter.say(words.TASKS_ARE_SUGGESTIONS)))
    return (intro, Bullets(tuple(text(piece) for piece in pieces)))


def valuing(matter: Matter) -> tuple[Block, ...]:
    """Return by what each gift in kind that is asked for, or suggested, would be valued."""
    wanted = (item.contribution for item in matter.draft.asks if item.kind == "kind")
    suggested = (code for row in _offers(matter) for code in row.kind)
    codes = wanted if matter.draft.asks else suggested
    bullets = tuple(
        text(_valued(record, matter.say))
        for record in _contributions(codes, matter)
        if record.valuation
    )
    return (Bullets(bullets),) if bullets else ()


def _valued(record: Contribution, say: Speech) -> Span:
    methods = say(words.OR).join(
        say(words.VALUATION.get(method, method)) for method in record.valuation
    )
    return Span(say(words.VALUED, title=record.title, methods=methods), cites=(record.id,))


def _offers(matter: Matter) -> tuple[AskRow, ...]:
    return ask_list(matter.model.id, answer=matter.answer, guide=matter.guide)


def _suggested(row: AskRow, matter: Matter) -> tuple[Text, ...]:
    say = matter.say
    who = (
        matter.guide.word("parties", row.party).title
        if row.party
        else say(words.OTHER_GIFTS[row.basis])
    )
    offered = (
        joined((_offered(code, row, matter) for code in codes), by=say.semicolon)
        or text(words.NONE)
        for codes in (row.cash, row.kind, row.influence)
    )
    return (text(Span(who, "soft")), *offered)


def _offered(code: str, row: AskRow, matter: Matter) -> Text:
    state = row.states.get(code)
    marked = (Span(f" ({matter.say(STATES[state])})", "soft"),) if state else ()
    return (replace(_contribution(code, matter), cites=row.cites.get(code, ())), *marked)


def _codes(row: AskRow) -> tuple[str, ...]:
    return (*row.cash, *row.kind, *row.influence)


def askers(found: Iterable[Ask]) -> tuple[str, ...]:
    """Return of whom something is asked, each once."""
    return tuple(dict.fromkeys(who for ask in found if (who := one_line(ask.who))))


def listed(asks: Sequence[Ask], matter: Matter) -> Text:
    """Return things to ask for, one after the other; only the last keeps its full stop."""
    last = len(asks) - 1
    lines = (_ask(item, matter, ends=number == last) for number, item in enumerate(asks))
    return joined(lines, by=matter.say.semicolon)


def _ask(item: Ask, matter: Matter, *, ends: bool) -> Text:
    """Return one thing to ask for: its kind, and the author's note."""
    named = (_contribution(item.contribution, matter),) if item.contribution else ()
    typed = one_line(item.note) if ends else one_line(item.note).removesuffix(".")
    note = (Span(typed),) if typed else ()
    unsaid = text(Span(matter.say(words.OPEN), "soft"))
    return joined([(span,) for span in (*named, *note)], by=matter.say.colon) or unsaid


def _asked(who: str, asks: Sequence[Ask], matter: Matter, *, whole: bool) -> tuple[Text, ...]:
    say = matter.say
    cells = (
        listed(tuple(item for item in asks if item.kind == kind), matter) or text(words.NONE)
        for kind in COLUMNS
    )
    if whole:
        return (text(who), *cells)
    room = rooms.cell(len(matter.asked))
    name = rooms.begun(who, room=rooms.NAME, rest=words.MORE, say=say)
    return (name, *(rooms.cut(cell, room=room, say=say) for cell in cells))


def _contribution(code: str, matter: Matter) -> Span:
    record = matter.guide.records.get(code)
    if not isinstance(record, Contribution):
        return Span(matter.say(words.UNKNOWN_CODE, code=one_line(code)))
    return Span(record.title, cites=(code,))


def risks_of_asks(matter: Matter) -> tuple[Block, ...]:
    """Return what could go wrong with what is asked for, or suggested."""
    wanted = (item.contribution for item in matter.draft.asks)
    suggested = (code for row in _offers(matter) for code in _codes(row))
    codes = wanted if matter.draft.asks else suggested
    return tuple(
        Caution(text(matter.say(words.RISK_OF_ASK, title=record.title, risk=record.risk)))
        for record in _contributions(codes, matter)
        if record.risk
    )


def _contributions(codes: Iterable[str], matter: Matter) -> tuple[Contribution, ...]:
    records = (matter.guide.records.get(code) for code in dict.fromkeys(codes))
    return tuple(record for record in records if isinstance(record, Contribution))


def tasks(matter: Matter) -> tuple[Block, ...]:
    """Return the pieces of work that somebody wrote down, and who could champion each, as far as
    the first pages have room.
    """
    say, written = matter.say, matter.draft.tasks
    if not written:
        return ()
    rest = len(written) - rooms.TASKS
    more = (Paragraph(text(Span(say(words.MORE_IN_ANNEX, count=rest), "soft"))),)
    note = (Paragraph(text(Span(say(words.WHOLE_IN_ANNEX), "soft"))),)
    is_cut = rest <= 0 and bool(tasks_whole(matter))
    return (*_tasks(matter, whole=False), *(more if rest > 0 else ()), *(note if is_cut else ()))


def tasks_whole(matter: Matter) -> tuple[Block, ...]:
    """Return all pieces of work, where the first pages lack room for some of it."""
    whole = _tasks(matter, whole=True)
    return whole if whole != _tasks(matter, whole=False) else ()


def _tasks(matter: Matter, *, whole: bool) -> tuple[Block, ...]:
    say, written = matter.say, matter.draft.tasks
    rows = tuple(
        (text(clean(task.title)), text(_champion(task, say)))
        if whole
        else (
            rooms.begun(task.title, room=rooms.TASK, rest=words.MORE, say=say),
            rooms.cut(text(_champion(task, say)), room=rooms.NAME, say=say),
        )
        for task in (written if whole else written[: rooms.TASKS])
    )
    return (Table(say.each(words.TASKS_HEAD), rows),) if rows else ()


def _champion(task: Task, say: Speech) -> Span:
    named = one_line(task.champion)
    return Span(named) if named else Span(say(words.OPEN), "soft")


def suggested_tasks(matter: Matter) -> tuple[str, ...]:
    challenges = [matter.guide.get(id, Challenge) for id in matter.answer.challenges]
    return tuple(
        matter.say(
            words.SUGGESTION_FOR, task=task[:1].upper() + task[1:], challenge=challenge.title
        )
        for challenge in challenges
        for task in challenge.tasks
    )
