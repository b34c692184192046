"""A backup is made: the database as it is at one moment, and after it the files, so that every row
has its file: a file is on the disk before its row is.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.state import StateApps

from convene import disk
from convene.core.progress import Progress
from convene.site.backup import Refused, database
from convene.site.backup.archive import DATA, Manifest, Writer, blocks

MADE_AGAIN = frozenset({"static", "static.stamp", "cache"})
"""What Convene makes again by itself."""
LOADED = frozenset({"corpus", "watchlists"})
"""What can be loaded again: whole versions of many files each, which must be of one moment."""
UNFINISHED = frozenset({"corpus/downloads"})
BESIDE = ("", "-wal", "-shm", "-journal")
"""How the names of a database's files end in SQLite."""
TRIES = 3


class _Changed(Exception):
    """What belongs together changed while it was copied: it has to be copied anew."""


@dataclass(frozen=True, kw_only=True)
class Made:
    """What a backup came to. `lost` are files that rows name and the disk no longer has, `extra`
    those that no row names; `has_key` says whether it holds the secret key.
    """

    at: str
    size: int
    files: int
    lost: tuple[str, ...]
    extra: int
    has_key: bool


def make(file: Path, *, at: datetime, with_loaded: bool, progress: Progress) -> Made:
    """Write a backup into a new file, whole or not at all. Raises Refused."""
    _check(file)
    for _try in range(TRIES):
        try:
            with disk.beside(file) as side, _answering():
                return _made(file, side, at=at, with_loaded=with_loaded, progress=progress)
        except _Changed:
            continue
    raise Refused(
        "Watchlists, open data or evidence changed each time while they were copied, so there is no backup. "
        "Try again when what is being loaded or disposed of is done."
    )


def _check(file: Path) -> None:
    if file.exists():
        raise Refused(f"There is a file {file} already. Give each backup a name of its own.")
    if file.is_relative_to(settings.DATA):
        raise Refused(f"{file} is in the data folder. Put the backup somewhere else.")
    with _answering():
        if "django_migrations" not in connection.introspection.table_names():
            raise Refused(
                f"There is nothing to back up in {settings.DATA}: nobody has used it yet."
            )


@contextmanager
def _answering() -> Iterator[None]:
    try:
        yield
    except (DatabaseError, sqlite3.DatabaseError) as error:
        raise Refused(
            f"The database does not answer ({str(error).strip()}), so there is no backup."
        ) from error


def _made(file: Path, side: Path, *, at: datetime, with_loaded: bool, progress: Progress) -> Made:
    new = side / "whole"
    manifest = Manifest(
        convene=version("convene"), at=at.isoformat(timespec="seconds"), engine=connection.vendor
    )
    with open(new, "wb", opener=disk.own) as stream:
        into = Writer(stream, manifest)
        with database.moment(side, progress=progress) as moment:
            manifest.migrations = moment.migrations
            manifest.certificate = moment.certificate()
            database.write(moment, into, progress=progress)
            named = moment.named()
        _write_files(into, with_loaded=with_loaded, progress=progress)
        prefix = f"{DATA}/{settings.MEDIA_ROOT.name}/"
        kept = {name.removeprefix(prefix) for name in manifest.files if name.startswith(prefix)}
        lost = _lost(named - kept, moment.apps)
        into.end()
    disk.move(new, file)
    return Made(
        at=manifest.at,
        size=file.stat().st_size,
        files=manifest.in_folder(),
        lost=lost,
        extra=len(kept - named),
        has_key=f"{DATA}/secret.key" in manifest.files,
    )


def _lost(missing: set[str], apps: StateApps) -> tuple[str, ...]:
    """Return the files that are gone though rows name them still. Of the others the rows went
    after the moment, with their files: that moment can no longer be kept whole.
    """
    if not missing:
        return ()
    if missing - database.named_now(apps):
        raise _Changed
    return tuple(sorted(missing))


def _write_files(into: Writer, *, with_loaded: bool, progress: Progress) -> None:
    left_out = MADE_AGAIN | (frozenset() if with_loaded else LOADED)
    before = _steady() if with_loaded else []
    places = sorted(_walk(settings.DATA, left_out=left_out))
    for number, place in enumerate(places, 1):
        _write_file(into, place)
        progress("Copying files", number, len(places))
    if with_loaded and before != _steady():
        raise _Changed


def _write_file(into: Writer, place: Path) -> None:
    name = place.relative_to(settings.DATA)
    try:
        with place.open("rb") as stream:
            known = os.fstat(stream.fileno())
            into.add(
                f"{DATA}/{name.as_posix()}",
                known.st_size,
                blocks(stream, known.st_size),
                changed=known.st_mtime,
            )
    except FileNotFoundError:  # nobody keeps it any more; whether somebody should is seen to above
        return
    except EOFError as error:
        raise _Changed from error


def _steady() -> list[tuple[Path, int, int, int]]:
    """Return what must not change meanwhile, as far as a change shows."""
    return [
        (place, known.st_ino, known.st_size, known.st_mtime_ns)
        for folder in sorted(LOADED)
        for place in sorted(_walk(settings.DATA / folder, left_out=frozenset()))
        if (known := _stat(place))
    ]


def _stat(place: Path) -> os.stat_result | None:
    try:
        return place.stat()
    except FileNotFoundError:
        return None


def _walk(folder: Path, *, left_out: frozenset[str]) -> Iterator[Path]:
    """Yield the files of a folder that a backup holds. A link to a folder is gone into, once."""
    own = _database_files()
    seen: set[tuple[int, int]] = set()
    for here, folders, files in os.walk(folder, followlinks=True):
        place = Path(here)
        known = _stat(place)
        if known is None or (known.st_dev, known.st_ino) in seen:
            folders.clear()
            continue
        seen.add((known.st_dev, known.st_ino))
        without = left_out if place == folder else frozenset()
        folders[:] = [
            name
            for name in folders
            if name not in without
            and not name.startswith(disk.NEW)
            and (place / name).relative_to(settings.DATA).as_posix() not in UNFINISHED
        ]
        for name in files:
            if name in without or name == ".lock" or name.startswith(disk.NEW):
                continue
            if (place / name) not in own and (place / name).is_file():
                yield place / name


def _database_files() -> frozenset[Path]:
    if connection.vendor == database.POSTGRESQL:
        return frozenset()
    name = str(connection.settings_dict["NAME"])
    return frozenset(Path(f"{name}{end}") for end in BESIDE)
