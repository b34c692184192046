"""What the guide tells of a kind of alliance: its examples and cases, with their figures, cautions,
and what has become of them.
"""

from convene.core.guide import Alliance, Case, Example, Guide, Partner, Result, Statement
from convene.core.labels import STATES, hedges
from convene.documents import words
from convene.documents.parts import (
    Block,
    Bullets,
    Caution,
    Heading,
    Paragraph,
    Span,
    Text,
    joined,
    text,
)
from convene.documents.proposal import Matter
from convene.documents.said import said, sentence
from convene.documents.speech import Speech


def precedents(matter: Matter) -> tuple[Block, ...]:
    say = matter.say
    fitting, rest = sorted_out(matter)
    blocks: list[Block] = [
        Paragraph(
            text(
                say(words.AS_TOLD, year=year(matter.guide)) if fitting else say(words.NO_PRECEDENT)
            )
        )
    ]
    for record in fitting:
        blocks += _told(record, say)
    if rest:
        others = joined(
            (
                text(Span(record.title, cites=(record.id,)), f" ({_place(record, say)})")
                for record in rest
            ),
            by=say.semicolon,
        )
        blocks.append(Paragraph(text(Span(say(words.OTHERS_OF_KIND), "soft"), *others, ".")))
    return tuple(blocks)


def sorted_out(matter: Matter) -> tuple[tuple[Alliance, ...], tuple[Alliance, ...]]:
    """Return the precedents that bear on what was named, and the others of the same model."""
    own = {record.id: record for record in matter.guide.precedents(matter.model.id)}
    fitting = tuple(own[id] for id in (matter.advised.examples if matter.advised else ()))
    return fitting, tuple(record for record in own.values() if record not in fitting)


def year(guide: Guide) -> str:
    return guide.about.published[:4]


def heading(record: Alliance, say: Speech) -> str:
    when = say.semicolon.join(_year(what, number, say) for what, number in record.years.items())
    where = say.semicolon.join(part for part in (_place(record, say), when) if part)
    return f"{record.title} ({where})"


def result(item: Result, say: Speech, *, cites: tuple[str, ...]) -> Text:
    """Return a figure with its unit and period, what kind of figure it is, and the caution that
    travels with it.
    """
    what = say(words.TARGET) if item.is_target else say(words.RESULT_TYPES[item.type])
    figure = f"{say.colon}{_figure(item, say)}" if item.value is not None else ""
    period = f", {item.period}" if item.period else ""
    marks = say.semicolon.join((what, *say.each(hedges(item, of_one_case=True))))
    spans = [Span(f"{item.text}{figure}{period}", cites=cites), Span(f" ({marks})", "soft")]
    spans += (
        [Span(f" {say(words.CAUTION)}", "strong"), Span(sentence(item.caution))]
        if item.caution
        else []
    )
    return tuple(spans)


def in_short(record: Alliance, say: Speech) -> Text:
    """Return a precedent in one paragraph: its figures, and all that must be said with them."""
    figures = joined(
        (result(item, say, cites=(record.id,)) for item in record.results), by=say.semicolon
    ) or text(Span(_no_result(record, say), "soft", (record.id,)))
    notes = (span for note in cautions(record, say) for span in (Span(" "), *note))
    return text(Span(f"{heading(record, say)}. ", "strong"), *figures, *notes)


def cautions(record: Alliance, say: Speech) -> tuple[Text, ...]:
    """Return what must be said wherever the record is shown."""
    no_ppp = record.is_ppp is not None and record.is_ppp.answer == "no"
    notes = [
        ("", say(words.NOT_PPP) if no_ppp else ""),
        ("", say(words.STAGES[record.stage]) if record.stage else ""),
        (say(words.CAUTION), record.caution),
        (say(words.TODAY), record.today),
    ]
    return tuple(text(Span(label, "strong"), sentence(note)) for label, note in notes if note)


def _no_result(record: Alliance, say: Speech) -> str:
    """Say that none is reported only where somebody looked for it."""
    return say(words.NO_RESULT if "results" in record.not_told else words.NO_RESULT_HERE)


def _told(record: Alliance, say: Speech) -> list[Block]:
    cites = (record.id,)
    blocks: list[Block] = [Heading(heading(record, say))]
    blocks += [
        Paragraph(text(Span(label, "soft"), *said(what, say, cites=cites, of_one_case=True)))
        for label, what in _tale(record, say)
        if what
    ]
    parties = say.semicolon.join(_party(partner, say) for partner in record.partners)
    if parties:
        partners = Span(sentence(parties), cites=cites)
        blocks.append(Paragraph(text(Span(say(words.PARTNERS_THEN), "soft"), partners)))
    if record.results:
        blocks += [
            Paragraph(text(Span(say(words.RESULTS), "soft"))),
            Bullets(tuple(result(item, say, cites=cites) for item in record.results)),
        ]
    else:
        blocks.append(Paragraph(text(Span(_no_result(record, say), "soft"))))
    return [*blocks, *(Caution(note) for note in cautions(record, say))]


def _tale(record: Alliance, say: Speech) -> tuple[tuple[str, Statement | None], ...]:
    if isinstance(record, Case):
        return (
            (say(words.AIM), record.objective),
            (say(words.INSTRUMENT), record.instrument),
        )
    if isinstance(record, Example):
        return (
            (say(words.WAS_WRONG), record.problem),
            (say(words.WHAT_IT_WAS), record.activity),
        )
    return ()


def _party(partner: Partner, say: Speech) -> str:
    name = (
        say(words.COUNTS[partner.count_qualifier], count=partner.count, name=partner.name)
        if partner.count
        else partner.name
    )
    gave = (
        say(words.GIFT_STATE, title=_lower(gift.text), state=say(STATES[gift.state]))
        if gift.state in STATES
        else _lower(gift.text)
        for gift in partner.gave
        if gift.text
    )
    return say.colon.join(part for part in (name, ", ".join(gave)) if part)


def _lower(text: str) -> str:
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def _place(record: Alliance, say: Speech) -> str:
    return ", ".join(map(say.language.place, record.countries)) or say(words.EVERYWHERE)


def _year(what: str, number: int, say: Speech) -> str:
    known = words.YEARS.get(what)
    if known is None:
        return say(words.ANY_YEAR, what=what.replace("_", " "), year=str(number))
    return say(known, year=str(number))


def _figure(item: Result, say: Speech) -> str:
    number = say.number(item.value or 0)
    if item.up_to is not None:
        number = say(words.RANGE, low=number, high=say.number(item.up_to))
    unit = words.UNITS.get(item.unit, words.ANY_UNIT)
    worded = say(unit, value=number, unit=item.unit)
    return say(words.QUALIFIERS[item.qualifier], value=worded)
