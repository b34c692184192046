"""An empty PostgreSQL database is filled from a backup, in one transaction: the migrations that the
backup names make the tables, COPY fills them, and the guards go up.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import DatabaseError, connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.migrations.executor import MigrationExecutor

from convene.core.progress import Progress
from convene.ground import guards
from convene.site.backup import Refused
from convene.site.backup.archive import Manifest, Member
from convene.site.backup.database import newest


@dataclass(frozen=True)
class Tables:
    """Takes in the rows of each table, in a transaction."""

    cursor: CursorWrapper
    manifest: Manifest

    def take(self, member: Member) -> None:
        """Add rows to the table that a member of the archive is of."""
        name = member.name.split("/")[1]
        columns = ", ".join(map(connection.ops.quote_name, self.manifest.tables[name].columns))
        table = connection.ops.quote_name(name)
        with self.cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
            for block in member.content:
                copy.write(block)

    def end(self) -> None:
        """Check every key, let counters go on where they stood, and put up the guards."""
        for table, described in self.manifest.tables.items():
            if described.counter:
                column, last = described.counter
                self.cursor.execute(
                    "SELECT setval(pg_get_serial_sequence(quote_ident(%s), %s), %s)",
                    [table, column, last],
                )
        self.cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        guards.put_up()


@contextmanager
def filled(manifest: Manifest, *, progress: Progress) -> Iterator[Tables]:
    """Give the empty tables of a backup. The database holds all of them in the end, or nothing."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            if connection.introspection.table_names(cursor):
                raise Refused(
                    "The database that DATABASE_URL names is not empty, so nothing was restored."
                )
            _make_tables(cursor, manifest, progress)
            yield Tables(cursor, manifest)
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
