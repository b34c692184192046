"""The European Bank for Reconstruction and Development's ineligible entities: one CSV file."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from convene.core.watchlists import Entry
from convene.feeds.countries import codes
from convene.feeds.tables import records
from convene.feeds.watchlists.debarred import names, number, period

SUFFIXES: tuple[str, ...] = (".csv",)


def dated(files: Sequence[Path]) -> str:
    """Return nothing: the file does not say of which day it is."""
    return ""


def read(files: Sequence[Path], *, list: str, aside: Callable[[str], None]) -> Iterator[Entry]:
    """Yield entities. Raises FeedError."""
    for record in records(
        files[0],
        required=("firm name", "nationality", "prohibited practice"),
        search=3,
        strict=False,
    ):
        row = record.values
        if not row["firm name"]:
            aside(f"{files[0].name}: row {record.number}: no name")
            continue
        name, aliases = names(row["firm name"])
        since, until, source = (
            row.get("ineligible from", ""),
            row.get("ineligible until", ""),
            row.get("originating institution", ""),
        )
        practice = row.get("prohibited practice", "")
        yield Entry(
            list=list,
            id=number(
                row["firm name"],
                row["nationality"],
                row.get("address", ""),
                since,
                until,
                source,
                practice,
            ),
            name=name,
            aliases=aliases,
            countries=codes(row["nationality"]),
            programmes=(source,) if source else (),
            reason="; ".join(part for part in (practice, period(since, until)) if part),
            kind="debarment",
        )
