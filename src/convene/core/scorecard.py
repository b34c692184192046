"""A country's governance beside that of countries with the same income, by a rule in the shape of
the Millennium Challenge Corporation's.

An indicator passes above the median of its income group, in the same year, or at a bar of its own.
A country passes with half of the indicators, and control of corruption, and political rights or
civil liberties. Where a figure is missing, nobody fails: it cannot be said.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from statistics import median
from typing import Literal

from convene.core.guide import Shortfall

FEWEST = 5
"""Countries that a median needs to mean something."""
MARGIN = Decimal("1.645")
"""Standard errors on either side of an estimate that hold the truth nine times in ten."""
Yes = bool | None
"""True, false, or None: it cannot be said."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """Who published figures. `edition` is the year they are for."""

    id: str
    title: str
    publisher: str
    licence: str
    address: str
    edition: int
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """One thing that is measured, higher is better. `bar` passes whatever the others reach;
    `banded_by` is what its words go by.
    """

    id: str
    title: str
    asks: str
    source: str
    scale: tuple[Decimal, Decimal]
    banded_by: Literal["rank", "value"]
    bar: Decimal | None = None
    bar_because: str = ""


@dataclass(frozen=True, kw_only=True)
class Right:
    """A part of the rule for which there is no figure of its own, what stands in for it,
    and why.
    """

    id: str
    title: str
    by: str
    because: str


@dataclass(frozen=True, kw_only=True)
class Rule:
    """What a country needs besides half of the indicators: the one on corruption, and any of the
    rights.
    """

    corruption: str
    rights: tuple[Right, ...]


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One country's figure of one year."""

    country: str
    indicator: str
    year: int
    value: Decimal
    """On the indicator's own scale; higher is better."""
    error: Decimal | None = None
    """Standard error, where it is an estimate."""
    rank: Decimal | None = None
    """Per cent of countries that it is above, where published."""


@dataclass(frozen=True, kw_only=True)
class Band:
    """What people read instead of a figure, from `least` on."""

    least: Decimal
    title: str


@dataclass(frozen=True, kw_only=True)
class Measure:
    """What somebody measures beside the rule: shown, never judged."""

    id: str
    title: str
    source: str
    scale: str = ""
    """What its figures run from and to, in words."""


@dataclass(frozen=True, kw_only=True)
class Edition:
    """What one publisher's table holds: the newest figure of each country and indicator."""

    source: Source
    measures: tuple[Measure, ...]
    figures: tuple[Figure, ...]


@dataclass(frozen=True, kw_only=True)
class Figures:
    """All that is known: what is measured, each country's income group, and its figures: those of
    the edition or, failing that, earlier ones.
    """

    sources: tuple[Source, ...]
    indicators: tuple[Indicator, ...]
    bands: Mapping[str, tuple[Band, ...]]
    """For `rank` and for `value`, the lowest first."""
    rule: Rule
    groups: Mapping[str, str]
    figures: Mapping[tuple[str, str], Figure]
    measures: tuple[Measure, ...] = ()
    """What is measured beside the rule."""


def with_edition(known: Figures, edition: Edition) -> Figures:
    """Return what is known with another edition in the place of an older one of its source, or
    beside the rule where its source is none of the rule's.
    """
    ruled = {it.id for it in known.indicators if it.source == edition.source.id}
    beside = tuple(it for it in edition.measures if it.id not in ruled)
    kept = {key: it for key, it in known.figures.items() if key[1] not in ruled}
    return replace(
        known,
        sources=(*(it for it in known.sources if it.id != edition.source.id), edition.source),
        figures=kept | {(it.country, it.indicator): it for it in edition.figures},
        measures=(*known.measures, *beside),
    )


@dataclass(frozen=True, kw_only=True)
class Result:
    """One indicator of one country, and whether it passes."""

    indicator: str
    figure: Figure | None
    """The figure of the edition."""
    earlier: Figure | None
    """An earlier edition's figure: told, never judged."""
    median: Decimal | None
    """Of the income group in the same year; none under five countries."""
    countries: int
    """Countries of the group with a figure of that year."""
    passes: Yes
    """Above the median, or at the bar."""
    by: Literal["median", "bar", ""]
    """What decided."""
    near: bool
    """The median lies within the margin of error."""


