"""A backup is restored: beside the place where it is to stand, and put there once it is whole.

What is restored into a PostgreSQL database is there from one moment to the next, with the folder:
it is one transaction, and the folder takes its place as the last step before its end.
"""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from convene import disk
from convene.core.progress import Progress
from convene.site import set_up
from convene.site.backup import Refused
from convene.site.backup.archive import DATABASE, Manifest, Member, Reader

if TYPE_CHECKING:
    from convene.site.backup import filling

SQLITE, POSTGRESQL = "sqlite", "postgresql"
NOT_EMPTY = "{} is not empty, so nothing was restored. Move what is there away, or name an empty folder: --into DIR"


def restore(file: Path, *, into: Path, progress: Progress) -> Manifest:
    """Restore a backup into an empty folder, and into the empty database that DATABASE_URL names
    where it is of PostgreSQL. Raises Refused.
    """
    if into.exists() and not (into.is_dir() and not any(into.iterdir())):
        raise Refused(NOT_EMPTY.format(into))
    with file.open("rb") as stream:
        reader = Reader(stream, tell=lambda done, of: progress("Checking bytes", done, of))
        with _somewhere():
            _check(reader.manifest)
            _restore(reader, into, progress)
    return reader.manifest


def _restore(reader: Reader, into: Path, progress: Progress) -> None:
    count = len(reader.manifest.files) - 1
    with ExitStack() as undo:
        with disk.beside(into) as side, _tables(reader.manifest, progress) as tables:
            new = disk.make(side / "whole")
            for number, member in enumerate(reader.members(), 1):
                if tables and member.name.startswith(f"{DATABASE}/"):
                    tables.take(member)
                else:
                    _write(member, new)
                progress("Restoring files", number, count)
            if tables:
                tables.end()
            disk.move(new, into)
            undo.callback(shutil.rmtree, into)  # where the database takes nothing after all
        undo.pop_all()


@contextmanager
def _somewhere() -> Iterator[None]:
    """Set Django up with a data folder of its own, lest it make anything where a backup is to be
    restored.
    """
    before = os.environ.get("CONVENE_DATA")
    with TemporaryDirectory() as folder:
        os.environ["CONVENE_DATA"] = folder
        try:
            set_up()
            yield
        finally:
            del os.environ["CONVENE_DATA"]
            if before is not None:
                os.environ["CONVENE_DATA"] = before


def _check(manifest: Manifest) -> None:
    from django.db.migrations.loader import MigrationLoader  # local: Django must stand first

    from convene.site.backup import database  # local: see above

    loader = MigrationLoader(None, ignore_no_migrations=True)
    if _numbers(manifest.convene) > _numbers(version("convene")) or database.unknown(
        manifest.migrations, loader
    ):
        raise Refused(
            f"This backup was made by a newer Convene ({manifest.convene}) than this one "
            f"({version('convene')}), so nothing was restored. Install that one first."
        )
    wanted = os.environ.get("DATABASE_URL", "").partition(":")[0]
    if manifest.engine == SQLITE and wanted:
        raise Refused(
            "This backup is of a database in SQLite, so nothing was restored. Unset DATABASE_URL to restore it."
        )
    if manifest.engine == POSTGRESQL and wanted not in {"postgres", "postgresql"}:
        raise Refused(
            "This backup is of a database in PostgreSQL, so nothing was restored. "
            "Set DATABASE_URL to an empty one to restore it."
        )


def _numbers(release: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", release)))


@contextmanager
def _tables(manifest: Manifest, progress: Progress) -> Iterator["filling.Tables | None"]:
    """Give what takes in the rows of PostgreSQL; of SQLite there is a file."""
    if manifest.engine == SQLITE:
        yield None
        return
    from convene.site.backup import filling  # local: Django must stand first

    with filling.filled(manifest, progress=progress) as tables:
        yield tables


def _write(member: Member, folder: Path) -> None:
    place = folder / member.name.partition("/")[2]
    disk.make(place.parent)
    with open(place, "xb", opener=disk.own) as stream:
        stream.writelines(member.content)
    os.utime(place, (member.changed, member.changed))


def day(manifest: Manifest) -> str:
    """Return the moment of a backup in words for people."""
    return f"{datetime.fromisoformat(manifest.at).astimezone(UTC):%Y-%m-%d %H:%M} UTC"
