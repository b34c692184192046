"""Figures of how countries are governed, read from the tables that their publishers offer.

Three layouts are known: a row for each figure (World Bank, Open Budget Survey, V-Dem), a column for
each year (World Bank's DataBank), and a sheet for each indicator under a row of years (the older
workbook of the Worldwide Governance Indicators). Places that are no country we know are counted.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from convene.core.scorecard import Edition, Figure, Measure, Source
from convene.feeds import FeedError
from convene.feeds.countries import called
from convene.feeds.tables import rows
from convene.feeds.workbooks import Row, sheets
from convene.packs.read import fit, parse_file

FILE = Path(__file__).parent / "governance.yaml"
OLDER_CODES = {
    "ROM": "RO",
    "WBG": "PS",
    "ADO": "AD",
    "ZAR": "CD",
    "TMP": "TL",
    "KSV": "XK",
    "XKX": "XK",
}
"""Codes of publishers that are not, or no longer, ISO 3166-1 alpha-3."""
ENCODINGS = ("utf-8-sig", "cp1252")
NOTHING = frozenset({"", "..", ".", "na", "n/a", "nan", "#n/a"})
NUMBER = re.compile(r"[-+]?\d{1,15}(?:\.\d{1,30})?(?:[eE]-\d{1,2})?", re.ASCII)
LARGEST = Decimal(10**15)
YEAR = re.compile(r"(\d{4})(?:\.0)?(?:\s*\[YR\d{4}\])?")
PARTS = {
    "value": ("value", "estimate", "est"),
    "error": ("error", "stderr", "stddev"),
    "rank": ("rank", "pctrank", "perrnk"),
}
CODE = ("code", "countrycode", "countrytextid", "countrylet", "country")
MEASURE = ("indicator", "seriescode", "indicatorcode")
SERIES = re.compile(r"(?:GOV_WGI_)?([A-Z]{2})\.(EST|STD\.?ERR|PER\.RNK)")
LETTERS = {"E": "value", "S": "error", "P": "rank"}
"""Which part of a figure a series is, by the first letter after its indicator."""
DIGITS = {"value": 4, "error": 4, "rank": 2}
"""After the point, at most; the figures are estimates."""
SEARCH = 20
"""Rows within which a header stands, below titles and notes."""
LONGEST_TITLE = 120
OWN = "own: "
"""What the id of a measure of one's own starts with: it never passes for a publisher's."""


@dataclass(frozen=True, kw_only=True)
class Known:
    """What we call a measure, and how its publisher writes it."""

    names: tuple[str, ...]
    scale: tuple[Decimal, Decimal]
    """Outside of it a figure is a mistake."""
    title: str = ""
    runs: str = ""
    """What people are told of its scale."""


@dataclass(frozen=True, kw_only=True)
class Publisher:
    """Who publishes a kind of table, and what we take from it."""

    title: str
    publisher: str
    licence: str
    address: str
    note: str
    measures: Mapping[str, Known]
    whole: bool = False
    """Rounded to whole points, as the publisher publishes them."""


class Cell(NamedTuple):
    """One number of a table: of what it is, and where it stands."""

    country: str
    measure: str
    part: str
    year: str
    text: str
    where: str


class Taken(NamedTuple):
    """What was read, which places are no country we know, and of which countries there are two
    figures for one year, so that none is taken: by how many cells.
    """

    edition: Edition
    elsewhere: Counter[str]
    twice: Counter[str]


Found = dict[tuple[str, str, int], dict[str, Decimal]]
"""Parts of figures by country, measure and year."""
TWO = Decimal("NaN")
"""What stands for two figures that differ."""
Measures = Mapping[str, Known] | None
"""What is taken; None where a table of one's own names its measures as it likes."""


@cache
def publishers() -> Mapping[str, Publisher]:
    """Return whose tables are known, by the names of `--as`."""
    return fit(parse_file(FILE), dict[str, Publisher])


