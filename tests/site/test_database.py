"""The database under test behaves as the one people use, and who may bring it up to date."""

from pathlib import Path

import pytest
from django.db import connection

from convene.ground import guards
from convene.site import serve


@pytest.mark.django_db
def test_it_is_a_file_or_a_server_and_never_memory():
    name = Path(connection.settings_dict["NAME"]).name

    assert connection.vendor == "postgresql" or name == "test.sqlite3"


@pytest.mark.django_db
def test_sqlite_reads_while_another_writes():
    if connection.vendor != "sqlite":
        pytest.skip("a question about SQLite")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")

        assert cursor.fetchone() == ("wal",)


def is_free() -> bool:
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [guards.MIGRATING])
        (is_free,) = cursor.fetchone()
    other.close()
    return bool(is_free)


@pytest.mark.django_db
def test_one_server_at_a_time_brings_it_up_to_date_on_whichever_machine():
    if connection.vendor != "postgresql":
        pytest.skip("there is one machine, whose data folder is locked")
    with guards.alone():
        assert not is_free()
    assert is_free()


@pytest.mark.django_db
def test_no_worker_begins_where_it_does_not_refuse_what_it_should():
    guards.take_down()

    with pytest.raises(serve.CannotServe, match=r"The database is not up to date\."):
        serve.work()
