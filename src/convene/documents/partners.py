"""The middle of a paper: why partners would join, who could, what to ask of them, and which work
they could own.
"""

from collections.abc import Iterable, Sequence

from convene.core.answer import Joining
from convene.core.asks import AskRow, ask_list, silent
from convene.core.draft import Ask, AskKind, Task
from convene.core.guide import Challenge, Contribution, Motivation
from convene.core.labels import STATES
from convene.documents import words
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
from convene.documents.said import said
from convene.documents.speech import Speech

MOTIVES = 3
"""Motives for which the first two pages have room (expert choice)."""
COLUMNS: tuple[AskKind, ...] = ("cash", "kind", "influence")


def motives(matter: Matter) -> tuple[Block, ...]:
    """Return why those who are around would join, in a sentence each."""
    joining = matter.advised.motivations[:MOTIVES] if matter.advised else ()
    if not joining:
        return (Paragraph(text(Span(matter.say(words.ASK_MOTIVES), "soft"))),)
    return (Bullets(tuple(in_a_line(item, matter) for item in joining)),)


def in_a_line(item: Joining, matter: Matter) -> Text:
    row, say = matter.guide.get(item.row, Motivation), matter.say
    inferred = text(Span(f" ({say(words.INFERRED)})", "inferred"))
    return text(
        Span(row.title, "strong", (row.id,)),
        *(inferred if item.status == "inferred" else ()),
        ". ",
        *said(row.motivation, say, cites=(row.id,)),
    )


def matrix(matter: Matter) -> tuple[Block, ...]:
    """Return all that the guide's matrix says of those who join alliances of this kind."""
    joining = matter.advised.motivations if matter.advised else ()
    if not joining:
        return (Paragraph(text(matter.say(words.NO_MOTIVE))),)
    return (Bullets(tuple(_motive(item, matter) for item in joining)),)


def _motive(item: Joining, matter: Matter) -> Text:
    row, say = matter.guide.get(item.row, Motivation), matter.say
    status = (
        Span(f" ({say(words.PRINTED)})", "soft")
        if item.status == "printed"
        else Span(f" ({say(words.INFERRED)})", "inferred")
    )
    probable = (
        say(words.PROBABLE, names=", ".join(row.companies_probable), because=row.probable_because)
        if row.companies_probable
        else ""
    )
    spans = [
        Span(row.title, "strong", (row.id,)),
        status,
        Span(". "),
        *said(row.motivation, say, cites=(row.id,)),
    ]
    spans += [Span(say(words.NAMED_COMPANIES, names=", ".join(row.companies)) + probable)]
    spans += [
        Span(
            say(words.GIVE, what=row.noncash_text.text[:1].lower() + row.noncash_text.text[1:]),
            cites=(row.id,),
        )
    ]
    spans += (
        [Span(f" {row.inferred_because}", "inferred")]
        if item.status == "inferred" and row.inferred_because
        else []
    )
    return tuple(spans)


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
    named = say(words.AROUND, names="; ".join(around)) if around else ""
    ours = [code for code in rule.partner_kinds if code not in rule.seen]
    lines = ((words.IN_EXAMPLES, rule.seen), (words.OURS_ONLY, ours))
    listed = tuple(
        text(
            Span(say(label), "soft"),
            f"{'; '.join(guide.word('partner_kinds', code).title for code in codes)}.",
        )
        for label, codes in lines
        if codes
    )
    intro = Paragraph(text(say(words.TO_THINK_OF), say(words.NOT_ASKED)))
    return (intro, Bullets(listed), *((Paragraph(text(named)),) if named else ()))


def asks(matter: Matter) -> tuple[Block, ...]:
    """Return what would be asked of each partner, and what is sought from whoever could give it."""
    say, wanted = matter.say, matter.draft.asks
    rows = tuple(
        _asked(who, [item for item in wanted if one_line(item.who) == who], matter)
        for who in askers(wanted)
    )
    open_asks = joined(ask(item, matter) for item in wanted if not one_line(item.who))
    anyone = (Paragraph(text(Span(say(words.ANYONE), "soft"), *open_asks, ".")),)
    return (
        *((Table(say.each(words.ASKS_HEAD), rows),) if rows else ()),
        *(anyone if open_asks else ()),
    ) or (Paragraph(text(Span(say(words.ASK_ASKS), "soft"))),)


def suggestions(matter: Matter) -> tuple[Block, ...]:
    """Return what could be asked for and done, where nobody has written it down."""
    return (*_suggested_asks(matter), *_suggested_tasks(matter))


def _suggested_asks(matter: Matter) -> tuple[Block, ...]:
    if matter.draft.asks:
        return ()
    say = matter.say
    rows = tuple(_suggested(row, matter) for row in _offers(matter))
    unsaid = silent(matter.model.id, guide=matter.guide)
    parties = "; ".join(matter.guide.word("parties", code).title for code in unsaid)
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
        joined(_offered(code, row, matter) for code in codes) or text(words.NONE)
        for codes in (row.cash, row.kind, row.influence)
    )
    return (text(Span(who, "soft", row.cites)), *offered)


def _offered(code: str, row: AskRow, matter: Matter) -> Text:
    state = row.states.get(code)
    marked = (Span(f" ({matter.say(STATES[state])})", "soft"),) if state else ()
    return (_contribution(code, matter), *marked)


def _codes(row: AskRow) -> tuple[str, ...]:
    return (*row.cash, *row.kind, *row.influence)


def askers(found: Iterable[Ask]) -> tuple[str, ...]:
    """Return of whom something is asked, each once."""
    return tuple(dict.fromkeys(who for ask in found if (who := one_line(ask.who))))


def ask(item: Ask, matter: Matter) -> Text:
    """Return one thing to ask for: its kind, and the author's note."""
    named = (_contribution(item.contribution, matter),) if item.contribution else ()
    note = (Span(one_line(item.note)),) if one_line(item.note) else ()
    unsaid = text(Span(matter.say(words.OPEN), "soft"))
    return joined([(span,) for span in (*named, *note)], by=": ") or unsaid


def _asked(who: str, asks: Sequence[Ask], matter: Matter) -> tuple[Text, ...]:
    cells = (
        joined(ask(item, matter) for item in asks if item.kind == kind) or text(words.NONE)
        for kind in COLUMNS
    )
    return (text(who), *cells)


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
    """Return the pieces of work that somebody wrote down, and who could champion each."""
    say = matter.say
    if not matter.draft.tasks:
        return ()
    rows = tuple(
        (text(clean(task.title)), text(_champion(task, say))) for task in matter.draft.tasks
    )
    return (Table(say.each(words.TASKS_HEAD), rows),)


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
