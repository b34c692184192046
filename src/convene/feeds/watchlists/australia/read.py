"""The Australian consolidated list: a workbook with one row a name; 123a and 123b are other names
of entry 123.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from convene.core.names import Schema
from convene.core.watchlists import Alias, Entry
from convene.feeds.countries import codes
from convene.feeds.tables import Record, records

SUFFIXES: tuple[str, ...] = (".xlsx", ".csv")
REFERENCE = re.compile(r"^(\d+)\s*(?:[a-z]+\d*)?$", re.IGNORECASE)
SCHEMAS: dict[str, Schema] = {"individual": "person", "entity": "organisation"}
REQUIRED = ("reference", "name of individual or entity", "type", "name type")


def dated(files: Sequence[Path]) -> str:
    """Return nothing: the file does not say of which day it is."""
    return ""


def read(files: Sequence[Path], *, list: str, aside: Callable[[str], None]) -> Iterator[Entry]:
    """Yield entries with all their names, which may stand apart: the list is small enough to gather
    first. Raises FeedError.
    """
    gathered: dict[str, tuple[Record, ...]] = {}
    for record in records(files[0], required=REQUIRED, search=5):
        match = REFERENCE.match(record.values["reference"])
        if match is None or not record.values["name of individual or entity"]:
            aside(
                f"{files[0].name}: row {record.number}: {'no name' if match else 'no reference number'}"
            )
        else:
            gathered[match.group(1)] = (*gathered.get(match.group(1), ()), record)
    for id, rows in gathered.items():
        yield _entry(rows, list=list, id=id)


def _entry(rows: Sequence[Record], *, list: str, id: str) -> Entry:
    main = next(
        (
            record
            for record in rows
            if record.values["name type"].strip().casefold() == "primary name"
        ),
        rows[0],
    )
    row = main.values
    name = " ".join(row["name of individual or entity"].split())
    others = dict.fromkeys(
        " ".join(record.values["name of individual or entity"].split())
        for record in rows
        if record is not main
    )
    return Entry(
        list=list,
        id=id,
        name=name,
        schema=SCHEMAS.get(row["type"].strip().casefold(), "unknown"),
        aliases=tuple(Alias(text=other) for other in others if other != name),
        countries=codes(*re.split(r"\b[a-z]\)|,|;|/", row.get("citizenship", ""))),
        programmes=tuple(part for part in (row.get("committees", ""),) if part),
        reason="; ".join(
            part
            for part in (row.get("listing information", ""), row.get("additional information", ""))
            if part
        ),
        born=tuple(part for part in (row.get("date of birth", ""),) if part),
        kind="sanction",
    )
