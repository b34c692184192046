"""The database refuses what today's code says, in an old database and in a new one."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from convene.ground import guards
from convene.ground.guards import Guard

ROOT = Path(__file__).parents[2]
HOUSE = ROOT / "src" / "convene"
NAME = "accounts_event_is_only_added_to_update"
WEAKENED = {
    "gone": {
        "sqlite": [f"DROP TRIGGER {NAME}"],
        "postgresql": [f"DROP TRIGGER {NAME} ON accounts_event"],
    },
    "weakened": {
        "sqlite": [
            f"DROP TRIGGER {NAME}",
            (
                f"CREATE TRIGGER {NAME} BEFORE UPDATE ON accounts_event WHEN 1 = 2"
                f" BEGIN SELECT RAISE(ABORT, '{NAME}'); END"
            ),
        ],
        "postgresql": [
            (
                f"CREATE OR REPLACE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$"
                " BEGIN RETURN NEW; END $$"
            )
        ],
    },
    "of another make": {
        "sqlite": [
            f"DROP TRIGGER {NAME}",
            f"CREATE TRIGGER {NAME} BEFORE UPDATE ON accounts_event BEGIN SELECT 1; END",
        ],
        "postgresql": [
            f"DROP TRIGGER {NAME} ON accounts_event",
            (
                f"CREATE TRIGGER {NAME} BEFORE UPDATE ON accounts_event FOR EACH ROW"
                " EXECUTE FUNCTION suppress_redundant_updates_trigger()"
            ),
        ],
    },
    "of another table": {
        "sqlite": [
            f"DROP TRIGGER {NAME}",
            (
                f"CREATE TRIGGER {NAME} BEFORE UPDATE ON django_session WHEN 1 = 1"
                f" BEGIN SELECT RAISE(ABORT, '{NAME}'); END"
            ),
        ],
        "postgresql": [
            f"DROP TRIGGER {NAME} ON accounts_event",
            (
                f"CREATE TRIGGER {NAME} BEFORE UPDATE ON django_session FOR EACH ROW"
                f" EXECUTE FUNCTION {NAME}()"
            ),
        ],
    },
    "switched off": {
        "sqlite": [],  # it knows no such thing
        "postgresql": [f"ALTER TABLE accounts_event DISABLE TRIGGER {NAME}"],
    },
}
MIGRATED_HALFWAY = """
from convene.site import set_up
set_up()
from convene.apps.accounts import guards
from convene.ground.guards import only_added_to
guards.GUARDS += only_added_to("workshop_ask")
from django.core.management import call_command
from django.db import connection
from convene.ground.guards import standing
call_command("migrate", "accounts", "0002", verbosity=0)
print(*sorted(standing()))
with connection.cursor() as cursor:
    cursor.execute("CREATE TABLE workshop_ask (id integer)")
call_command("migrate", "accounts", "0002", verbosity=0)
print(*sorted(standing()))
"""
"""A guard of an app below on a table that an app above makes later."""


def run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def now_also(monkeypatch: pytest.MonkeyPatch, *more: Guard) -> None:
    today = guards.every()
    monkeypatch.setattr(guards, "every", lambda: (*today, *more))


@pytest.mark.django_db
def test_every_guard_stands_as_the_code_says():
    assert guards.amiss() == []
    assert len(guards.standing()) == len(guards.every()) > 30


@pytest.mark.django_db
@pytest.mark.parametrize("how", WEAKENED)
def test_one_that_somebody_weakened_is_mended_by_the_next_migrate(how):
    statements = WEAKENED[how][connection.vendor]
    run(*statements)
    assert guards.amiss() == ([NAME] if statements else [])

    call_command("migrate", verbosity=0)

    assert guards.amiss() == []


@pytest.mark.django_db
def test_one_that_is_changed_in_the_code_reaches_a_database_that_stands(monkeypatch):
    name = "a_part_only_ends"
    others = tuple(guard for guard in guards.every() if guard.name != name)
    changed = Guard(name=name, table="workshop_part", event="UPDATE", refused="NEW.id <> OLD.id")
    monkeypatch.setattr(guards, "every", lambda: (*others, changed))
    assert guards.amiss() == [name]

    call_command("migrate", verbosity=0)

    assert guards.amiss() == []
    assert "NEW.id <> OLD.id" in "".join(guards.standing()[name])


@pytest.mark.django_db
def test_one_that_is_added_refuses_and_one_that_is_taken_out_is_gone(monkeypatch):
    insert = "INSERT INTO django_migrations (app, name, applied) VALUES ('x', 'y', '2026-03-02')"
    with monkeypatch.context() as later:
        now_also(later, Guard(name="none_is_added", table="django_migrations", event="INSERT"))
        call_command("migrate", verbosity=0)
        with pytest.raises(DatabaseError, match="none_is_added"), transaction.atomic():
            run(insert)

    assert guards.amiss() == ["none_is_added"]
    call_command("migrate", verbosity=0)
    run(insert)
    assert guards.amiss() == []


@pytest.mark.django_db
def test_what_stands_already_is_left_alone(django_assert_num_queries):
    with django_assert_num_queries(4):  # a savepoint, the tables, what stands, its release
        guards.put_up()


@pytest.mark.django_db
def test_migrations_find_none_and_a_start_without_migrations_finds_all():
    guards.before_migrations(plan=[])
    assert guards.amiss() == []

    guards.before_migrations(plan=["any"])
    assert dict(guards.standing()) == {}


@pytest.mark.django_db
def test_a_trigger_of_somebody_else_is_left_alone():
    theirs = {
        "sqlite": "CREATE TRIGGER theirs BEFORE UPDATE ON django_session BEGIN SELECT 1; END",
        "postgresql": "CREATE TRIGGER theirs BEFORE UPDATE ON django_session FOR EACH ROW"
        " EXECUTE FUNCTION suppress_redundant_updates_trigger()",
    }
    run(theirs[connection.vendor])

    guards.take_down()
    guards.put_up()

    run("DROP TRIGGER theirs" + (" ON django_session" if connection.vendor == "postgresql" else ""))
    assert guards.amiss() == []


def test_one_on_a_table_that_a_later_migration_makes_waits_for_it(tmp_path):
    environ = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    done = subprocess.run(
        [sys.executable, "-c", MIGRATED_HALFWAY],
        env={**environ, "CONVENE_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr[-4000:]
    first, second = (set(line.split()) for line in done.stdout.splitlines())
    assert {re.split("_is_|_keeps_", name)[0] for name in first} == {
        "a_person",
        "accounts_event",
        "accounts_historicalinvitation",
        "accounts_historicaluser",
        "accounts_user",
        "whoever_was_let_in_anew_waits",
    }
    assert second - first == {
        "workshop_ask_is_only_added_to_delete",
        "workshop_ask_is_only_added_to_update",
        "workshop_ask_is_unique_insert",
        "workshop_ask_is_unique_update",
        "workshop_ask_keeps_its_key",
    }


def test_no_migration_speaks_of_guards():
    """It would put today's guards up on the tables of its day."""
    speak = [
        file.relative_to(HOUSE).as_posix()
        for file in HOUSE.rglob("migrations/*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.ImportFrom)
        and "guards" in {(node.module or "").split(".")[-1], *(name.name for name in node.names)}
    ]

    assert speak == []


def test_a_name_that_postgresql_would_cut_is_refused():
    with pytest.raises(ValueError, match="has more than 63 characters"):
        Guard(name="a" * 64, table="x", event="DELETE")
