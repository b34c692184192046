"""An empty PostgreSQL database is filled from a backup, in one transaction: the migrations that the
backup names make the tables, COPY fills them, and the guards go up.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.migrations.executor import MigrationExecutor

from convene.core.progress import Progress
from convene.ground import guards
from convene.site.backup import Refused
from convene.site.backup.archive import Manifest, Member
from convene.site.backup.database import newest

Fill = Callable[[Member], None]


@contextmanager
def filling(manifest: Manifest, *, progress: Progress) -> Iterator[Fill]:
    """Give what takes in the rows of each table. The database holds all of them, or nothing."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            if connection.introspection.table_names(cursor):
                raise Refused(
                    "The database that DATABASE_URL names is not empty, so nothing was restored."
                )
            _make_tables(cursor, manifest, progress)
            yield lambda member: _fill(cursor, manifest, member)
            _count_on(cursor, manifest)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            guards.put_up()
    except DatabaseError as error:
        raise Refused(
            f"The database refused what is in the backup ({str(error).strip()}), so nothing was restored."
        ) from error


def _make_tables(cursor: CursorWrapper, manifest: Manifest, progress: Progress) -> None:
    """Make the tables as they were, and empty: migrations write rows of their own."""
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # no table changes under a check that waits
    count, done = len(manifest.migrations), 0

    def tell(what: str, *_of: object) -> None:
        nonlocal done
        done += what == "apply_success"
        progress("Making tables", done, count)

    executor = MigrationExecutor(connection, tell)
    executor.migrate(newest(manifest.migrations, executor.loader))
    tables = connection.introspection.table_names(cursor)
    if unknown := {*manifest.tables} - {*tables}:
        raise Refused(f"The backup holds a table that this Convene does not know: {min(unknown)}.")
    names = ", ".join(connection.ops.quote_name(table) for table in tables)
    cursor.execute(f"TRUNCATE {names} RESTART IDENTITY")
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _fill(cursor: CursorWrapper, manifest: Manifest, member: Member) -> None:
    name = member.name.split("/")[1]
    columns = ", ".join(map(connection.ops.quote_name, manifest.tables[name].columns))
    table = connection.ops.quote_name(name)
    with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        for block in member.content:
            copy.write(block)


def _count_on(cursor: CursorWrapper, manifest: Manifest) -> None:
    """Let the counters that give out keys go on where they stood."""
    for table, described in manifest.tables.items():
        if described.counter:
            column, last, is_called = described.counter
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(quote_ident(%s), %s), %s, %s)",
                [table, column, last, is_called],
            )
