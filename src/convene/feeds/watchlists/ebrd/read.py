"""The European Bank for Reconstruction and Development's ineligible entities: one CSV file."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from convene.core.watchlists import Entry
from convene.feeds.countries import codes
from convene.feeds.tables import Record
from convene.feeds.watchlists.debarred import names, number, over, period
from convene.feeds.watchlists.rows import entries_of, stated
from convene.feeds.watchlists.telling import Telling

SUFFIXES: tuple[str, ...] = (".csv",)
REQUIRED = ("firm name", "nationality", "prohibited practice")


def dated(files: Sequence[Path]) -> str:
    """Return the day that the file states above its header, if it does."""
    return stated(files[0])


def read(files: Sequence[Path], *, list: str, telling: Telling) -> Iterator[Entry]:
    """Yield entities. Raises FeedError."""
    file = files[0]
    for record in entries_of(
        file, name="firm name", required=REQUIRED, telling=telling, search=3, strict=False
    ):
        where = f"{file.name}: {record.where}"
        if record.values["firm name"]:
            yield _entry(record, list=list, where=where, telling=telling)
        else:
            telling.aside(f"{where}: no name")


def _entry(record: Record, *, list: str, where: str, telling: Telling) -> Entry:
    row = record.values
    name, aliases = names(row["firm name"])
    since, until = row.get("ineligible from", ""), row.get("ineligible until", "")
    source, practice = row.get("originating institution", ""), row["prohibited practice"]
    address = row.get("address", "")
    return Entry(
        list=list,
        id=number(row["firm name"], row["nationality"], address, since, until, source, practice),
        name=name,
        aliases=aliases,
        countries=codes(row["nationality"]),
        programmes=(source,) if source else (),
        reason="; ".join(part for part in (practice, period(since, until)) if part),
        kind="debarment",
        until=over(until, where=where, telling=telling),
    )
