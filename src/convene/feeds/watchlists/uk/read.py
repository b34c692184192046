"""The United Kingdom's sanctions list: a CSV file with one row a name, address or date of birth,
under a line with its day. The rows of one entry share its unique id. The older file of the
Treasury, whose rows share a group id, is read too.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from convene.core.names import Schema
from convene.core.watchlists import LISTED, Alias, Entry, Quality
from convene.feeds import FeedError
from convene.feeds.countries import codes
from convene.feeds.tables import Record
from convene.feeds.watchlists.numbers import imo, numbers
from convene.feeds.watchlists.rows import entries_of, stated
from convene.feeds.watchlists.telling import Telling

SUFFIXES: tuple[str, ...] = (".csv", ".xlsx")
SURNAME = "name 6"
PARTS = ("name 1", "name 2", "name 3", "name 4", "name 5", SURNAME)
SCHEMAS: dict[str, Schema] = {"individual": "person", "entity": "organisation"}
QUALITIES: dict[str, Quality] = {
    "good quality": "strong",
    "good quality a.k.a": "strong",
    "good": "strong",
    "strong": "strong",
    "low quality": "weak",
    "low quality a.k.a": "weak",
    "low": "weak",
    "weak": "weak",
}
IDS = ("unique id", "group id")
NUMBERS = {
    "national identifier number": "National identifier",
    "national identification number": "National identifier",
    "passport number": "Passport",
    "business registration number (s)": "Business registration",
    "business registration number": "Business registration",
    "hull identification number (hin)": "Hull identification",
}
FLAG = "current believed flag of ship"
FACTS = {
    FLAG: "flag",
    "current owner/operator (s)": "owner",
    "current owner/operator": "owner",
    "type of ship": "type",
    "town of birth": "born at",
}
Rows = list[Record]


def dated(files: Sequence[Path]) -> str:
    """Return the day that the file states above its header."""
    return stated(files[0])


def read(files: Sequence[Path], *, list: str, telling: Telling) -> Iterator[Entry]:
    """Yield entries with all their names. Raises FeedError."""
    file = files[0]
    gathered: dict[str, Rows] = {}
    for record in entries_of(file, name=SURNAME, required=(SURNAME,), telling=telling, search=5):
        if not any(column in record.values for column in IDS):
            raise FeedError(f"{file.name}: there is no column “unique id” or “group id”")
        if id := _first(record, *IDS):
            gathered.setdefault(id, []).append(record)
        else:
            telling.aside(f"{file.name}: {record.where}: no unique id")
    for id, rows in gathered.items():
        if entry := _entry(rows, list=list, id=id):
            yield entry
        else:
            telling.aside(f"{file.name}: {rows[0].where}: no name")


def _entry(rows: Rows, *, list: str, id: str) -> Entry | None:
    names = _names(rows)
    main = next((_name(row) for row in rows if _is_primary(row)), "") or next(iter(names), "")
    if not main:
        return None
    kind = _first(rows[0], "designation type", "individual, entity, ship", "group type").casefold()
    regimes = (_first(row, "regime name", "regime") for row in rows)
    countries = (
        _first(row, column)
        for row in rows
        for column in ("nationality(/ies)", "nationality", "address country", "country", FLAG)
    )
    return Entry(
        list=list,
        id=id,
        name=main,
        schema=SCHEMAS.get(kind, "unknown"),
        aliases=tuple(Alias(text=text, quality=how) for text, how in names.items() if text != main),
        countries=codes(*(part for cell in countries for part in _parts(cell))),
        programmes=tuple(dict.fromkeys(filter(None, regimes))),
        reason="; ".join(_reasons(rows)),
        identifiers=tuple(dict.fromkeys(pair for row in rows for pair in _numbers(row))),
        born=tuple(dict.fromkeys(filter(None, (_first(row, "d.o.b", "dob") for row in rows)))),
        topics=("vessel",) if kind == "ship" else (),
        kind="sanction",
        facts=tuple(
            dict.fromkeys((*_since(rows), *(pair for row in rows for pair in _facts(row))))
        ),
    )


def _first(row: Record, *columns: str) -> str:
    """Return what stands in the first of some columns that has something, evened out."""
    cells = (" ".join(row.values.get(column, "").split()) for column in columns)
    return next(filter(None, cells), "")


def _parts(cell: str) -> Iterator[str]:
    """Yield the countries of a cell: “(1) Kenya (2) Uganda”, “Kenya|Uganda”."""
    plain = cell
    for mark in ("(1)", "(2)", "(3)", "(4)", "|", "/", ";"):
        plain = plain.replace(mark, "\n")
    return (part.strip() for part in plain.split("\n"))


def _is_primary(row: Record) -> bool:
    return _first(row, "name type", "alias type").casefold() in {"primary name", "primary"}


def _name(row: Record) -> str:
    return " ".join(filter(None, (_first(row, part) for part in PARTS)))


def _names(rows: Rows) -> dict[str, Quality]:
    """Return every name once, in Latin letters and in its own, with what the list says of it."""
    names: dict[str, Quality] = {}
    for row in rows:
        how = QUALITIES.get(
            _first(row, "alias strength", "alias quality").casefold().rstrip("."), ""
        )
        for text in (_name(row), _first(row, "name non-latin script")):
            if text:
                names.setdefault(text, how)
    return names


def _reasons(rows: Rows) -> Iterator[str]:
    columns = ("uk statement of reasons", "other information", "sanctions imposed")
    cells = (_first(row, column) for column in columns for row in rows)
    return iter(dict.fromkeys(filter(None, cells)))


def _numbers(row: Record) -> Iterator[tuple[str, str]]:
    yield from imo(_first(row, "imo number"))
    for column, what in NUMBERS.items():
        for number in _parts(_first(row, column)):
            if number:
                yield what, number
    yield from numbers(_first(row, "other information"))


def _since(rows: Rows) -> Iterator[tuple[str, str]]:
    """Yield since when an entry is listed."""
    days = (_first(row, "date designated", "listed on") for row in rows)
    yield from ((LISTED, day) for day in [*filter(None, days)][:1])


def _facts(row: Record) -> Iterator[tuple[str, str]]:
    return ((what, cell) for column, what in FACTS.items() if (cell := _first(row, column)))
