"""The drill: what is restored is what was there, every table and every file, on both databases."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest
from django.db import DatabaseError, connection, connections

from convene.apps.accounts.models import User
from convene.apps.evidence.models import Evidence
from convene.apps.vetting.models import Case
from convene.ground import guards
from convene.site.backup.archive import Reader
from tests.site.backup.conftest import add, files, opened_again, restored, rows
from tests.terminal import convene

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
GUARDED = "UPDATE evidence_historicalevidence SET title = 'Another'"


def test_every_table_and_every_file_is_there_again(house: Path, tmp_path: Path, monkeypatch):
    file, into = tmp_path / "safe" / "backup.tar", tmp_path / "again"
    with as_who_serves():
        said = convene("backup", file)
    assert said.returncode == 0, said.stderr
    assert said.stdout.startswith(f"{file} holds the database and {len(files(house))} files, ")

    said = restored(file, into, monkeypatch)

    assert said.returncode == 0, said.stderr
    assert "What was disposed of after that is there again." in said.stdout
    assert files(into) == files(house)
    assert len(files(into)) > 8
    with opened_again(into) as there:
        before, after = rows(connection), rows(there)
        assert {name for name in before if before[name] != after.get(name)} == set()
        assert before.keys() == after.keys()
        assert len(after["evidence_evidence"]) == 1
        assert standing(there) == standing(connection)
        with there.cursor() as cursor, pytest.raises(DatabaseError, match="is_only_added_to"):
            cursor.execute(GUARDED)
    assert {path.stat().st_mode & 0o077 for path in (file, *into.rglob("*"))} == {0}
    assert {path.name for path in tmp_path.iterdir()} == {"data", "safe", "again"}


@contextmanager
def as_who_serves() -> Iterator[None]:
    """Be the role that reads and writes rows and owns no table."""
    if connection.vendor == "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("DROP ROLE IF EXISTS serves")
        cursor.execute("CREATE ROLE serves")
        cursor.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO serves")
        cursor.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO serves")
        cursor.execute("SET ROLE serves")
        yield
        cursor.execute("RESET ROLE")
        cursor.execute("DROP OWNED BY serves")
        cursor.execute("DROP ROLE serves")


def standing(database) -> dict[str, list[str]]:
    with database.cursor() as cursor:
        cursor.execute(guards.STANDING[database.vendor])
        return {name: rest for name, *rest in cursor.fetchall()}


def test_while_people_work_it_is_one_moment_and_every_row_has_its_file(house: Path, tmp_path: Path):
    file, into, stop = tmp_path / "backup.tar", tmp_path / "again", Event()
    people = [Thread(target=at_work, args=(stop,)) for _ in range(2)]
    for one in people:
        one.start()
    try:
        while Evidence.objects.count() < 6:
            stop.wait(0.05)
        said = convene("backup", file)
    finally:
        stop.set()
        for one in people:
            one.join()

    assert said.returncode == 0, said.stderr
    assert said.stderr.count("no longer on the disk") == 0
    with file.open("rb") as stream:
        kept = Reader(stream, tell=lambda *_: None)
        names = {name.removeprefix("data/files/") for name in kept.manifest.files}
    if connection.vendor == "postgresql":
        assert evidence_in(file) <= names
        return
    assert convene("restore", file, "--into", into).returncode == 0
    with opened_again(into) as there, there.cursor() as cursor:
        assert cursor.execute("PRAGMA foreign_key_check").fetchall() == []
        assert cursor.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        named = cursor.execute("SELECT file, copy FROM evidence_evidence").fetchall()
    assert len(named) >= 6
    assert {name for row in named for name in row} <= names


def at_work(stop: Event) -> None:
    case, by = Case.objects.get(), User.objects.get(name="Wanda")
    while not stop.is_set():
        add(case, "Another", b"Still well. " * 2000, by=by)
    connections.close_all()


def evidence_in(file: Path) -> set[str]:
    """Return the files that rows of evidence name in an archive."""
    with file.open("rb") as stream:
        reader = Reader(stream, tell=lambda *_: None)
        columns = reader.manifest.tables["evidence_evidence"].columns
        lines = [
            line.split("\t")
            for member in reader.members()
            for line in b"".join(member.content).decode(errors="replace").splitlines()
            if member.name.startswith("database/evidence_evidence/")
        ]
    assert len(lines) >= 6
    return {line[columns.index(column)] for line in lines for column in ("file", "copy")}
