"""What the database itself refuses, whoever writes to it: triggers, in the words of SQLite and of
PostgreSQL.

A check constraint sees one row; a guard looks at two. An app keeps its guards in its `guards.py`:

    GUARDS = (Guard(name="a_hit_is_never_deleted", table="vetting_hit", event="DELETE"), ...)
    up, down = guards.operations(GUARDS)

A migration that rebuilds one of their tables takes them down first and puts them up again last:
`operations = [down, ..., up]`; one that rebuilds a table which guards of other apps look at puts
all of them aside meanwhile: `away, back = guards.aside()`. A test sees one missing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.apps import apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils.module_loading import module_has_submodule


@dataclass(frozen=True, kw_only=True)
class Guard:
    """Before an `event` on a table: what makes it refused, over the rows OLD and NEW; empty means
    always.
    """

    name: str
    table: str
    event: str
    refused: str = "1 = 1"


def only_added_to(*tables: str) -> tuple[Guard, ...]:
    """Rows of these tables are never changed and never deleted."""
    return tuple(
        Guard(name=f"{table}_is_only_added_to_{event.lower()}", table=table, event=event)
        for table in tables
        for event in ("UPDATE", "DELETE")
    )


def every() -> tuple[Guard, ...]:
    """Return the guards of all apps that have some."""
    with_guards = [
        config.name
        for config in apps.get_app_configs()
        if config.name.startswith("convene.apps.") and module_has_submodule(config.module, "guards")
    ]
    return tuple(guard for name in with_guards for guard in import_module(f"{name}.guards").GUARDS)


def put_up(editor: BaseDatabaseSchemaEditor, guards: Iterable[Guard]) -> None:
    """Put guards up; one that stands already is replaced."""
    standing = tuple(guards)
    take_down(editor, standing)
    for guard in standing:
        for statement in statements(guard, editor.connection.vendor):
            editor.execute(statement, params=None)


def take_down(editor: BaseDatabaseSchemaEditor, guards: Iterable[Guard]) -> None:
    """Take guards down."""
    for guard in guards:
        on = f" ON {guard.table}" if editor.connection.vendor == "postgresql" else ""
        editor.execute(f"DROP TRIGGER IF EXISTS {guard.name}{on}", params=None)


def operations(guards: tuple[Guard, ...]) -> tuple[migrations.RunPython, migrations.RunPython]:
    """Return the operations of a migration that put guards up, and that take them down."""

    def up(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        put_up(editor, guards)

    def down(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        take_down(editor, guards)

    return migrations.RunPython(up, down), migrations.RunPython(down, up)


def aside() -> tuple[migrations.RunPython, migrations.RunPython]:
    """Return the operations of a migration that put every guard away, and back as it stood.

    SQLite rebuilds a table to change it, and refuses while a trigger speaks of that table.
    """
    kept: list[str] = []

    def away(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "sqlite":
            with editor.connection.cursor() as cursor:
                cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
                standing = cursor.fetchall()
            kept[:] = [sql for _name, sql in standing]
            for name, _sql in standing:
                editor.execute(f"DROP TRIGGER {name}", params=None)

    def back(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        for sql in kept:
            editor.execute(sql, params=None)

    return migrations.RunPython(away, back), migrations.RunPython(back, away)


def statements(guard: Guard, vendor: str) -> Iterator[str]:
    """Yield what makes a guard in one of the two databases."""
    yield from _postgresql(guard) if vendor == "postgresql" else _sqlite(guard)


def _sqlite(guard: Guard) -> Iterator[str]:
    yield f"""CREATE TRIGGER {guard.name} BEFORE {guard.event} ON {guard.table} WHEN {guard.refused}
        BEGIN SELECT RAISE(ABORT, '{guard.name}'); END"""


def _postgresql(guard: Guard) -> Iterator[str]:
    """A condition over other tables cannot stand in WHEN there, so it stands in the function."""
    row = "OLD" if guard.event == "DELETE" else "NEW"
    yield f"""CREATE OR REPLACE FUNCTION {guard.name}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN IF {guard.refused} THEN
            RAISE EXCEPTION '{guard.name}' USING ERRCODE = 'check_violation';
        END IF; RETURN {row}; END $$"""
    yield (
        f"CREATE TRIGGER {guard.name} BEFORE {guard.event} ON {guard.table}"
        f" FOR EACH ROW EXECUTE FUNCTION {guard.name}()"
    )
