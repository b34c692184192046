"""The database under test behaves as the one people use."""

from pathlib import Path

import pytest
from django.db import connection


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
