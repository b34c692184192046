"""Whom a table asks about: rows of CSV or XLSX turned into queries, and what was wrong with those
that could not be.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from convene.core.names import SCHEMAS
from convene.core.watchlists import Query
from convene.feeds.countries import codes
from convene.feeds.tables import Record, records
from convene.feeds.workbooks import ERRORS

COLUMNS = ("name", "country", "type", "identifier", "id")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One row. `fault` says why it can't be asked; `notes` what was left out of the asking."""

    row: int
    query: Query
    fault: str = ""
    notes: tuple[str, ...] = ()


def asked(file: Path) -> Iterator[Asked]:
    """Yield whom a file asks about, one for each row that is not empty. Raises FeedError."""
    for record in records(file, required=("name",)):
        yield _asked(record, file=file.name)


def asked_of(
    name: str,
    *,
    id: str = "",
    country: str = "",
    type: str = "",
    identifier: str = "",
    row: int = 0,
    file: str = "",
) -> Asked:
    """Return a query made of text as people write it. A country or type that is not known is left
    out, with a note.
    """
    where = f"{file}: row {row}: " if row else ""
    code = next(iter(codes(country)), "")
    notes = []
    if country and not code:
        notes.append(f"{where}the country “{country[:60]}” is not known and was left out")
    if type.casefold() not in SCHEMAS:
        notes.append(
            f"{where}the type “{type[:60]}” is not known and was left out; known are organisation and person"
        )
    schema = SCHEMAS.get(type.casefold(), "unknown")
    query = Query(name=name, id=id, country=code, schema=schema, identifier=identifier)
    fault = (
        ""
        if any(c.isalnum() for c in name)
        else f"{where}{f'the name “{name[:60]}” holds no letter' if name else 'no name'}"
    )
    return Asked(row=row, query=query, fault=fault, notes=tuple(notes))


def _asked(record: Record, *, file: str) -> Asked:
    row = {column: record.values.get(column, "") for column in COLUMNS}
    question = asked_of(**row, row=record.number, file=file)
    if "name" in record.formulas:
        fault = f"{file}: row {record.number}: the name is a formula without a value; paste the names as values"
        return Asked(row=record.number, query=question.query, fault=fault)
    if wrong := record.fault or _no_name(record):
        fault = f"{file}: row {record.number}: {wrong}"
        return Asked(row=record.number, query=question.query, fault=fault)
    return question


def _no_name(record: Record) -> str:
    """Say why what stands in the column of names is none: what spreadsheets write where a formula
    failed, and what is no text to them.
    """
    name = record.values["name"]
    if name.upper() in ERRORS:
        return f"the name is an error of the spreadsheet, {name}"
    return (
        f"the name “{name[:60]}” is {record.odd['name']}, not text" if "name" in record.odd else ""
    )
