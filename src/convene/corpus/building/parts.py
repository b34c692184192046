"""What a build is made of: the guide's own alliances, and each loaded file as it stood when the
build began.
"""

import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pyarrow.parquet as pq

from convene import disk
from convene.corpus import loads, tables
from convene.corpus.loads import Load
from convene.corpus.snapshots import CannotBuild
from convene.feeds import guide_alliances

GUIDE = "guide"
TRIES = 10
"""How often a file is looked at again that was loaded anew in that very moment."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """One source of a build: its number in the snapshot, its tables, and what is known of it."""

    number: int
    folder: Path
    load: Load

    def file(self, name: str) -> pq.ParquetFile:
        """Open one of its tables."""
        return pq.ParquetFile(self.folder / f"{name}.parquet")


def collect(loaded: Sequence[Load], *, into: Path, at: datetime) -> list[Part]:
    """Return all sources: the guide first, then the loads in their order. A load that comes or goes
    meanwhile changes nothing.
    """
    disk.make(into)
    held = [
        _guide(into / GUIDE, at=at),
        *(kept for load in loaded for kept in _held(load.source, into=into)),
    ]
    return [
        Part(number=number, folder=into / load.source, load=load)
        for number, load in enumerate(held)
    ]


def _guide(folder: Path, *, at: datetime) -> Load:
    activities = list(guide_alliances.activities())
    made = tables.batch(activities)
    disk.make(folder)
    for name, table in {**made._asdict(), "set_aside": tables.set_aside(())}.items():
        pq.write_table(table, folder / f"{name}.parquet")
    origin = guide_alliances.origin()
    years = sorted(
        day.year for activity in activities for day in (activity.start, activity.end) if day
    )
    return Load(
        source=GUIDE,
        form=GUIDE,
        address=origin.address,
        name=origin.title,
        publisher=origin.publisher,
        title=origin.title,
        licence=origin.licence,
        date=origin.date,
        loaded_at=at.isoformat(timespec="seconds"),
        sha256="",
        activities=made.activities.num_rows,
        mentions=made.mentions.num_rows,
        money=made.money.num_rows,
        set_aside=0,
        ignored={},
        first_year=years[0] if years else None,
        last_year=years[-1] if years else None,
    )


def _held(source: str, *, into: Path) -> Iterator[Load]:
    """Hold on to the files of a load, so that it stays whole however often it is replaced; yield
    nothing where it has gone.
    """
    for _ in range(TRIES):
        shutil.rmtree(into / source, ignore_errors=True)
        try:
            if _linked(loads.folder(source), disk.make(into / source)):
                yield loads.read(into / source)
                return
        except FileNotFoundError:  # replaced, or forgotten, between two files
            if not loads.folder(source).exists():
                shutil.rmtree(into / source, ignore_errors=True)
                return
    raise CannotBuild(
        f"{source} is being loaded anew again and again. The snapshot that serves now serves on; build when it is loaded."
    )


def _linked(load: Path, into: Path) -> bool:
    """Link the files of a load; return whether they are all of one load."""
    before = _which(load)
    for file in sorted(load.iterdir()):
        _link(file, into / file.name)
    return _which(load) == before


def _which(load: Path) -> tuple[int, int]:
    """Return what tells one load from the next: a file's number is given again once it is free."""
    meta = (load / "meta.json").stat()
    return meta.st_ino, meta.st_mtime_ns


def _link(file: Path, place: Path) -> None:
    try:
        os.link(file, place)
    except FileNotFoundError:
        raise
    except OSError:  # some file systems know no links
        shutil.copyfile(file, place)
