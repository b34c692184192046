"""Words for codes, sentences for reasons, marks for sources."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import template
from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from convene.apps.guide.queries import COLLECTIONS
from convene.apps.guide.sources import Sources
from convene.core.guide import (
    Gift,
    Guide,
    Kind,
    Misprint,
    Model,
    Record,
    Result,
    Statement,
    YesNo,
    summary_of,
    title_of,
)
from convene.core.labels import STATES, hedges
from convene.core.reasons import Reason
from convene.ground.templatetags.reasons import sentence
from convene.packs import places

register = template.Library()
SHORT = 3
"""Most marks behind one sentence; more would bury it, and the rest are a click away on the records
cited.
"""


@register.simple_tag(takes_context=True)
def marks(context: dict[str, Any], ids: str | Iterable[str]) -> SafeString:
    """Return the source marks of one or more record ids, numbered within the page."""
    sources: Sources = context["sources"]
    label = gettext("Source")
    numbers = sources.numbers([ids] if isinstance(ids, str) else list(ids)[:SHORT])
    return format_html_join(
        "",
        '\u2060<sup><a class="cite" href="#source-{}" aria-label="{} {}">{}</a></sup>',
        ((n, label, n, n) for n in numbers),
    )


@register.simple_tag(takes_context=True)
def say(context: dict[str, Any], reason: Reason) -> SafeString:
    """Return a reason as a sentence in the reader's language, with its source marks."""
    return format_html("{}{}", sentence(reason), marks(context, reason.cites))


@register.simple_tag(takes_context=True)
def word(context: dict[str, Any], kind: Kind, code: str) -> str:
    """Return what people read instead of a code."""
    return gettext(context["guide"].word(kind, code).title)


@register.simple_tag(takes_context=True)
def meaning(context: dict[str, Any], kind: Kind, code: str) -> str:
    text = context["guide"].word(kind, code).meaning
    return gettext(text) if text else ""


@register.simple_tag(takes_context=True)
def record_link(context: dict[str, Any], id: str) -> SafeString:
    """Return a link to a record, in the guide's own language; plain text for an id that is none."""
    guide: Guide = context["guide"]
    if id not in guide.records:
        return format_html("{}", id)
    return format_html(
        '<a href="{}" lang="{}">{}</a>',
        address(guide, id),
        guide.about.language,
        title_of(guide.records[id]),
    )


@register.simple_tag(takes_context=True)
def titled(context: dict[str, Any], id: str) -> SafeString:
    """Return what a record is called in the reader's language; where nobody has translated it, as
    the guide has it and marked as in its language.
    """
    guide: Guide = context["guide"]
    title, of_guide = title_of(guide.records[id]), guide.about.language
    if (own := gettext(title)) != title or get_language() == of_guide:
        return format_html("{}", own)
    return format_html('<span lang="{}">{}</span>', of_guide, title)


@register.simple_tag(takes_context=True)
def record_url(context: dict[str, Any], id: str) -> str:
    return address(context["guide"], id)


def address(guide: Guide, id: str) -> str:
    """Return the permanent address of a record."""
    return reverse("guide:record", kwargs={"pack": guide.about.id, "id": id})


@register.simple_tag(takes_context=True)
def said(
    context: dict[str, Any], statement: Statement | str, *, of_one_case: bool = False
) -> SafeString:
    """Return what is said of the guide: the text, how firmly and of what, and on the record's own
    page a mark that opens the passage.
    """
    if isinstance(statement, str):
        return format_html("{}", statement)
    return format_html(
        "{}{}{}", statement.text, hedged(statement, of_one_case), _passage(context, statement)
    )


@register.simple_tag(takes_context=True)
def in_a_sentence(context: dict[str, Any], model: Model) -> SafeString:
    """Return what draws the private side to a kind of alliance, else what the kind does."""
    return said(context, model.private_benefit or model.motive or model.what_it_does or "")


@register.simple_tag(takes_context=True)
def passage_mark(context: dict[str, Any], statement: Statement) -> SafeString:
    """Return a mark that opens a statement's passage, on the page of its record."""
    return _passage(context, statement)


@register.filter
def hedged(statement: Statement | str, of_one_case: bool = False) -> SafeString:
    """Return what must be said with a statement, in brackets; nothing for a fact."""
    marks = hedges(statement, of_one_case=of_one_case) if isinstance(statement, Statement) else ()
    words = "; ".join(map(gettext, marks))
    return format_html(' <span class="soft small">({})</span>', words) if words else SafeString()


def _passage(context: dict[str, Any], statement: Statement) -> SafeString:
    record: object = context.get("record")
    if not isinstance(record, Record) or statement.lines is None:
        return SafeString()
    passages = record.passages()
    if statement not in passages:
        return SafeString()
    guide: Guide = context["guide"]
    number = passages.index(statement) + 1
    line = gettext("line {line}").format(line=statement.lines[0])
    return format_html(
        '\u2060<sup><a class="cite" href="{}" aria-label="{}">{}</a></sup>',
        passage_address(guide, record.id, number),
        gettext("Passage: {line}").format(line=line),
        statement.lines[0],
    )