def read(path: Path, *, form: str, own: Source | None = None) -> Taken:
    """Return the newest figure of each country and measure, as the publisher named by `form`
    writes them, or with `own` for a source. Raises FeedError naming file, row and value.
    """
    measures = publishers()[form].measures if own is None else None
    numbers, elsewhere, twice = _found(path, measures)
    figures = _newest(numbers, whole=own is None and publishers()[form].whole)
    if not figures:
        raise FeedError(f"{path.name}: no figure was found that is read as “{form}”")
    source = own or _source(form)
    edition = Edition(
        source=_of(source, max(figure.year for figure in figures)),
        measures=tuple(
            _said(id, measures, source) for id in sorted({figure.indicator for figure in figures})
        ),
        figures=figures,
    )
    return Taken(edition, elsewhere, twice)


def _found(path: Path, measures: Measures) -> tuple[Found, Counter[str], Counter[str]]:
    numbers: Found = {}
    elsewhere, twice = Counter[str](), Counter[str]()
    for cell in _cells(path, measures):
        id = _measure(cell.measure, measures)
        if not id or cell.text.casefold() in NOTHING:
            continue
        if len(cell.measure) > LONGEST_TITLE:
            raise FeedError(f"{cell.where}: “{cell.measure[:40]}…” is longer than {LONGEST_TITLE}")
        number = _number(cell, measures[id] if measures else None)
        if not (country := country_of(cell.country)):
            elsewhere[cell.country] += 1
        elif (
            numbers.setdefault((country, id, _year(cell)), {}).setdefault(cell.part, number)
            != number
        ):
            numbers[country, id, _year(cell)][cell.part] = TWO
            twice[cell.country] += 1
    return numbers, elsewhere, twice


def _source(form: str) -> Source:
    it = publishers()[form]
    return Source(
        id=form,
        title=it.title,
        publisher=it.publisher,
        licence=it.licence,
        address=it.address,
        note=it.note,
        edition=0,
    )


def _of(source: Source, edition: int) -> Source:
    return replace(source, edition=edition, title=f"{source.title}, {edition}")


def _said(id: str, measures: Measures, source: Source) -> Measure:
    if measures is None:
        return Measure(id=id, title=id.removeprefix(OWN), source=source.id)
    known = measures[id]
    return Measure(id=id, title=known.title, source=source.id, scale=known.runs)


def _newest(numbers: Found, *, whole: bool) -> tuple[Figure, ...]:
    newest: dict[tuple[str, str], Figure] = {}
    for country, id, year in sorted(numbers):
        parts = numbers[country, id, year]
        if "value" in parts and not any(map(Decimal.is_nan, parts.values())):
            value = round(parts["value"]) if whole else parts["value"]
            newest[country, id] = Figure(
                country=country,
                indicator=id,
                year=year,
                value=Decimal(value),
                error=parts.get("error"),
                rank=parts.get("rank"),
            )
    return tuple(newest.values())


def _measure(name: str, measures: Measures) -> str:
    if measures is None:
        return f"{OWN}{' '.join(name.split())}"
    plain = _plain(name)
    return next(
        (
            id
            for id, it in measures.items()
            if any(plain == _plain(word) for word in (id, *it.names))
        ),
        "",
    )


@lru_cache(maxsize=1024)
def country_of(name: str) -> str:
    """Return the code of the country that a table means, or nothing where it is none we know."""
    return OLDER_CODES.get(name.strip(), "") or called(name)


def _year(cell: Cell) -> int:
    year = YEAR.fullmatch(cell.year.strip())
    if not year or not 1900 < int(year[1]) <= datetime.now(UTC).year:
        raise FeedError(f"{cell.where}: “{cell.year[:40]}” is no year, or one to come")
    return int(year[1])


def _number(cell: Cell, known: Known | None) -> Decimal:
    if not NUMBER.fullmatch(cell.text):
        raise FeedError(f"{cell.where}: “{cell.text[:40]}” is not a number")
    number = Decimal(cell.text)
    low, high = known.scale if known and cell.part == "value" else (-LARGEST, LARGEST)
    if not low <= number <= high:
        raise FeedError(f"{cell.where}: {cell.text[:40]} lies outside the scale, {low} to {high}")
    digits = DIGITS[cell.part]
    return round(number, digits) if len(cell.text.partition(".")[2]) > digits else number


