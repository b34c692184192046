"""The database as it is at one moment, in words that both engines know, and as members of an
archive: of SQLite a copy of the file, of PostgreSQL the rows of each table as COPY writes them.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.db import connection, models, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import StateApps

from convene.core.progress import Progress
from convene.site.backup import Refused
from convene.site.backup.archive import BLOCK, DATABASE, Table, Writer, blocks

SQLITE, POSTGRESQL = "sqlite", "postgresql"
FILE = "convene.sqlite3"
PAGES = 2048
"""Pages of SQLite that are copied in one step."""
Rows = Callable[[str], Iterable[tuple[Any, ...]]]
"""Asks the database as it was at the moment."""
COLUMNS = """SELECT column_name, pg_sequence_last_value(
        CAST(pg_get_serial_sequence(quote_ident(table_name), column_name) AS regclass))
    FROM information_schema.columns WHERE table_schema = current_schema()
        AND table_name = '{}' AND is_generated = 'NEVER' ORDER BY ordinal_position"""
"""The columns of a table, each with the last key that its counter gave out, if it has one. Whoever
may only use a counter may ask so.
"""


@dataclass(frozen=True, kw_only=True)
class Moment:
    """The database at one moment. `copy` is the file of SQLite."""

    rows: Rows
    copy: Path | None
    apps: StateApps
    migrations: list[tuple[str, str]]

    def tables(self) -> list[str]:
        """Return the tables of Convene: all that its migrations made, and theirs."""
        known = self.apps.get_models(include_auto_created=True)
        return sorted({"django_migrations", *(model._meta.db_table for model in known)})

    def named(self) -> set[str]:
        """Return the files that rows name, as paths in the folder of files."""
        return _named(self.apps, self.rows)

    def certificate(self) -> str:
        """Return when the newest certificate of disposal was written, or nothing."""
        if "retention_certificate" not in self.tables():
            return ""
        ((newest,),) = self.rows("SELECT max(at) FROM retention_certificate")
        return str(newest or "")[:16]


def named_now(apps: StateApps) -> set[str]:
    """Return the files that rows name at this moment."""
    with connection.cursor() as cursor:
        return _named(apps, partial(_rows, cursor))


def _rows(cursor: Any, question: str) -> list[tuple[Any, ...]]:
    cursor.execute(question)
    return list(cursor.fetchall())


def _named(apps: StateApps, rows: Rows) -> set[str]:
    return {
        name
        for table, column in _of_files(apps)
        for (name,) in rows(f"SELECT {column} FROM {table} WHERE {column} <> ''")  # noqa: S608 - names of our own tables
    }


def _of_files(apps: StateApps) -> Iterator[tuple[str, str]]:
    for model in apps.get_models(include_auto_created=True):
        for column in model._meta.local_concrete_fields:
            if isinstance(column, models.FileField):
                yield model._meta.db_table, str(column.column)


@contextmanager
def moment(folder: Path, *, progress: Progress) -> Iterator[Moment]:
    """Hold the database at this moment while others work on. SQLite is copied into a folder."""
    holding = _postgresql() if connection.vendor == POSTGRESQL else _sqlite(folder, progress)
    with holding as (rows, copy):
        applied = sorted(
            (app, name) for app, name in rows("SELECT app, name FROM django_migrations")
        )
        yield Moment(rows=rows, copy=copy, apps=_state(applied), migrations=applied)


def _state(applied: list[tuple[str, str]]) -> StateApps:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    if unknown(applied, loader):
        raise Refused(
            "The database was brought up to date by a newer Convene; let that one back it up."
        )
    return loader.project_state(newest(applied, loader)).apps


def unknown(applied: list[tuple[str, str]], loader: MigrationLoader) -> bool:
    """Say whether a database is of a newer Convene than this one."""
    return not {*applied} <= {*loader.disk_migrations}


def newest(applied: list[tuple[str, str]], loader: MigrationLoader) -> list[tuple[str, str]]:
    """Return the newest migrations of each app among those that a database has."""
    names = {*applied}
    return [
        key
        for key in applied
        if not any(
            child.key in names and child.key[0] == key[0]
            for child in loader.graph.node_map[key].children
        )
    ]


@contextmanager
def _sqlite(folder: Path, progress: Progress) -> Iterator[tuple[Rows, Path]]:
    copy = folder / FILE
    copy.unlink(missing_ok=True)
    copy.touch(mode=0o600)
    with (
        closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as source,
        closing(sqlite3.connect(copy, isolation_level=None)) as target,
    ):
        target.execute("PRAGMA synchronous = OFF")
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_master")  # from here on it sees one moment
        source.backup(
            target,
            pages=PAGES,
            sleep=0,
            progress=lambda _state, left, of: progress("Copying the database", of - left, of),
        )
    with closing(sqlite3.connect(f"file:{quote(str(copy))}?immutable=1", uri=True)) as whole:
        yield whole.execute, copy


@contextmanager
def _postgresql() -> Iterator[tuple[Rows, None]]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield partial(_rows, cursor), None


def write(moment: Moment, into: Writer, *, progress: Progress) -> None:
    """Write the database into an archive."""
    if moment.copy:
        with moment.copy.open("rb") as stream:
            size = moment.copy.stat().st_size
            changed = moment.copy.stat().st_mtime
            into.add(f"{DATABASE}/{FILE}", size, blocks(stream, size), changed=changed)
        return
    tables = moment.tables()
    for number, table in enumerate(tables, 1):
        for part, content in enumerate(_parts(table, into), 1):
            into.add(f"{DATABASE}/{table}/{part:06}", len(content), [content])
        progress("Copying the database", number, len(tables))
    for table in tables:  # counters stand outside every moment: read last, none is behind its rows
        into.manifest.tables[table] = _described(moment.rows, table)


def _described(rows: Rows, table: str) -> Table:
    columns = [*rows(COLUMNS.format(table))]
    counters = ((column, last) for column, last in columns if last is not None)
    return Table(columns=tuple(column for column, _last in columns), counter=next(counters, None))


def _parts(table: str, into: Writer) -> Iterator[bytes]:
    """Yield the rows of a table, whole rows and some megabytes at a time."""
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS.format(table))
        columns = ", ".join(f'"{column}"' for column, _last in cursor.fetchall())
        held = bytearray()
        with cursor.copy(f'COPY "{table}" ({columns}) TO STDOUT') as copy:
            for row in copy:
                held += row
                if len(held) >= 8 * BLOCK:
                    yield bytes(held)
                    held.clear()
    if held:
        yield bytes(held)
