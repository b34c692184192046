"""What the database itself refuses, whoever writes to it: triggers, in the words of SQLite and of
PostgreSQL.

A check constraint sees one row; a guard looks at two. An app keeps its guards in its `guards.py`:

    GUARDS = (Guard(name="a_hit_is_never_deleted", table="vetting_hit", event="DELETE"), ...)

What follows from them is added here, so that no table is forgotten: histories are only added to,
and no row of a guarded table makes way for another, nor all of them at once.

Migrations know nothing of them. Where `migrate` has something to apply it takes all guards down
first, and it always ends by letting exactly those of today's code stand (ADR 31).
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.utils.module_loading import module_has_submodule
from simple_history.models import HistoricalChanges

from convene.ground import keys

LONGEST = 63
"""Characters of a name in PostgreSQL, which would cut a longer one."""
MIGRATING = 11001
"""The number of the lock in PostgreSQL."""
WRITTEN_OVER = ("UPDATE", "DELETE")
"""The events with which a row that is there becomes another, or none."""
IN_AN_HOUR = "in_an_hour()"
"""A moment in the words of neither database."""
SHARED = " FOR KEY SHARE"
"""At the end of a SELECT: these rows are deleted by nobody else until the transaction ends. SQLite
lets one transaction write at a time.
"""
Standing = Mapping[str, tuple[str, ...]]
"""Guards by their names, each as the statements that make it."""


@dataclass(frozen=True, kw_only=True)
class Guard:
    """Before an `event` on a table: what makes it refused, over the rows OLD and NEW; without a
    condition always. TRUNCATE, which only PostgreSQL knows, has no rows.
    """

    name: str
    table: str
    event: str
    refused: str = "1 = 1"

    def __post_init__(self) -> None:
        if len(self.name) > LONGEST:
            raise ValueError(f"{self.name} has more than {LONGEST} characters")


def only_added_to(*tables: str) -> tuple[Guard, ...]:
    """Rows of these tables are never changed and never deleted."""
    return tuple(_added_to(table, event) for table in tables for event in WRITTEN_OVER)


def _added_to(table: str, event: str) -> Guard:
    return Guard(name=f"{table}_is_only_added_to_{event.lower()}", table=table, event=event)


def every() -> tuple[Guard, ...]:
    """Return the guards of all apps that have some, and those that follow from them."""
    of_apps = _of_apps()
    kept = (*of_apps, *_of_histories({(guard.table, guard.event) for guard in of_apps}))
    guarded = {guard.table for guard in kept if guard.event in WRITTEN_OVER}
    return (*kept, *(guard for table in sorted(guarded) for guard in _of_a_table(table)))


def _of_apps() -> tuple[Guard, ...]:
    with_guards = [
        config.name
        for config in apps.get_app_configs()
        if config.name.startswith("convene.apps.") and module_has_submodule(config.module, "guards")
    ]
    return tuple(guard for name in with_guards for guard in import_module(f"{name}.guards").GUARDS)


def _of_histories(guarded: Collection[tuple[str, str]]) -> Iterator[Guard]:
    """Yield what keeps every history as it was written, unless an app says when it may change."""
    for model in apps.get_models():
        table = model._meta.db_table
        if issubclass(model, HistoricalChanges):
            yield from (
                _added_to(table, event) for event in WRITTEN_OVER if (table, event) not in guarded
            )


def _of_a_table(table: str) -> Iterator[Guard]:
    """Yield what holds for every row that others point at: it keeps its key. And what no guard over
    single rows sees: in SQLite a row that takes the place of another, in PostgreSQL a table that is
    emptied.
    """
    if own := keys.own(table):
        name = f"{table}_keeps_its_key"
        yield Guard(name=name, table=table, event="UPDATE", refused=changed(own))
    if connection.vendor == "postgresql":
        yield Guard(name=f"{table}_is_never_emptied", table=table, event="TRUNCATE")
        return
    for event, besides in (("INSERT", ""), ("UPDATE", keys.UPDATED)):
        if taken := keys.taken(table, besides):
            name = f"{table}_is_unique_{event.lower()}"
            yield Guard(name=name, table=table, event=event, refused=taken)


def changed(*columns: str) -> str:
    """Return the condition that a row says something else than before, or nothing any more."""
    return " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns)


def key(column: str) -> str:
    """Return a key that is a UUID as the trail has it, in words that each database has its own
    for.
    """
    return f"uuid({column})"


@contextmanager
def alone() -> Iterator[None]:
    """Let one process at a time bring a database up to date, on whichever machine: another waits,
    and finds it done. Of SQLite there is one machine, and a file that locks.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATING])
        yield
        cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATING])


