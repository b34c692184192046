"""Words for what open data say: codes, years, money and sources."""

from collections.abc import Sized
from decimal import Decimal
from functools import cache

from django import template
from django.http import QueryDict
from django.utils.formats import get_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, pgettext
from django.utils.translation import gettext_lazy as _

from convene import packs
from convene.apps.finder.queries import records
from convene.core import labels
from convene.core.guide import Model
from convene.core.open_data import Coverage, Facet, Part, Source, Sum, bounds
from convene.core.records import Result
from convene.packs import places
from convene.packs.codelists import dac_categories, iati_organisation_types

register = template.Library()
FACETS = {
    "country": _("Country"),
    "sector": _("Sector"),
    "model": _("Kind of alliance"),
    "role": _("Role"),
    "type": _("Kind of organisation"),
    "year": _("Year"),
    "funder": _("Funder"),
    "band": _("Amount"),
}
BONDS = {
    "funded": _("funded"),
    "funded by": _("was funded by"),
    "bought from": _("bought from"),
    "sold to": _("sold to"),
    "paid": _("paid"),
    "was paid by": _("was paid by"),
    "took part": _("took part together with"),
}
"""What the first of two was to the second, read aloud between their names."""
PARTNERS = {
    "funded": _("was funded by it"),
    "funded by": _("funded it"),
    "bought from": _("sold to it"),
    "sold to": _("bought from it"),
    "paid": _("was paid by it"),
    "was paid by": _("paid it"),
    "took part": _("took part with it"),
}
"""The same read the other way round: what the second was to the first, which is “it”."""
HARDLY_LESS = Decimal("-0.1")
"""What is closer to nothing is written without a sign."""


@register.filter
def measures(result: Result) -> list[tuple[str, str]]:
    """Return the figures that a result gives, each after the word for it."""
    figures = (
        (gettext("baseline"), result.baseline),
        (gettext("target"), result.target),
        (gettext("actual"), result.actual),
    )
    return [(word, value) for word, value in figures if value]


@register.filter
def facet(name: str) -> str:
    return str(FACETS.get(name, name))


@register.filter
def narrows(facet: Facet) -> bool:
    """Say whether there is anything left to choose."""
    return facet.more != 0 or not all(count.chosen for count in facet.counts)


@register.filter
def bond(name: str) -> str:
    return str(BONDS.get(name, name))


@register.filter
def partner(name: str) -> str:
    return str(PARTNERS.get(name, name))


@register.filter
def end(name: str) -> str:
    return gettext(labels.ENDS.get(name, name))


@register.filter
def coded(code: str, of: str) -> str:
    """Return what people read instead of a code: of a country, sector, role, kind, kind of money,
    type, model or band of amounts.
    """
    if of == "country":
        return _country(code)
    if of == "model":
        guide = packs.guide()
        return gettext(guide.get(code, Model).title) if code in guide.records else code
    if of == "band":
        return _band(code)
    if of == "sector" and code.isdigit():
        return gettext(dac_categories()[code]) if code in dac_categories() else f"DAC {code}"
    words = {
        "role": labels.ROLES,
        "kind": labels.KINDS,
        "money": labels.MONEY,
        "type": iati_organisation_types(),
    }
    return gettext(words[of][code]) if code in words.get(of, {}) else code


def _country(code: str) -> str:
    """Return what a country is called; a code that is on no list of countries is said to be
    unknown, so that nobody takes it for a place.
    """
    named = places.names(get_language() or "en")
    return (
        named[code]
        if code in named
        else gettext("unknown country code “%(code)s”") % {"code": code}
    )


def _band(code: str) -> str:
    currency, low, high = bounds(code)
    lowest = grouped(low)
    if high is None:
        return gettext("%(currency)s %(low)s and more") % {"currency": currency, "low": lowest}
    return gettext("%(currency)s %(low)s to %(high)s") % {
        "currency": currency,
        "low": lowest,
        "high": grouped(high),
    }


