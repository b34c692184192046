"""The Inter-American Development Bank's sanctioned firms and individuals: one workbook."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from convene.core.names import Schema
from convene.core.watchlists import Entry
from convene.feeds.countries import codes
from convene.feeds.tables import Record
from convene.feeds.watchlists.debarred import names, number, over, period
from convene.feeds.watchlists.rows import entries_of, stated
from convene.feeds.watchlists.telling import Telling

SUFFIXES: tuple[str, ...] = (".xlsx", ".csv")
SCHEMAS: dict[str, Schema] = {"firm": "organisation", "individual": "person"}
REQUIRED = ("title", "entity", "nationality", "grounds")
REPRIMAND = "reprimand"
"""A letter of reprimand shuts nobody out."""


def dated(files: Sequence[Path]) -> str:
    """Return the day that the file states above its header, if it does."""
    return stated(files[0])


def read(files: Sequence[Path], *, list: str, telling: Telling) -> Iterator[Entry]:
    """Yield firms and individuals. Raises FeedError."""
    file = files[0]
    for record in entries_of(file, name="title", required=REQUIRED, telling=telling, search=5):
        where, row = f"{file.name}: {record.where}", record.values
        if not row["title"]:
            telling.aside(f"{where}: no name")
        elif not any(row[column] for column in REQUIRED[1:]):
            telling.aside(
                f"{where}: a remark and no entry: “{' '.join(row['title'].split())[:60]}”"
            )
        else:
            yield _entry(record, list=list, where=where, telling=telling)


def _entry(record: Record, *, list: str, where: str, telling: Telling) -> Entry:
    row = record.values
    name, aliases = names(row["title"], row.get("other name", ""))
    since, until = row.get("from", ""), row.get("to", "")
    source, sanction = row.get("source", ""), row.get("idb sanction type", "")
    country = row.get("country", "")
    return Entry(
        list=list,
        id=number(row["title"], row["nationality"], country, since, row["grounds"], source),
        name=name,
        schema=SCHEMAS.get(row["entity"].casefold(), "unknown"),
        aliases=aliases,
        countries=codes(row["nationality"], country),
        programmes=(source,) if source else (),
        reason="; ".join(part for part in (row["grounds"], sanction, period(since, until)) if part),
        kind="other" if REPRIMAND in sanction.casefold() else "debarment",
        until=over(until, where=where, telling=telling),
    )