def passage_address(guide: Guide, id: str, number: int) -> str:
    """Return the address of a passage that a record rests on."""
    names = {"pack": guide.about.id, "id": id, "number": number}
    return reverse("guide:passage", kwargs=names)


@register.simple_tag(takes_context=True)
def passage_url(context: dict[str, Any], id: str, number: int) -> str:
    return passage_address(context["guide"], id, number)


@register.filter
def gift_state(gift: Gift) -> str:
    """Return how a gift stands that nobody is told to have given; nothing for any other."""
    return gettext(STATES[gift.state]) if gift.state in STATES else ""


@register.filter
def answered(answer: YesNo | None) -> str:
    """Return yes, no, or that it is not said."""
    if answer is None:
        return gettext("not said")
    return gettext("yes") if answer.answer == "yes" else gettext("no")


@register.filter
def is_no(answer: YesNo | None) -> bool:
    return answer is not None and answer.answer == "no"


@register.filter
def looked_for(record: Record, name: str) -> bool:
    """Return whether somebody looked for a field in the guide and found it says nothing."""
    return name in record.not_told


@register.simple_tag(takes_context=True)
def where(context: dict[str, Any], cite: Statement) -> str:
    """Return a passage in words: section, page where it starts, lines of the text."""
    guide: Guide = context["guide"]
    section = guide.section_of(cite)
    first, last = cite.lines or (0, 0)
    page = gettext("from p. {page}").format(page=section.page) if section.page else ""
    lines = (
        gettext("line {line}").format(line=first)
        if first == last
        else gettext("lines {first}–{last}").format(first=first, last=last)
    )
    return ", ".join(part for part in (section.title, page, lines) if part)


@register.filter
def country(code: str) -> str:
    """Return a country's name in the reader's language."""
    return places.name(code, get_language() or "en")


@register.filter
def countries(codes: Iterable[str]) -> str:
    return ", ".join(country(code) for code in codes)


@register.filter
def as_of(written: str) -> str:
    """Return the day, month or year (ISO 8601) that something is of, as people write it; another
    text as it stands.
    """
    year, month, day = [*written.split("-"), "", ""][:3]
    try:
        if month and day:
            return date_format(date.fromisoformat(written[:10]), "DATE_FORMAT")
        return (
            date_format(date(int(year), int(month), 1), "YEAR_MONTH_FORMAT") if month else written
        )
    except ValueError:
        return written


@register.filter
def spaced(code: str) -> str:
    """Return a code of the pack as words."""
    return code.replace("_", " ")


@register.filter
def record_title(record: Record) -> str:
    return title_of(record)


register.filter("summary", summary_of)


@register.filter
def heading(collection: str) -> str:
    return str(COLLECTIONS[collection][0])


@register.filter
def figure(result: Result) -> str:
    """Return a result's figure with its qualifier and unit,
    or nothing where the guide gives none.
    """
    if result.value is None:
        return ""
    amount = (
        _grouped(result.value)
        if result.up_to is None
        else f"{_grouped(result.value)}–{_grouped(result.up_to)}"
    )
    unit = {
        "percent": f"{amount} %",
        "USD": f"USD {amount}",
        "USD_per_year": gettext("USD {amount} a year").format(amount=amount),
    }
    text = unit.get(result.unit, f"{amount} {result.unit}".strip())
    if result.qualifier == "estimate_range":
        return gettext("{figure} (estimate)").format(figure=text)
    return gettext("more than {figure}").format(figure=text) if result.qualifier else text


def _grouped(value: int) -> str:
    return str(number_format(value, use_l10n=True, force_grouping=True))


@register.filter
def result_type(result: Result) -> str:
    if result.is_target:
        return gettext("target, not a result")
    return {
        "output": gettext("output"),
        "outcome": gettext("outcome, cause not shown"),
        "baseline": gettext("background, not a result"),
        "contribution_value": gettext("value of what partners gave"),
        "account": gettext("an account, without a measure"),
    }[result.type]


@register.filter
def record(guide: Guide, id: str) -> Record:
    """Return a record of the guide by its id."""
    return guide.records[id]


@register.filter
def seen_in(guide: Guide, code: str) -> tuple[str, ...]:
    """Return the records in which a kind of contribution is seen."""
    return guide.seen_in(code)


@register.filter
def kind_of_misprint(item: Misprint) -> str:
    """Return what a note on the text is, as a heading before it."""
    return {
        "misprint": gettext("Misprint:"),
        "oddity": gettext("Odd in the text:"),
        "remark": gettext("Our remark:"),
    }[item.kind]


@register.filter
def codes(guide: Guide, kind: Kind) -> tuple[str, ...]:
    """Return the codes of one family of words."""
    return guide.codes(kind)


@register.filter
def full_stop(before: object) -> str:
    """End a sentence after what may end with a full stop itself, such as “Inc.”."""
    return "" if str(before).rstrip().endswith(".") else "."