@register.filter
def years(active: object) -> str:
    """Return the years of anything that has a first and a last one; nothing where it names none."""
    first, last = getattr(active, "first_year", None), getattr(active, "last_year", None)
    if first is None or last is None:
        return pgettext("years", "no year given")
    return str(first) if first == last else f"{first}–{last}"


@register.simple_tag
def money(value: Decimal | None, currency: str) -> str:
    """Return a sum in whole units with its currency; open data without a sum say so."""
    if value is None:
        return gettext("no sum given")
    return f"{currency or gettext('(no currency given)')}\N{NO-BREAK SPACE}{whole(value)}"


@register.simple_tag
def by_year(sum: Sum) -> SafeString:
    """Return the items of a list of what a sum is made of, in one go: a large funder's page has
    thousands.
    """
    undated, currency = (
        escape(gettext("no year given")),
        escape(sum.currency or gettext("(no currency given)")),
    )
    sums = (
        f"<li>{year.year or undated}: {currency}\N{NO-BREAK SPACE}{whole(year.value)}</li>"
        for year in sum.years
    )
    return mark_safe("".join(sums))  # noqa: S308  # all that is not a number was escaped above


def whole(value: Decimal) -> str:
    """Return a sum without its fraction, as Django's `number_format` writes it: that takes eight
    times as long.
    """
    return ("-" if value <= HARDLY_LESS else "") + grouped(abs(int(value)))


@register.filter
def grouped(number: int) -> str:
    """Return a count with its thousands set apart, as Django's `number_format` writes it."""
    return f"{number:,}".replace(",", _between_thousands(get_language() or "en"))


@cache
def _between_thousands(language: str) -> str:
    return str(get_format("THOUSAND_SEPARATOR", language))


@register.filter
def less(total: int, listed: Sized) -> int:
    """Return how many of all are not in a list."""
    return total - len(listed)


@register.filter
def taking_part(parts: tuple[Part, ...]) -> list[tuple[Part, list[tuple[str, bool]]]]:
    """Return each that takes part once, with all its roles in the order of the record, and whether
    only its money says so.
    """
    parties: dict[tuple[str, str | None, str, bool], tuple[Part, list[tuple[str, bool]]]] = {}
    for part in parts:
        _, roles = parties.setdefault(
            (part.name, part.organisation, part.unnamed, part.person), (part, [])
        )
        if (part.role, part.inferred) not in roles:
            roles.append((part.role, part.inferred))
    return list(parties.values())


@register.simple_tag
def source_of(coverage: Coverage, number: int) -> Source | None:
    """Return the source of that number."""
    return next((source for source in coverage.sources if source.number == number), None)


@register.filter
def licensed(source: Source) -> SafeString:
    """Return the licence of a list of members, to stand behind its publisher; nothing for another
    source, of which the list of sources says it.
    """
    if source.form != "members":
        return mark_safe("")
    return format_html(", <bdi>{}</bdi>", source.licence or gettext("no licence stated"))


@register.simple_tag
def publishers_of(coverage: Coverage, numbers: tuple[int, ...]) -> list[str]:
    """Return who published the sources of these numbers, each once."""
    return list(
        dict.fromkeys(source.publisher for source in coverage.sources if source.number in numbers)
    )


@register.simple_tag
def narrower(asked: QueryDict, name: str, value: str) -> str:
    """Return the query string with one more value of a filter;
    a year narrows to that year alone.
    """
    if name == "year":
        narrowed = asked.copy()
        narrowed["from"] = narrowed["to"] = value
        narrowed.pop("page", None)
        return narrowed.urlencode()
    return records.with_(asked, name, value)


@register.simple_tag
def wider(asked: QueryDict, name: str, value: str) -> str:
    """Return the query string without one value of a filter."""
    if name == "year":
        left = asked.copy()
        for field in ("from", "to", "page"):
            left.pop(field, None)
        return left.urlencode()
    return records.without(asked, name, value)


@register.filter
def share(count: int, most: int) -> int:
    """Return how long a bar is, from 0 to 100, beside the longest."""
    return round(100 * count / most) if most else 0