def put_up() -> None:
    """Let today's guards stand and no other: one that is new, changed or gone reaches the database.

    One on a table that is not there yet, halfway through the migrations, is left for later.
    """
    with transaction.atomic():
        tables = set(connection.introspection.table_names())
        wanted = _made(guard for guard in every() if guard.table in tables)
        there = standing()
        changed = [name for name in {**there, **wanted} if there.get(name) != wanted.get(name)]
        _drop(changed)
        for name in changed:
            _execute(wanted.get(name, ()))


def take_down() -> None:
    """Take every guard down."""
    with transaction.atomic():
        _drop(standing())


def amiss() -> list[str]:
    """Return the names of the guards that do not stand as today's code has them."""
    wanted, there = _made(every()), standing()
    return sorted(name for name in {*wanted, *there} if wanted.get(name) != there.get(name))


def standing() -> Standing:
    """Return the guards that stand in the database: the triggers that raise their own name."""
    with connection.cursor() as cursor:
        cursor.execute(STANDING[connection.vendor])
        return {name: tuple(statements) for name, *statements in cursor.fetchall()}


def before_migrations(*, plan: Iterable[object], **_signal: Any) -> None:
    """Let migrations rebuild the tables that guards look at: SQLite refuses it otherwise."""
    if plan:
        take_down()


def after_migrations(**_signal: Any) -> None:
    put_up()


STANDING = {
    "sqlite": """SELECT name, sql FROM sqlite_master
        WHERE type = 'trigger' AND instr(sql, 'RAISE(ABORT, ''' || name || ''')') > 0""",
    "postgresql": """SELECT tgname,
            'CREATE OR REPLACE FUNCTION ' || proname || '() RETURNS trigger LANGUAGE plpgsql AS $$'
                || prosrc || '$$',
            'CREATE OR REPLACE ' || substr(pg_get_triggerdef(pg_trigger.oid, true), 8)
                || CASE tgenabled WHEN 'O' THEN '' ELSE ' (not enabled)' END
        FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid
        WHERE tgname = proname AND NOT tgisinternal AND pg_table_is_visible(tgrelid)""",
}
"""The statements that would make each guard that stands, letter by letter as they are made here."""

DASHED = " || '-' || ".join(
    rf"substr(\1, {begin}, {length})"
    for begin, length in ((1, 8), (9, 4), (13, 4), (17, 4), (21, 12))
)
WORDS = {
    "sqlite": (
        (" IS DISTINCT FROM ", " IS NOT "),  # which it knows too, from 3.39 on
        (r"\bin_an_hour\(\)", "datetime('now', '+1 hour')"),
        (r"\buuid\(([\w.]+)\)", DASHED),
        (SHARED, ""),
    ),
    "postgresql": (
        (r"\bin_an_hour\(\)", "clock_timestamp() + interval '1 hour'"),
        (r"\buuid\(([\w.]+)\)", r"CAST(\1 AS VARCHAR(36))"),
    ),
}
"""What a condition says in the same words for both, as each of them has it."""


def _made(guards: Iterable[Guard]) -> Standing:
    words = _postgresql if connection.vendor == "postgresql" else _sqlite
    return {guard.name: words(guard) for guard in guards}


def _sqlite(guard: Guard) -> tuple[str, ...]:
    when = f"BEFORE {guard.event} ON {guard.table} WHEN {_worded(guard)}"
    return (f"CREATE TRIGGER {guard.name} {when} BEGIN SELECT RAISE(ABORT, '{guard.name}'); END",)


def _postgresql(guard: Guard) -> tuple[str, ...]:
    """A condition over other tables cannot stand in WHEN there, so it stands in the function."""
    level = "STATEMENT" if guard.event == "TRUNCATE" else "ROW"
    when = f"BEFORE {guard.event} ON {guard.table} FOR EACH {level}"
    row = {"DELETE": "OLD", "TRUNCATE": "NULL"}.get(guard.event, "NEW")
    return (
        f"""CREATE OR REPLACE FUNCTION {guard.name}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN IF ({_worded(guard)}) THEN
            RAISE EXCEPTION '{guard.name}' USING ERRCODE = 'check_violation';
        END IF; RETURN {row}; END $$""",
        f"CREATE OR REPLACE TRIGGER {guard.name} {when} EXECUTE FUNCTION {guard.name}()",
    )


def _worded(guard: Guard) -> str:
    """Return what a guard refuses in the words of this database."""
    refused = guard.refused
    for pattern, words in WORDS[connection.vendor]:
        refused = re.sub(pattern, words, refused)
    return refused


def _drop(names: Iterable[str]) -> None:
    is_postgresql = connection.vendor == "postgresql"
    drop = "DROP FUNCTION IF EXISTS {}() CASCADE" if is_postgresql else "DROP TRIGGER IF EXISTS {}"
    _execute(drop.format(name) for name in names)


def _execute(statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
