"""No guarded table is forgotten: its rows make way for no other, nor all at once, and every history
is only added to.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from simple_history.models import HistoricalChanges

from convene.ground import guards

GUARDED = {guard.table for guard in guards.every() if guard.event in guards.WRITTEN_OVER}
HISTORIES = {
    model._meta.db_table for model in apps.get_models() if issubclass(model, HistoricalChanges)
}
ENGINE = connection.vendor
pytestmark = pytest.mark.django_db


def run(statement: str) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        return int(cursor.rowcount)


@contextmanager
def two_rows_in(table: str) -> Iterator[tuple[str, str, str]]:
    """Let a table of SQLite hold two rows, of zeros and of ones, whatever its constraints say;
    yield its columns, and their values in each.
    """
    with transaction.atomic():
        guards.take_down()
        rows = connection.introspection.get_table_description(connection.cursor(), table)
        columns = ", ".join(f'"{row.name}"' for row in rows)
        first, second = (", ".join([value] * len(rows)) for value in ("'0'", "'1'"))
        for values in (first, second):
            run(f"INSERT INTO {table} ({columns}) VALUES ({values})")
        guards.put_up()
        yield columns, first, second
        transaction.set_rollback(True)


@pytest.fixture
def without_checks() -> Iterator[None]:
    run("PRAGMA ignore_check_constraints = ON")
    yield
    run("PRAGMA ignore_check_constraints = OFF")


@pytest.mark.skipif(ENGINE != "sqlite", reason="PostgreSQL knows no REPLACE")
@pytest.mark.parametrize("table", sorted(GUARDED))
def test_no_row_takes_the_place_of_another(table, without_checks):
    key = next(m._meta.pk for m in apps.get_models(True) if m._meta.db_table == table).column
    with two_rows_in(table) as (columns, first, _second):
        for insert in ("REPLACE", "INSERT OR REPLACE"):
            with pytest.raises(DatabaseError, match=f"^{table}_is_unique_insert$"):
                run(f"{insert} INTO {table} ({columns}) VALUES ({first})")
        with pytest.raises(DatabaseError, match=r"^\w+$"):
            run(f"UPDATE OR REPLACE {table} SET {key} = '0' WHERE {key} = '1'")
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {table} WHERE {key} IN ('0', '1')")
            assert cursor.fetchone() == (2,)


@pytest.mark.skipif(ENGINE != "postgresql", reason="SQLite knows no TRUNCATE")
@pytest.mark.parametrize("table", sorted(GUARDED))
def test_no_table_is_emptied(table):
    with pytest.raises(DatabaseError, match="_is_never_emptied"):
        run(f"TRUNCATE {table} CASCADE")


@pytest.mark.skipif(ENGINE != "postgresql", reason="SQLite knows no TRUNCATE")
def test_no_table_is_emptied_with_one_that_has_no_guard():
    with pytest.raises(DatabaseError, match="_is_never_emptied"):
        run("TRUNCATE registry_organisation CASCADE")


def test_every_history_is_only_added_to():
    assert len(HISTORIES) > 20
    said = {guard.name: guard.refused for guard in guards.every()}
    for table in HISTORIES:
        assert said[f"{table}_is_only_added_to_update"] == "1 = 1"
        assert f"{table}_is_only_added_to_delete" in said


@pytest.mark.skipif(ENGINE != "sqlite", reason="the same guards stand in both")
@pytest.mark.parametrize("table", sorted(HISTORIES))
def test_no_line_of_a_history_is_changed_or_deleted(table, without_checks):
    with two_rows_in(table):
        with pytest.raises(DatabaseError, match=f"{table}_is_only_added_to_update"):
            run(f"UPDATE {table} SET history_user_id = NULL")
        with pytest.raises(DatabaseError, match=f"{table}_is_only_added_to_delete"):
            run(f"DELETE FROM {table}")


@pytest.mark.skipif(ENGINE != "sqlite", reason="PostgreSQL knows no REPLACE")
@pytest.mark.parametrize(
    ("table", "row", "other", "refused"),
    [
        ("accounts_user", "email = 'ADA@example.org'", "email = 'ada@example.org'", True),
        ("workshop_part", "until = '2026-01-01'", "until = '2026-01-01'", False),
        ("workshop_part", "until = NULL", "until = NULL", True),
        ("workshop_part", "until = NULL", "until = '2026-01-01'", False),
    ],
)
def test_a_key_is_read_as_its_index_has_it(table, row, other, refused, without_checks):
    ours = dict([row.split(" = ")])
    with transaction.atomic():
        guards.take_down()
        run(_insert(table, key=1, **ours))
        guards.put_up()
        statement = _insert(table, key=2, **dict([other.split(" = ")]))
        if refused:
            with pytest.raises(DatabaseError, match=f"{table}_is_unique_insert"):
                run(statement.replace("INSERT", "INSERT OR REPLACE"))
        else:
            assert run(statement) == 1
        transaction.set_rollback(True)


def _insert(table: str, *, key: int, **values: str) -> str:
    rows = connection.introspection.get_table_description(connection.cursor(), table)
    given = {row.name: "'0'" for row in rows} | {"id": str(key)} | values
    return (
        f"INSERT INTO {table} ({', '.join(map(repr, given))}) VALUES ({', '.join(given.values())})"
    )
