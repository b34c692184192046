"""An installation of its own, with people, a case, evidence and packs, on whichever database."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from convene.apps.accounts.models import Role
from convene.apps.evidence.models import Evidence
from convene.apps.vetting import actions
from convene.apps.vetting.models import Case
from tests.apps.vetting.people import now, opened, partner, person
from tests.terminal import Said, convene, process

PATIENCE = 900
"""Seconds until a busy machine must have made every table anew."""
FILES = {
    "secret.key": b"a secret",
    "packs/ours/pack.yaml": b"about: {id: ours}\n",
    "templates/concept.docx": b"letterhead",
    "places/wgi.json": b"{}",
    "corpus/current.json": b'{"serving": "1"}',
    "corpus/builds/1/facts.parquet": bytes(range(256)) * 9,
    "packs/ours/" + "long-" * 40 + "é.txt": b"",
}
MADE_AGAIN = {
    "static/site.css": b"",
    "static.stamp": b"",
    "cache/x": b"",
    "corpus/.lock": b"",
    "corpus/.new-1/half": b"",
    "corpus/downloads/half": b"",
}


@pytest.fixture
def house(settings, tmp_path: Path, monkeypatch, transactional_db) -> Path:
    """Return the data folder of an installation at work."""
    folder = tmp_path / "data"
    for name, content in (FILES | MADE_AGAIN).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    settings.DATA, settings.MEDIA_ROOT = folder, folder / "files"
    monkeypatch.setenv("CONVENE_DATA", str(folder))
    wanda, case = person("Wanda", Role.REVIEWER), None
    case = opened(by=wanda, of=partner("Blue River Bank\tof \\N “Ñandú”\n2"))
    add(case, "Letter", b"All is well. " * 1000, by=wanda)
    return folder


def add(case: Case, title: str, content: bytes, *, by: Any) -> Evidence:
    return actions.add_file(now(case), title=title, content=content, name="a.txt", by=by)


def files(folder: Path) -> dict[str, bytes]:
    """Return each file of a data folder that a backup holds, but for SQLite's own."""
    return {
        name: path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
        and (name := str(path.relative_to(folder))) not in MADE_AGAIN
        and not name.startswith(("convene.sqlite3", "cache/"))
    }


def restored(file: Path, into: Path, monkeypatch: pytest.MonkeyPatch) -> Said:
    """Restore as a person does: of PostgreSQL into a database that has just been made."""
    if connection.vendor == "sqlite":
        return convene("restore", file, "--into", into)
    make_other()
    monkeypatch.setenv("DATABASE_URL", url())
    return process("restore", file, "--into", into, patience=PATIENCE)


def make_other() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {other()}")
        cursor.execute(f"CREATE DATABASE {other()}")


def other() -> str:
    return f"restored_{os.getpid()}"


def url() -> str:
    return re.sub(r"/[^/?]*(\?|$)", rf"/{other()}\1", os.environ["DATABASE_URL"])


@contextmanager
def opened_again(into: Path) -> Iterator[Any]:
    """Give a connection to the database that was restored."""
    there = connection.copy()
    there.settings_dict["NAME"] = (
        other() if connection.vendor == "postgresql" else str(into / "convene.sqlite3")
    )
    try:
        yield there
    finally:
        there.close()


def rows(database: Any) -> dict[str, list[str]]:
    """Return all rows of every table, and where each counter stands."""
    with database.cursor() as cursor:
        tables = sorted(database.introspection.table_names(cursor))
        if database.vendor == "sqlite":
            tables.append("sqlite_sequence")
        kept = {table: _asked(cursor, f'SELECT * FROM "{table}"') for table in tables}
        if database.vendor == "postgresql":
            kept["counters"] = _asked(cursor, "SELECT sequencename, last_value FROM pg_sequences")
    return kept


def _asked(cursor: Any, question: str) -> list[str]:
    cursor.execute(question)
    return sorted(map(repr, cursor.fetchall()))
