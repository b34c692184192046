"""One country: how it is governed beside its peers, what that points to in the guide, and what the
guide tells of it.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache

from convene import packs
from convene.apps.guide.queries.library import examples
from convene.core.guide import Alliance
from convene.core.scorecard import Figure, Figures, Indicator, Result, Scorecard, Source, band
from convene.core.writing import fold
from convene.packs import places
from convene.packs.places import published
from convene.packs.places.governance import figures
from convene.questions.country import Beside, Pointer, StandIn, country

POSITION = Decimal("0.1")


@dataclass(frozen=True)
class Line:
    """One indicator as the page shows it. `dot` and `stroke` are where the figure and the median
    stand on a line of 100.
    """

    indicator: Indicator
    result: Result
    band: str
    earlier: str
    dot: str
    stroke: str


@dataclass(frozen=True)
class Page:
    """Everything a country's page says before open data."""

    code: str
    card: Scorecard
    lines: tuple[Line, ...]
    corruption: Indicator
    rights: tuple[StandIn, ...]
    pointers: tuple[Pointer, ...]
    told: tuple[Alliance, ...]
    """What the guide tells of the country."""
    beside: tuple[Beside, ...]
    years: tuple[int, ...]
    """Of the figures that are judged, the latest first."""
    aged: bool
    """One of these years is so long ago that the page says it."""
    stamp: str
    """Changes when the figures, or their age, may have."""
    sources: tuple[Source, ...]


def country_page(code: str) -> Page | None:
    """Return what is known of a country, or None for a code that is none."""
    return _page(code, published.stamp()) if code in places.regions() else None


@lru_cache(maxsize=512)
def _page(code: str, stamp: published.Stamp) -> Page:
    facts = country(code)
    assert facts is not None
    known, named = figures(), facts.indicators
    return Page(
        code=code,
        card=facts.card,
        lines=tuple(_line(named[result.indicator], result, known) for result in facts.card.results),
        corruption=facts.corruption,
        rights=facts.stand_ins,
        pointers=facts.pointers,
        told=tuple(examples(packs.guide(), country=code)),
        beside=facts.beside,
        years=facts.years,
        aged=any(map(published.aged, facts.years)),
        stamp=f"{stamp.changed} {stamp.year}",
        sources=facts.sources,
    )


def regions(language: str, text: str = "") -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the countries of each region, (code, name) by name; with a text only those whose name
    or code holds it.
    """
    wanted, by_region = fold(text), dict[str, list[tuple[str, str]]]()
    for code, name in places.names(language).items():
        if wanted in fold(name) or wanted == code.casefold():
            by_region.setdefault(places.regions()[code], []).append((code, name))
    return [
        (region, by_region[region])
        for region in packs.guide().codes("regions")
        if region in by_region
    ]


def _line(indicator: Indicator, result: Result, known: Figures) -> Line:
    return Line(
        indicator,
        result,
        _band(result.figure, known),
        _band(result.earlier, known),
        _position(result.figure.value if result.figure else None, indicator),
        _position(result.median, indicator),
    )


def _band(figure: Figure | None, known: Figures) -> str:
    return band(figure, known=known) if figure else ""


def _position(value: Decimal | None, indicator: Indicator) -> str:
    """Return where a value stands between the ends of its scale, from 0 to 100, with a point
    whatever the language.
    """
    low, high = indicator.scale
    return (
        ""
        if value is None
        else str(
            (100 * (min(max(value, low), high) - low) / (high - low)).quantize(
                POSITION, ROUND_HALF_EVEN
            )
        )
    )