@dataclass(frozen=True, kw_only=True)
class Scorecard:
    """What the rule says of a country, part by part."""

    country: str
    group: str
    """Its income group; empty where the source lists none."""
    results: tuple[Result, ...]
    passed: int
    """Indicators that pass."""
    judged: int
    """Indicators that pass or do not."""
    missing: int
    """Indicators without a figure to judge by."""
    half: Yes
    """At least half of the indicators pass."""
    corruption: Yes
    """Control of corruption passes."""
    rights: Yes
    """Political rights or civil liberties pass, by what stands in for them."""
    passes: Yes
    """All three hold. Our reckoning, not the Millennium Challenge Corporation's decision."""

    @property
    def failing(self) -> tuple[str, ...]:
        """The indicators that do not pass."""
        return tuple(result.indicator for result in self.results if result.passes is False)


def scorecard(country: str, *, known: Figures) -> Scorecard:
    """Return a country's scorecard; a country without an income group or figures gets one that says
    so.
    """
    group = known.groups.get(country, "")
    results = tuple(_result(indicator, country, group, known) for indicator in known.indicators)
    passes = {result.indicator: result.passes for result in results}
    half = has_half(passes.values())
    corruption = passes[known.rule.corruption]
    rights = either(passes[right.by] for right in known.rule.rights)
    return Scorecard(
        country=country,
        group=group,
        results=results,
        passed=sum(verdict is True for verdict in passes.values()),
        judged=sum(verdict is not None for verdict in passes.values()),
        missing=sum(verdict is None for verdict in passes.values()),
        half=half,
        corruption=corruption,
        rights=rights,
        passes=both((half, corruption, rights)),
    )


def _result(indicator: Indicator, country: str, group: str, known: Figures) -> Result:
    edition = next(source.edition for source in known.sources if source.id == indicator.source)
    figure = known.figures.get((country, indicator.id))
    current = figure if figure and figure.year == edition else None
    peers = _peers(indicator.id, edition, group, known)
    middle = median(peers) if len(peers) >= FEWEST else None
    passes, by = judged(current.value if current else None, median=middle, bar=indicator.bar)
    return Result(
        indicator=indicator.id,
        figure=current,
        earlier=figure if figure is not current else None,
        median=middle,
        countries=len(peers),
        passes=passes,
        by=by,
        near=by == "median"
        and current is not None
        and middle is not None
        and is_near(current, middle),
    )


def _peers(indicator: str, year: int, group: str, known: Figures) -> list[Decimal]:
    """Return the figures of one year of all countries of one income group, this country's among
    them.
    """
    return [
        figure.value
        for (country, name), figure in known.figures.items()
        if name == indicator
        and figure.year == year
        and group
        and known.groups.get(country) == group
    ]


def judged(
    value: Decimal | None, *, median: Decimal | None, bar: Decimal | None
) -> tuple[Yes, Literal["median", "bar", ""]]:
    """Return whether a figure passes and by what: above the median, or at the bar. Without a figure
    or a median it can't be said.
    """
    if value is None:
        return None, ""
    if median is not None and value > median:
        return True, "median"
    if bar is not None and value >= bar:
        return True, "bar"
    return (False, "median") if median is not None else (None, "")


def is_near(figure: Figure, middle: Decimal) -> bool:
    """Return whether a median lies within a figure's margin of error."""
    return figure.error is not None and abs(figure.value - middle) <= MARGIN * figure.error


def has_half(passes: Iterable[Yes]) -> Yes:
    """Return whether at least half pass; None where the missing ones could decide."""
    answers = list(passes)
    yes, unknown = answers.count(True), answers.count(None)
    if 2 * yes >= len(answers):
        return True
    return None if 2 * (yes + unknown) >= len(answers) else False


def both(parts: Iterable[Yes]) -> Yes:
    """Return whether all hold; one that does not decides, and else one that cannot be said does."""
    found = list(parts)
    return False if False in found else None if None in found else True


def either(parts: Iterable[Yes]) -> Yes:
    """Return whether any holds; one that does decides, and else one that cannot be said does."""
    found = list(parts)
    return True if True in found else None if None in found else False


def band(figure: Figure, *, known: Figures) -> str:
    """Return a figure in words; nothing where it has no rank to go by."""
    indicator = next(
        indicator for indicator in known.indicators if indicator.id == figure.indicator
    )
    measure = figure.rank if indicator.banded_by == "rank" else figure.value
    if measure is None:
        return ""
    return [band.title for band in known.bands[indicator.banded_by] if band.least <= measure][-1]


def suggested(card: Scorecard, shortfalls: Iterable[Shortfall]) -> tuple[Shortfall, ...]:
    """Return what the indicators that do not pass may point to, in the scorecard's order."""
    by = {shortfall.indicator: shortfall for shortfall in shortfalls}
    return tuple(by[indicator] for indicator in card.failing if indicator in by)
