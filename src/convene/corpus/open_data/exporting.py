"""Leaving as a file: exactly what a query finds, every row with its source, as CSV,
XLSX or JSON.
"""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO

from convene import disk
from convene.core.json import as_json
from convene.core.open_data import (
    ActivityRow,
    Amount,
    Coverage,
    OrganisationRow,
    Query,
    Source,
)
from convene.core.progress import Progress
from convene.corpus.open_data.finding import every_activity
from convene.corpus.open_data.opened import OpenData
from convene.corpus.open_data.organisations import every_organisation
from convene.feeds.writing import safe_cell, write_xlsx

FORMATS = ("csv", "xlsx", "json")
CITED = ("publisher", "source", "licence", "source date", "address")
ACTIVITY = (
    "identifier",
    "kind",
    "title",
    "first year",
    "last year",
    "countries",
    "sectors",
    "models",
    "organisations",
    "amounts",
    "record",
    *CITED,
)
ORGANISATION = (
    "organisation",
    "name",
    "countries",
    "type",
    "activities",
    "first year",
    "last year",
    "roles",
    "certain",
    *CITED,
)
XLSX_ROWS = 1_048_575
"""Rows that a sheet holds under its header."""
TOLD = 500
"""Rows between two times that a file says how far it is."""
Cell = str | float | None


class TooMany(Exception):
    """A workbook cannot hold what was found; the message says what to do."""


def export(query: Query, data: OpenData) -> Iterator[ActivityRow] | Iterator[OrganisationRow]:
    """Yield all rows that a query finds, in the order of its pages, whatever page it asks for."""
    whole = replace(query, page=1)
    return (
        every_organisation(whole, data)
        if query.of == "organisations"
        else every_activity(whole, data)
    )


def write(path: Path, query: Query, data: OpenData, *, progress: Progress) -> int:
    """Write all rows that a query finds to a .csv, .xlsx or .json file, whole or not at all, and
    return how many.

    Raises TooMany for a sheet too long, and OSError.
    """
    with disk.whole(path) as new:
        return _write(new, query, data, progress=progress)


def _write(path: Path, query: Query, data: OpenData, *, progress: Progress) -> int:
    written, sources = (
        _Counter(export(query, data), progress),
        tuple(_without_path(source) for source in data.sources),
    )
    header = ORGANISATION if query.of == "organisations" else ACTIVITY
    if path.suffix.lower() == ".json":
        with path.open("w", encoding="utf-8") as stream:
            _write_json(stream, query, written, replace(data.coverage(), sources=sources))
    elif path.suffix.lower() == ".xlsx":
        write_xlsx(path, header=header, lines=_fitting(lines(written, sources)))
    else:
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            table = csv.writer(stream)
            table.writerow(header)
            table.writerows(
                [safe_cell(_text(cell)) for cell in line] for line in lines(written, sources)
            )
    return written.count


class _Counter:
    """Rows that are counted as they pass."""

    def __init__(self, rows: Iterable[ActivityRow | OrganisationRow], progress: Progress) -> None:
        self.rows, self.progress = rows, progress
        self.count = 0

    def __iter__(self) -> Iterator[ActivityRow | OrganisationRow]:
        for row in self.rows:
            self.count += 1
            if self.count % TOLD == 0:
                self.progress("Writing rows", self.count, 0)
            yield row


def _fitting(every: Iterable[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
    for number, line in enumerate(every, start=1):
        if number > XLSX_ROWS:
            raise TooMany(
                f"A sheet holds {XLSX_ROWS:,} rows and more were found; write to a .csv file, or narrow the question."
            )
        yield [float(cell) if isinstance(cell, int) else cell for cell in line]


def _without_path(source: Source) -> Source:
    """Return a source as others may read of it: where a file lies on this machine is nobody else's
    business.
    """
    return (
        source
        if source.address.startswith(("https://", "http://"))
        else replace(source, address="")
    )


def lines(
    rows: Iterable[ActivityRow | OrganisationRow], sources: Sequence[Source]
) -> Iterator[Sequence[Cell]]:
    """Yield rows as the cells of a table; each carries its citation."""
    cited = {source.number: source for source in sources}
    for row in rows:
        yield (
            _activity(row, cited[row.source])
            if isinstance(row, ActivityRow)
            else _organisation(row, [cited[number] for number in row.sources])
        )


def _activity(row: ActivityRow, source: Source) -> Sequence[Cell]:
    parts = "; ".join(
        f"{part.role}{' (inferred)' * part.inferred}: {'a person' if part.person else part.name or part.identifier}"
        for part in row.parts
    )
    return (
        row.identifier,
        row.kind,
        row.title,
        row.first_year,
        row.last_year,
        " ".join(row.countries),
        " ".join(row.sectors),
        " ".join(row.models),
        f"{parts}; and {row.parts_total - len(row.parts)} more"
        if row.parts_total > len(row.parts)
        else parts,
        "; ".join(map(_amount, row.amounts)),
        row.record,
        *_citation([source]),
    )


def _amount(amount: Amount) -> str:
    years = "" if amount.first_year is None else f" ({_span(amount.first_year, amount.last_year)})"
    return f"{amount.kind} {amount.currency} {amount.value:.2f}{years}"


def _span(first: int | None, last: int | None) -> str:
    return str(first) if first == last else f"{first}-{last}"


def _organisation(row: OrganisationRow, sources: Sequence[Source]) -> Sequence[Cell]:
    return (
        row.organisation,
        row.name,
        " ".join(row.countries),
        row.type,
        row.activities,
        row.first_year,
        row.last_year,
        "; ".join(f"{role.code} in {role.count}" for role in row.roles),
        "yes" if row.certain else "no",
        *_citation(sources),
    )


def _citation(sources: Sequence[Source]) -> Sequence[str]:
    every = [
        (source.publisher, source.title, source.licence, source.date, source.address or source.name)
        for source in sources
    ]
    return (
        ["; ".join(dict.fromkeys(filter(None, column))) for column in zip(*every, strict=True)]
        if every
        else [""] * len(CITED)
    )


def _write_json(
    stream: IO[str], query: Query, rows: Iterable[ActivityRow | OrganisationRow], coverage: Coverage
) -> None:
    """Write rows one by one, so that memory does not grow with what was found."""
    stream.write(f'{{"query": {json.dumps(as_json(query), ensure_ascii=False)},\n"rows": [')
    for number, row in enumerate(rows):
        stream.write(f"{',' if number else ''}\n{json.dumps(as_json(row), ensure_ascii=False)}")
    stream.write(f'\n],\n"coverage": {json.dumps(as_json(coverage), ensure_ascii=False)}}}\n')


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell)
