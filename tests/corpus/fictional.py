"""Loads made up for tests: no such organisation exists."""

import json
import resource
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq

from convene import disk
from convene.core.records import Activity, Mention, Money, Place, Sector, SetAside, Text
from convene.corpus import loads, tables
from convene.corpus.build import build
from convene.corpus.executors import Here
from convene.corpus.loads import Load
from convene.corpus.snapshots import Snapshot

START = datetime(2026, 1, 1, 9, 30, tzinfo=UTC)
FUND, WATCH, AGENCY = (
    Mention(0, "Zorblax Fund", "funder", type="60"),
    Mention(1, "Brumble Watch", "implementer", type="22", country="PY"),
    Mention(1, "Glimmer Agency", "implementer", type="10"),
)
NOBODY = Mention(2, "Multiple", "implementer", unnamed="placeholder")


def quiet(what: str, done: int, of: int) -> None:
    """Say nothing."""


def grant(
    identifier: str,
    *,
    updated: str = "",
    title: str = "Fictional help",
    to: Mention = WATCH,
    value: int = 100,
    record: int = 1,
) -> Activity:
    """Return a grant of the Zorblax Fund with one sum."""
    money = Money("grant", Decimal(value), "EUR", date(2025, 3, 1), 2025, giver=0, receiver=1)
    return Activity(
        identifier,
        "grant",
        record,
        (Text("en", title),),
        sectors=(Sector("dac", "15160"),),
        places=(Place("PY"),),
        mentions=(FUND, to, NOBODY),
        money=(money,),
        updated=updated,
    )


def loaded(
    source: str,
    activities: Sequence[Activity],
    *,
    publisher: str = "Zorblax Fund",
    day: str = "2026-01-01",
    aside: Sequence[SetAside] = (),
) -> Load:
    """Put a load into its place, as if a file had been read."""
    made = tables.batch(activities)
    folder = disk.make(loads.folder(source))
    for name, table in {**made._asdict(), "set_aside": tables.set_aside(aside)}.items():
        groups = max(2, table.num_rows // 3)  # several, or a build meets no border between them
        pq.write_table(table, folder / f"{name}.parquet", row_group_size=groups)
    load = Load(
        source=source,
        form="360giving",
        address=f"https://example.org/{source}.json",
        name=f"{source}.json",
        publisher=publisher,
        title="Fictional grants",
        licence="CC0",
        date=day,
        loaded_at=START.isoformat(),
        sha256=source,
        activities=made.activities.num_rows,
        mentions=made.mentions.num_rows,
        money=made.money.num_rows,
        set_aside=len(aside),
        ignored={},
        first_year=2025,
        last_year=2025,
    )
    disk.write(folder / "meta.json", json.dumps(asdict(load)))
    return load


def built(*, at: datetime = START) -> Snapshot:
    """Build in this process."""
    return build(decisions=(), executor=Here(), progress=quiet, at=at)


def rows(snapshot: Snapshot, table: str, *columns: str) -> list[tuple[object, ...]]:
    """Return the rows of a table that do not come out of the guide."""
    found = pq.read_table(snapshot.table(table)).to_pylist()
    return [tuple(row[column] for column in columns) for row in found if row.get("source") != 0]


def folders(data: Path) -> set[str]:
    """Return what lies in the folder of the builds."""
    return {found.name for found in (data / "corpus" / "builds").iterdir() if found.name != ".lock"}


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond so many bytes: every engine meets an error where it
    writes, as on a full disk.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