def _cells(path: Path, measures: Measures) -> Iterator[Cell]:
    """Yield what a table says, in whichever of the layouts it is written."""
    for sheet in sheets(path) if path.suffix.lower() == ".xlsx" else ("",):
        table = _rows(path, sheet)
        place = next(
            (place for place, row in enumerate(table[:SEARCH]) if _code_column(row) >= 0), None
        )
        if place is not None:
            where = f"{path.name}: {f'sheet “{sheet}”, ' if sheet else ''}row"
            above = table[place - 1].cells if place else ()
            yield from _below(
                _Sheet(sheet, above, table[place].cells, table[place + 1 :], where), measures
            )


def _rows(path: Path, sheet: str) -> list[Row]:
    for encoding in ENCODINGS[:-1]:
        try:
            return list(rows(path, sheet=sheet, encoding=encoding))
        except FeedError as error:
            if "UTF-8" not in str(error):
                raise
    return list(rows(path, sheet=sheet, encoding=ENCODINGS[-1]))


class _Sheet(NamedTuple):
    """A table under its header; `above` is the row over it."""

    name: str
    above: tuple[str, ...]
    header: tuple[str, ...]
    rows: Sequence[Row]
    where: str

    def lines(self) -> Iterator[tuple[str, tuple[str, ...], str]]:
        """Yield the country of each row, its cells, and where it stands."""
        code = _column([_plain(title) for title in self.header], CODE)
        for row in self.rows:
            if row.formulas:
                raise FeedError(f"{self.where} {row.number}: holds a formula without a value")
            cells = (*row.cells, *[""] * len(self.header))
            yield cells[code], cells, f"{self.where} {row.number}"


def _below(sheet: _Sheet, measures: Measures) -> Iterator[Cell]:
    titles = [_plain(title) for title in sheet.header]
    if "year" in titles:
        parts = {
            part: column for part, names in PARTS.items() if (column := _column(titles, names)) >= 0
        }
        if (measure := _column(titles, MEASURE)) >= 0 and "value" in parts:
            return _named(sheet, measure, titles.index("year"), parts)
        return _in_columns(sheet, titles.index("year"), measures)
    if any(YEAR.fullmatch(title) for title in sheet.header):
        return _by_year(sheet, _column(titles, MEASURE))
    return _under_years(sheet, titles)


def _named(sheet: _Sheet, measure: int, year: int, parts: Mapping[str, int]) -> Iterator[Cell]:
    """Read a row for each country, year and measure."""
    for country, cells, where in sheet.lines():
        for part, column in parts.items():
            yield Cell(country, cells[measure], part, cells[year], cells[column], where)


def _in_columns(sheet: _Sheet, year: int, measures: Measures) -> Iterator[Cell]:
    """Read a row for each country and year, with a column for each measure."""
    columns = [
        column
        for column, title in enumerate(sheet.header)
        if measures and _measure(title, measures)
    ]
    for country, cells, where in sheet.lines():
        for column in columns:
            yield Cell(country, sheet.header[column], "value", cells[year], cells[column], where)


def _by_year(sheet: _Sheet, measure: int) -> Iterator[Cell]:
    """Read a row for each country and series, with a column for each year."""
    years = [(column, title) for column, title in enumerate(sheet.header) if YEAR.fullmatch(title)]
    for country, cells, where in sheet.lines() if measure >= 0 else ():
        series = SERIES.fullmatch(cells[measure])
        name = series[1] if series else cells[measure]
        part = LETTERS[series[2][0]] if series else "value"
        for column, year in years:
            yield Cell(country, name, part, year, cells[column], where)


def _under_years(sheet: _Sheet, titles: Sequence[str]) -> Iterator[Cell]:
    """Read a sheet that is one indicator, where a row of years stands above the titles."""
    part_of = {name: part for part, names in PARTS.items() for name in names}
    columns = [(column, part_of[title]) for column, title in enumerate(titles) if title in part_of]
    for country, cells, where in sheet.lines():
        for column, part in columns:
            year = sheet.above[column] if column < len(sheet.above) else ""
            if year:
                yield Cell(country, sheet.name, part, year, cells[column], where)


def _code_column(row: Row) -> int:
    titles = [_plain(title) for title in row.cells]
    return _column(titles, CODE) if len(titles) > 2 else -1


def _column(titles: Sequence[str], names: Sequence[str]) -> int:
    return next((titles.index(name) for name in names if name in titles), -1)


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.casefold())
