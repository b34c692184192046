"""The Inter-American Development Bank's sanctioned firms and individuals: one workbook."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from convene.core.names import Schema
from convene.core.watchlists import Entry
from convene.feeds.countries import codes
from convene.feeds.tables import records
from convene.feeds.watchlists.debarred import names, number, period

SUFFIXES: tuple[str, ...] = (".xlsx", ".csv")
SCHEMAS: dict[str, Schema] = {"firm": "organisation", "individual": "person"}


def dated(files: Sequence[Path]) -> str:
    """Return nothing: the file does not say of which day it is."""
    return ""


def read(files: Sequence[Path], *, list: str, aside: Callable[[str], None]) -> Iterator[Entry]:
    """Yield firms and individuals. Raises FeedError."""
    for record in records(
        files[0], required=("title", "entity", "nationality", "grounds"), search=5
    ):
        row = record.values
        if not row["title"]:
            aside(f"{files[0].name}: row {record.number}: no name")
            continue
        name, aliases = names(row["title"], row.get("other name", ""))
        since, until = row.get("from", ""), row.get("to", "")
        yield Entry(
            list=list,
            id=number(
                row["title"],
                row["nationality"],
                row.get("country", ""),
                since,
                row["grounds"],
                row.get("source", ""),
            ),
            name=name,
            schema=SCHEMAS.get(row["entity"].casefold(), "unknown"),
            aliases=aliases,
            countries=codes(row["nationality"], row.get("country", "")),
            programmes=tuple(part for part in (row.get("source", ""),) if part),
            reason="; ".join(part for part in (row["grounds"], period(since, until)) if part),
            kind="debarment",
        )
