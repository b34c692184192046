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
from convene.packs import places


def precedents(matter: Matter) -> tuple[Block, ...]:
    told, rest = sorted_out(matter)
    blocks: list[Block] = [
        Paragraph(
            text(words.AS_TOLD.format(year=year(matter.guide)) if told else words.NO_PRECEDENT)
        )
    ]
    for record in told:
        blocks += _told(record)
    if rest:
        found = joined(
            text(Span(record.title, cites=(record.id,)), f" ({_place(record)})") for record in rest
        )
        blocks.append(Paragraph(text(Span(words.OTHERS_OF_KIND, "soft"), *found, ".")))
    return tuple(blocks)


def sorted_out(matter: Matter) -> tuple[tuple[Example | Case, ...], tuple[Example | Case, ...]]:
    """Return the precedents that bear on what was named, and the others of the same model."""
    own = {record.id: record for record in matter.guide.precedents(matter.model.id)}
    told = tuple(own[id] for id in (matter.advised.examples if matter.advised else ()))
    return told, tuple(record for record in own.values() if record not in told)


def year(guide: Guide) -> str:
    return guide.about.published[:4]


def heading(record: Example | Case) -> str:
    when = (
        "; ".join(_year(what, number) for what, number in record.years.items())
        if isinstance(record, Example)
        else ""
    )
    return f"{record.title} ({'; '.join(part for part in (_place(record), when) if part)})"


def result(item: Result, *, cites: tuple[str, ...]) -> Text:
    """Return a figure with its unit and period, what kind of figure it is, and the caution that
    travels with it.
    """
    what = words.TARGET if item.is_target else words.RESULT_TYPES[item.type]
    figure = f": {_figure(item)}" if item.value is not None else ""
    period = f", {item.period}" if item.period else ""
    spans = [Span(f"{item.metric}{figure}{period}", cites=cites), Span(f" ({what})", "soft")]
    spans += [Span(f" {_sentence(item.note)}")] if item.note else []
    spans += (
        [Span(f" {words.CAUTION}", "strong"), Span(_sentence(item.caution))] if item.caution else []
    )
    return tuple(spans)


def in_short(record: Example | Case) -> Text:
    """Return a precedent in one paragraph: its figures, and all that must be said with them."""
    figures = joined(
        (result(item, cites=(record.id,)) for item in record.results), by="; "
    ) or text(Span(words.NO_RESULT, "soft", (record.id,)))
    notes = (span for note in cautions(record) for span in (Span(" "), *note))
    return text(Span(f"{heading(record)}. ", "strong"), *figures, *notes)


def cautions(record: Example | Case) -> tuple[Text, ...]:
    """Return what must be said wherever the record is shown."""
    if isinstance(record, Case):
        said = [(words.TODAY, record.today)]
    else:
        said = [
            ("", "" if record.is_ppp else words.NOT_PPP),
            ("", words.PLANNED if record.forward_looking else ""),
        ]
        said += [(words.CAUTION, record.caution), (words.TODAY, record.today)]
    return tuple(text(Span(label, "strong"), _sentence(note)) for label, note in said if note)


def _told(record: Example | Case) -> list[Block]:
    cites = (record.id,)
    blocks: list[Block] = [Heading(heading(record))]
    blocks += [
        Paragraph(text(Span(label, "soft"), Span(_sentence(what), cites=cites)))
        for label, what in _tale(record)
        if what
    ]
    if record.results:
        blocks += [
            Paragraph(text(Span(words.RESULTS, "soft"))),
            Bullets(tuple(result(item, cites=cites) for item in record.results)),
        ]
    else:
        blocks.append(Paragraph(text(Span(words.NO_RESULT, "soft"))))
    return [*blocks, *(Caution(note) for note in cautions(record))]


def _tale(record: Example | Case) -> tuple[tuple[str, str], ...]:
    if isinstance(record, Case):
        return (
            (words.AIM, record.objective),
            (words.INSTRUMENT, record.instrument),
            (words.PARTNERS_THEN, "; ".join(record.partners)),
        )
    parties = "; ".join(_party(partner) for partner in record.partners)
    return (
        (words.WAS_WRONG, record.problem),
        (words.WHAT_IT_DID, record.activity),
        (words.PARTNERS_THEN, parties),
    )


def _party(partner: Partner) -> str:
    name = (
        words.COUNTS[partner.count_qualifier].format(count=partner.count, name=partner.name)
        if partner.count
        else partner.name
    )
    return f"{name}: {partner.detail[:1].lower()}{partner.detail[1:]}" if partner.detail else name


def _place(record: Example | Case) -> str:
    return ", ".join(places.name(code) for code in record.countries) or words.EVERYWHERE


def _year(what: str, number: int) -> str:
    return words.YEARS.get(what, words.ANY_YEAR).format(what=what.replace("_", " "), year=number)


def _figure(item: Result) -> str:
    number = (
        f"{item.value:,}"
        if item.up_to is None
        else words.RANGE.format(low=f"{item.value:,}", high=f"{item.up_to:,}")
    )
    unit = words.UNITS.get(item.unit, words.ANY_UNIT).format(value=number, unit=item.unit)
    return words.QUALIFIERS[item.qualifier].format(value=unit)


def _sentence(said: str) -> str:
    return said if said.endswith((".", "!", "?")) else f"{said}."
