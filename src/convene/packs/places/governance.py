"""What is known of each country's governance, from two small files: what is measured and by whom,
and the figures.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache, reduce
from pathlib import Path

from convene.core.scorecard import (
    Band,
    Edition,
    Figure,
    Figures,
    Indicator,
    Rule,
    Scorecard,
    Source,
    scorecard,
    with_edition,
)
from convene.core.writing import whole_number
from convene.packs.load import PackError
from convene.packs.places import published, regions
from convene.packs.read import ReadError, fit, parse_file

HERE = Path(__file__).parent
COLUMNS = ["country", "indicator", "year", "value", "error", "rank"]


@dataclass(frozen=True, kw_only=True)
class Spec:
    """What governance.yaml holds; `groups` are countries by income group."""

    sources: tuple[Source, ...]
    indicators: tuple[Indicator, ...]
    bands: Mapping[str, tuple[Band, ...]]
    rule: Rule
    groups: Mapping[str, tuple[str, ...]]


@cache
def shipped() -> Figures:
    """Return the figures that ship with Convene, read once a process."""
    return load(HERE)


def figures() -> Figures:
    """Return the figures that hold: those that ship, with newer ones that were loaded."""
    return _figures_of(published.stamp())


@lru_cache(maxsize=2)
def _figures_of(_stamp: published.Stamp) -> Figures:
    return reduce(with_edition, filter(is_newer, published.editions()), shipped())


def is_newer(edition: Edition) -> bool:
    """Say whether an edition is at least as new as the one of its source that ships."""
    ours = {source.id: source.edition for source in shipped().sources}
    return edition.source.edition >= ours.get(edition.source.id, 0)


def scorecard_of(country: str) -> Scorecard:
    """Return the scorecard of a country by its ISO 3166-1 alpha-2 code."""
    return _scorecard_of(country, published.stamp())


@lru_cache(maxsize=512)
def _scorecard_of(country: str, _stamp: published.Stamp) -> Scorecard:
    return scorecard(country, known=figures())


def load(folder: Path) -> Figures:
    """Return what a folder's governance.yaml and governance.csv say. Raises PackError naming file,
    row and value.
    """
    try:
        spec = fit(parse_file(folder / "governance.yaml"), Spec)
    except ReadError as error:
        raise PackError(
            "\n".join(f"governance.yaml: {line}" for line in str(error).splitlines())
        ) from error
    if faults := list(_faults(spec)):
        raise PackError("\n".join(f"governance.yaml: {fault}" for fault in faults))
    return Figures(
        sources=spec.sources,
        indicators=spec.indicators,
        bands=spec.bands,
        rule=spec.rule,
        groups={
            country: group for group, countries in spec.groups.items() for country in countries
        },
        figures=_figures(folder / "governance.csv", spec),
    )


def _faults(spec: Spec) -> Iterator[str]:
    sources = {source.id for source in spec.sources}
    indicators = [indicator.id for indicator in spec.indicators]
    for n, indicator in enumerate(spec.indicators):
        if indicator.source not in sources:
            yield f"indicators[{n}].source: “{indicator.source}” is not among the sources"
        if indicator.id in indicators[:n]:
            yield f"indicators[{n}].id: “{indicator.id}” stands twice"
        if not spec.bands.get(indicator.banded_by):
            yield f"bands.{indicator.banded_by}: is missing"
    for name in (spec.rule.corruption, *(right.by for right in spec.rule.rights)):
        if name not in indicators:
            yield f"rule: “{name}” is not among the indicators"
    yield from _group_faults(spec)


def _group_faults(spec: Spec) -> Iterator[str]:
    seen: dict[str, str] = {}
    for group, countries in spec.groups.items():
        for country in countries:
            if country not in regions():
                yield f"groups.{group}: “{country}” is no country we know"
            if country in seen:
                yield f"groups.{group}: “{country}” is already in {seen[country]}"
            seen[country] = group


def _figures(file: Path, spec: Spec) -> dict[tuple[str, str], Figure]:
    figures: dict[tuple[str, str], Figure] = {}
    with file.open(encoding="utf-8", newline="") as stream:
        rows = csv.reader(stream)
        if next(rows, None) != COLUMNS:
            raise PackError(f"{file.name}: row 1: the columns should be {', '.join(COLUMNS)}")
        for number, row in enumerate(rows, start=2):
            figure = _figure(row, spec, where=f"{file.name}: row {number}")
            key = (figure.country, figure.indicator)
            if key in figures:
                raise PackError(
                    f"{file.name}: row {number}: {figure.indicator} of “{figure.country}” stands twice"
                )
            figures[key] = figure
    return figures


def _figure(row: list[str], spec: Spec, *, where: str) -> Figure:
    if len(row) != len(COLUMNS):
        raise PackError(f"{where}: should have {len(COLUMNS)} cells, found {len(row)}")
    country, name, year, value, error, rank = row
    indicator = next((known for known in spec.indicators if known.id == name), None)
    if country not in regions():
        raise PackError(f"{where}: “{country}” is no country we know")
    if indicator is None:
        raise PackError(f"{where}: “{name}” is not among the indicators")
    figure = Figure(
        country=country,
        indicator=name,
        year=_year(year, indicator, spec, where=where),
        value=_number(value, where=where),
        error=_number(error, where=where) if error else None,
        rank=_number(rank, where=where) if rank else None,
    )
    if not indicator.scale[0] <= figure.value <= indicator.scale[1]:
        raise PackError(
            f"{where}: {value} lies outside the scale of {name}, {indicator.scale[0]} to {indicator.scale[1]}"
        )
    return figure


def _year(text: str, indicator: Indicator, spec: Spec, *, where: str) -> int:
    edition = next(source.edition for source in spec.sources if source.id == indicator.source)
    year = whole_number(text)
    if year is None or not 1900 < year <= edition:
        raise PackError(
            f"{where}: “{text}” is no year up to {edition}, the edition of {indicator.id}"
        )
    return year


def _number(text: str, *, where: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation as error:
        raise PackError(f"{where}: “{text}” is not a number") from error
    if not number.is_finite():
        raise PackError(f"{where}: “{text}” is not a number")
    return number
