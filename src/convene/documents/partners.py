"""The middle of a paper: why partners would join, who could, what to ask of them, and which work
they could own.
"""

from collections.abc import Iterable, Sequence

from convene.core.answer import Joining
from convene.core.asks import AskRow, ask_list
from convene.core.draft import Ask, AskKind
from convene.core.guide import Challenge, Contribution, Guide, Motivation
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
from convene.documents.proposal import MISSING, Matter, said

COLUMNS: tuple[AskKind, ...] = ("cash", "kind", "influence")


def motives(matter: Matter) -> tuple[Block, ...]:
    joining = matter.advised.motivations if matter.advised else ()
    if not joining:
        return (Paragraph(text(words.NO_MOTIVE)),)
    return (Bullets(tuple(_motive(item, guide=matter.guide) for item in joining)),)


def _motive(item: Joining, *, guide: Guide) -> Text:
    row = guide.get(item.row, Motivation)
    status = (
        Span(f" ({words.PRINTED})", "soft")
        if item.status == "printed"
        else Span(f" ({words.INFERRED})", "inferred")
    )
    probable = (
        words.PROBABLE.format(names=", ".join(row.companies_probable), because=row.probable_because)
        if row.companies_probable
        else ""
    )
    spans = [
        Span(row.title, "strong", (row.id,)),
        status,
        Span(f". {row.motivation}.", cites=(row.id,)),
    ]
    spans += [Span(words.NAMED_COMPANIES.format(names=", ".join(row.companies)) + probable)]
    spans += [
        Span(
            words.GIVE.format(what=row.noncash_text[:1].lower() + row.noncash_text[1:]),
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
    kinds = next(
        rule.partner_kinds for rule in matter.guide.model_rules if rule.model == matter.model.id
    )
    request, guide = matter.answer.request, matter.guide
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
    named = words.AROUND.format(names="; ".join(around)) if around else ""
    listed = Bullets(tuple(text(guide.word("partner_kinds", code).title) for code in kinds))
    intro = Paragraph(text(Span(words.TYPICAL, cites=(matter.model.id,)), words.NOT_ASKED))
    return (intro, listed, *((Paragraph(text(named)),) if named else ()))


def asks(matter: Matter) -> tuple[Block, ...]:
    if matter.draft.asks:
        rows = tuple(
            _asked(
                who, [ask for ask in matter.draft.asks if one_line(ask.who) == who], matter.guide
            )
            for who in askers(matter.draft.asks)
        )
        return (
            Table(words.ASKS_HEAD, rows),
            *_risks((ask.contribution for ask in matter.draft.asks), matter.guide),
        )
    suggested = ask_list(matter.model.id, answer=matter.answer, guide=matter.guide)
    intro = Paragraph(text(words.ASKS_SUGGESTED, MISSING, words.ASKS_ARE_SUGGESTIONS))
    rows = tuple(_suggested(row, matter.guide) for row in suggested)
    return (
        intro,
        Table(words.ASKS_HEAD, rows),
        *_risks((code for row in suggested for code in _codes(row)), matter.guide),
    )


def _suggested(row: AskRow, guide: Guide) -> tuple[Text, ...]:
    who = guide.word("parties", row.party).title if row.party else words.ANYONE
    cells = ((row.cash, False), (row.kind, True), (row.influence, False))
    offered = (
        joined((_contribution(code, guide, valued=valued),) for code in codes) or text(words.NONE)
        for codes, valued in cells
    )
    return (text(Span(who, "soft", row.cites)), *offered)


def _codes(row: AskRow) -> tuple[str, ...]:
    return (*row.cash, *row.kind, *row.influence)


def askers(found: Iterable[Ask]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one_line(ask.who) for ask in found))


def ask(item: Ask, *, guide: Guide) -> Text:
    """Return one thing to ask for: its kind, how it is valued where it can be, and the author's
    note.
    """
    named = (
        (_contribution(item.contribution, guide, valued=item.kind == "kind"),)
        if item.contribution
        else ()
    )
    note = (Span(one_line(item.note)),) if one_line(item.note) else ()
    return joined([(span,) for span in (*named, *note)], by=": ") or text(MISSING)


def _asked(who: str, found: Sequence[Ask], guide: Guide) -> tuple[Text, ...]:
    cells = (
        joined(ask(item, guide=guide) for item in found if item.kind == kind) or text(words.NONE)
        for kind in COLUMNS
    )
    return (text(said(who)), *cells)


def _contribution(code: str, guide: Guide, *, valued: bool) -> Span:
    record = guide.records.get(code)
    if not isinstance(record, Contribution):
        return Span(words.UNKNOWN_CODE.format(code=one_line(code)))
    methods = " or ".join(words.VALUATION.get(method, method) for method in record.valuation)
    shown = (
        words.VALUED.format(title=record.title, methods=methods)
        if valued and methods
        else record.title
    )
    return Span(shown, cites=(code,))


def _risks(codes: Iterable[str], guide: Guide) -> tuple[Block, ...]:
    found = (guide.records.get(code) for code in dict.fromkeys(codes))
    return tuple(
        Caution(text(words.RISK_OF_ASK.format(title=record.title, risk=record.risk)))
        for record in found
        if isinstance(record, Contribution) and record.risk
    )


def tasks(matter: Matter) -> tuple[Block, ...]:
    if matter.draft.tasks:
        return (
            Table(
                words.TASKS_HEAD,
                tuple(
                    (text(said(task.title)), text(said(task.champion)))
                    for task in matter.draft.tasks
                ),
            ),
        )
    intro = Paragraph(text(words.TASKS_SUGGESTED, MISSING, words.TASKS_ARE_SUGGESTIONS))
    rows = tuple((text(piece), text(MISSING)) for piece in suggested_tasks(matter))
    return (intro, *((Table(words.TASKS_HEAD, rows),) if rows else ()))


def suggested_tasks(matter: Matter) -> tuple[str, ...]:
    challenges = [matter.guide.get(id, Challenge) for id in matter.answer.challenges]
    return tuple(
        words.SUGGESTION_FOR.format(task=task[:1].upper() + task[1:], challenge=challenge.title)
        for challenge in challenges
        for task in challenge.tasks
    )
