"""The Australian consolidated list: a workbook with one row a name; 123a and 123b are other names
of entry 123. Its newer form says how strong an alias is, and lists ships with their numbers.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from convene.core.names import Schema
from convene.core.watchlists import Alias, Entry, Quality
from convene.feeds.countries import codes
from convene.feeds.tables import Record
from convene.feeds.watchlists.numbers import imo, numbers
from convene.feeds.watchlists.rows import entries_of, stated
from convene.feeds.watchlists.telling import Telling

SUFFIXES: tuple[str, ...] = (".xlsx", ".csv")
REFERENCE = re.compile(r"(\d+)[\W_]*(?:[a-z]{1,3}\d*)?[\W_]*", re.IGNORECASE)
NAME = "name of individual or entity"
PRIMARY = "primary name"
SCHEMAS: dict[str, Schema] = {"individual": "person", "entity": "organisation"}
THINGS = {"vessel": "vessel", "ship": "vessel", "aircraft": "aircraft"}
QUALITIES: dict[str, Quality] = {
    "weak": "weak",
    "low": "weak",
    "strong": "strong",
    "good": "strong",
}
MEASURES = ("targeted financial sanction", "travel ban", "arms embargo", "maritime restriction")
NOT = {"", "false", "no", "n", "0", "n/a", "na", "-"}
REQUIRED = ("reference", NAME, "type", "name type")
Rows = list[Record]


def dated(files: Sequence[Path]) -> str:
    """Return the day that the file states above its header, if it does."""
    return stated(files[0])


def read(files: Sequence[Path], *, list: str, telling: Telling) -> Iterator[Entry]:
    """Yield entries with all their names, which may stand apart: the list is small enough to gather
    first. Raises FeedError.
    """
    file = files[0]
    gathered: dict[str, Rows] = {}
    for record in entries_of(file, name=NAME, required=REQUIRED, telling=telling, search=5):
        match = REFERENCE.fullmatch(record.values["reference"])
        if match is None or not record.values[NAME]:
            missing = "no name" if match else "no reference number"
            telling.aside(f"{file.name}: {record.where}: {missing}")
        else:
            gathered.setdefault(match[1], []).append(record)
    for id, rows in gathered.items():
        for own in _each(rows):
            yield _entry(own, list=list, id=id)


def _each(rows: Rows) -> Iterable[Rows]:
    """Part the rows of one number where it is used for a second one: a main name beside another
    begins an entry of its own.
    """
    parts: dict[str, Rows] = {}
    key = first = next((_name(row) for row in rows if _is_primary(row)), "")
    for row in rows:
        key = _name(row) if _is_primary(row) else key
        parts.setdefault(key or first, []).append(row)
    return parts.values()


def _is_primary(row: Record) -> bool:
    return " ".join(row.values["name type"].split()).casefold() == PRIMARY


def _name(row: Record) -> str:
    return " ".join(row.values[NAME].split())


def _entry(rows: Rows, *, list: str, id: str) -> Entry:
    main = next((record for record in rows if _is_primary(record)), rows[0])
    row, name = main.values, _name(main)
    type = row["type"].strip().casefold()
    about = (row.get("listing information", ""), row.get("additional information", ""))
    births = (record.values.get("date of birth", "") for record in rows)
    numbered = (pair for record in rows for pair in _numbers(record))
    return Entry(
        list=list,
        id=id,
        name=name,
        schema=SCHEMAS.get(type, "unknown"),
        aliases=tuple(_aliases(rows, main=name)),
        countries=codes(*re.split(r"\b[a-z]\)|,|;|/", row.get("citizenship", ""))),
        programmes=tuple(part for part in (row.get("committees", ""),) if part),
        reason="; ".join(part for part in (*about, _measures(row)) if part),
        identifiers=tuple(dict.fromkeys(numbered)),
        born=tuple(dict.fromkeys(filter(None, births))),
        topics=(THINGS[type],) if type in THINGS else (),
        kind="sanction",
        facts=tuple(("born at", place) for place in (row.get("place of birth", ""),) if place),
    )


def _aliases(rows: Rows, *, main: str) -> Iterator[Alias]:
    """Yield the other names, each once, with how strong the list says it is."""
    strengths: dict[str, Quality] = {}
    for row in rows:
        strength = row.values.get("alias strength", "").strip().casefold()
        strengths.setdefault(_name(row), QUALITIES.get(strength, ""))
    return (Alias(text=text, quality=how) for text, how in strengths.items() if text != main)


def _numbers(record: Record) -> Iterator[tuple[str, str]]:
    yield from imo(record.values.get("imo number", ""))
    yield from numbers(record.values.get("additional information", ""))


def _measures(row: dict[str, str]) -> str:
    """Say which measures a row names."""
    taken = [name for name in MEASURES if row.get(name, "").strip().casefold() not in NOT]
    return f"Measures: {', '.join(taken)}" if taken else ""
