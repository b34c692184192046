"""Where it has worked: the guide's examples and cases, with their figures, cautions, and what has
become of them.
"""

from convene.core.guide import Case, Example, Guide, Partner, Result
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
            text(Span(record.title, cites=(record.id,)), f" ({_place(record, say)})")
            for record in rest
        )
        blocks.append(Paragraph(text(Span(say(words.OTHERS_OF_KIND), "soft"), *others, ".")))
    return tuple(blocks)


def sorted_out(matter: Matter) -> tuple[tuple[Example | Case, ...], tuple[Example | Case, ...]]:
    """Return the precedents that bear on what was named, and the others of the same model."""
    own = {record.id: record for record in matter.guide.precedents(matter.model.id)}
    fitting = tuple(own[id] for id in (matter.advised.examples if matter.advised else ()))
    return fitting, tuple(record for record in own.values() if record not in fitting)


def year(guide: Guide) -> str:
    return guide.about.published[:4]


def heading(record: Example | Case, say: Speech) -> str:
    when = (
        "; ".join(_year(what, number, say) for what, number in record.years.items())
        if isinstance(record, Example)
        else ""
    )
    return f"{record.title} ({'; '.join(part for part in (_place(record, say), when) if part)})"


def result(item: Result, say: Speech, *, cites: tuple[str, ...]) -> Text:
    """Return a figure with its unit and period, what kind of figure it is, and the caution that
    travels with it.
    """
    what = say(words.TARGET) if item.is_target else say(words.RESULT_TYPES[item.type])
    figure = f": {_figure(item, say)}" if item.value is not None else ""
    period = f", {item.period}" if item.period else ""
    spans = [Span(f"{item.metric}{figure}{period}", cites=cites), Span(f" ({what})", "soft")]
    spans += [Span(f" {_sentence(item.note)}")] if item.note else []
    spans += (
        [Span(f" {say(words.CAUTION)}", "strong"), Span(_sentence(item.caution))]
        if item.caution
        else []
    )
    return tuple(spans)


def in_short(record: Example | Case, say: Speech) -> Text:
    """Return a precedent in one paragraph: its figures, and all that must be said with them."""
    figures = joined(
        (result(item, say, cites=(record.id,)) for item in record.results), by="; "
    ) or text(Span(say(words.NO_RESULT), "soft", (record.id,)))
    notes = (span for note in cautions(record, say) for span in (Span(" "), *note))
    return text(Span(f"{heading(record, say)}. ", "strong"), *figures, *notes)


def cautions(record: Example | Case, say: Speech) -> tuple[Text, ...]:
    """Return what must be said wherever the record is shown."""
    if isinstance(record, Case):
        notes = [(say(words.TODAY), record.today)]
    else:
        notes = [
            ("", "" if record.is_ppp else say(words.NOT_PPP)),
            ("", say(words.PLANNED) if record.forward_looking else ""),
        ]
        notes += [(say(words.CAUTION), record.caution), (say(words.TODAY), record.today)]
    return tuple(text(Span(label, "strong"), _sentence(note)) for label, note in notes if note)


def _told(record: Example | Case, say: Speech) -> list[Block]:
    cites = (record.id,)
    blocks: list[Block] = [Heading(heading(record, say))]
    blocks += [
        Paragraph(text(Span(label, "soft"), Span(_sentence(what), cites=cites)))
        for label, what in _tale(record, say)
        if what
    ]
    if record.results:
        blocks += [
            Paragraph(text(Span(say(words.RESULTS), "soft"))),
            Bullets(tuple(result(item, say, cites=cites) for item in record.results)),
        ]
    else:
        blocks.append(Paragraph(text(Span(say(words.NO_RESULT), "soft"))))
    return [*blocks, *(Caution(note) for note in cautions(record, say))]


def _tale(record: Example | Case, say: Speech) -> tuple[tuple[str, str], ...]:
    if isinstance(record, Case):
        return (
            (say(words.AIM), record.objective),
            (say(words.INSTRUMENT), record.instrument),
            (say(words.PARTNERS_THEN), "; ".join(record.partners)),
        )
    parties = "; ".join(_party(partner, say) for partner in record.partners)
    return (
        (say(words.WAS_WRONG), record.problem),
        (say(words.WHAT_IT_DID), record.activity),
        (say(words.PARTNERS_THEN), parties),
    )


def _party(partner: Partner, say: Speech) -> str:
    name = (
        say(words.COUNTS[partner.count_qualifier], count=partner.count, name=partner.name)
        if partner.count
        else partner.name
    )
    return f"{name}: {partner.detail[:1].lower()}{partner.detail[1:]}" if partner.detail else name


def _place(record: Example | Case, say: Speech) -> str:
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


def _sentence(said: str) -> str:
    return said if said.endswith((".", "!", "?")) else f"{said}."
