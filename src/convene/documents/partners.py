"""The middle of a paper: why partners would join, who could, what to ask of them, and which work
they could own.
"""

from collections.abc import Iterable, Sequence

from convene.core.answer import Joining
from convene.core.asks import AskRow, ask_list, silent
from convene.core.draft import Ask, AskKind
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
    joined,
    one_line,
    text,
)
from convene.documents.proposal import Matter
from convene.documents.said import said

COLUMNS: tuple[AskKind, ...] = ("cash", "kind", "influence")


def motives(matter: Matter) -> tuple[Block, ...]:
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
    say = matter.say
    if matter.draft.asks:
        rows = tuple(
            _asked(who, [ask for ask in matter.draft.asks if one_line(ask.who) == who], matter)
            for who in askers(matter.draft.asks)
        )
        return (
            Table(say.each(words.ASKS_HEAD), rows),
            *_risks((ask.contribution for ask in matter.draft.asks), matter),
        )
    suggested = ask_list(matter.model.id, answer=matter.answer, guide=matter.guide)
    intro = Paragraph(text(say(words.ASKS_SUGGESTED), say.missing, say(words.ASKS_ARE_SUGGESTIONS)))
    rows = tuple(_suggested(row, matter) for row in suggested)
    unsaid = silent(matter.model.id, guide=matter.guide)
    parties = "; ".join(matter.guide.word("parties", code).title for code in unsaid)
    return (
        intro,
        Table(say.each(words.ASKS_HEAD), rows),
        *((Paragraph(text(say(words.SILENT, parties=parties))),) if unsaid else ()),
        *_risks((code for row in suggested for code in _codes(row)), matter),
    )


def _suggested(row: AskRow, matter: Matter) -> tuple[Text, ...]:
    say = matter.say
    who = (
        matter.guide.word("parties", row.party).title
        if row.party
        else say(words.OTHER_GIFTS[row.basis])
    )
    cells = ((row.cash, False), (row.kind, True), (row.influence, False))
    offered = (
        joined(_offered(code, row, matter, valued=valued) for code in codes) or text(words.NONE)
        for codes, valued in cells
    )
    return (text(Span(who, "soft", row.cites)), *offered)


def _offered(code: str, row: AskRow, matter: Matter, *, valued: bool) -> Text:
    state = row.states.get(code)
    marked = (Span(f" ({matter.say(STATES[state])})", "soft"),) if state else ()
    return (_contribution(code, matter, valued=valued), *marked)


def _codes(row: AskRow) -> tuple[str, ...]:
    return (*row.cash, *row.kind, *row.influence)


def askers(found: Iterable[Ask]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one_line(ask.who) for ask in found))


def ask(item: Ask, matter: Matter) -> Text:
    """Return one thing to ask for: its kind, how it is valued where it can be, and the author's
    note.
    """
    named = (
        (_contribution(item.contribution, matter, valued=item.kind == "kind"),)
        if item.contribution
        else ()
    )
    note = (Span(one_line(item.note)),) if one_line(item.note) else ()
    return joined([(span,) for span in (*named, *note)], by=": ") or text(matter.say.missing)


def _asked(who: str, asks: Sequence[Ask], matter: Matter) -> tuple[Text, ...]:
    cells = (
        joined(ask(item, matter) for item in asks if item.kind == kind) or text(words.NONE)
        for kind in COLUMNS
    )
    return (text(matter.say.typed(who)), *cells)


def _contribution(code: str, matter: Matter, *, valued: bool) -> Span:
    record, say = matter.guide.records.get(code), matter.say
    if not isinstance(record, Contribution):
        return Span(say(words.UNKNOWN_CODE, code=one_line(code)))
    methods = say(words.OR).join(
        say(words.VALUATION.get(method, method)) for method in record.valuation
    )
    shown = (
        say(words.VALUED, title=record.title, methods=methods)
        if valued and methods
        else record.title
    )
    return Span(shown, cites=(code,))


def _risks(codes: Iterable[str], matter: Matter) -> tuple[Block, ...]:
    records = (matter.guide.records.get(code) for code in dict.fromkeys(codes))
    return tuple(
        Caution(text(matter.say(words.RISK_OF_ASK, title=record.title, risk=record.risk)))
        for record in records
        if isinstance(record, Contribution) and record.risk
    )


def tasks(matter: Matter) -> tuple[Block, ...]:
    say = matter.say
    if matter.draft.tasks:
        return (
            Table(
                say.each(words.TASKS_HEAD),
                tuple(
                    (text(say.typed(task.title)), text(say.typed(task.champion)))
                    for task in matter.draft.tasks
                ),
            ),
        )
    intro = Paragraph(
        text(say(words.TASKS_SUGGESTED), say.missing, say(words.TASKS_ARE_SUGGESTIONS))
    )
    rows = tuple((text(piece), text(say.missing)) for piece in suggested_tasks(matter))
    return (intro, *((Table(say.each(words.TASKS_HEAD), rows),) if rows else ()))


def suggested_tasks(matter: Matter) -> tuple[str, ...]:
    challenges = [matter.guide.get(id, Challenge) for id in matter.answer.challenges]
    return tuple(
        matter.say(
            words.SUGGESTION_FOR, task=task[:1].upper() + task[1:], challenge=challenge.title
        )
        for challenge in challenges
        for task in challenge.tasks
    )
