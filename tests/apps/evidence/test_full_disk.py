"""The disk fills while evidence is written: nothing of it stays, and the next attempt works."""

import errno
import os
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.urls import reverse

from convene import disk
from convene.apps.accounts.models import Role
from convene.apps.evidence.models import Evidence
from convene.apps.vetting import actions
from convene.apps.vetting.models import Case
from convene.ground import trail
from tests.apps.vetting.people import at_desk_of, now, opened, person
from tests.corpus.test_build_interrupted import small_disk

pytestmark = pytest.mark.disaster
CONTENT = b"All is well. " * 20_000
TITLE = "A letter of <two> pages"
SAID = "Nothing was kept of what you just sent"


def full(*_given: Any, **_more: Any) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def once(before: Callable[..., Any], *, at: int) -> Callable[..., Any]:
    """Return a call to the system that fails the time that is asked for, as on a full disk."""
    times = iter(range(at + 1))

    def call(*given: Any, **more: Any) -> Any:
        return full() if next(times, None) == at else before(*given, **more)

    return call


def kept(settings) -> list[str]:
    root = Path(settings.MEDIA_ROOT)
    return [path.name for path in root.rglob("*") if path.is_file() and path.name != "ballast"]


def filled(case: Case, *, by) -> None:
    """Add files, each with a note of some pages, until none is left."""
    for _time in range(200):
        add(case, by=by)


def add(case: Case, *, by) -> Evidence:
    said = {"title": "Letter", "note": "All is well. " * 700, "name": "a.txt"}
    return actions.add_file(now(case), content=CONTENT, by=by, **said)


def nothing_was_kept(case: Case, settings) -> bool:
    codes = {line.code for line in trail.lines(case)}
    return not (kept(settings) or Evidence.objects.exists() or "vetting.evidence_added" in codes)


def works(case: Case, settings, *, by) -> bool:
    piece = add(case, by=by)
    return len(kept(settings)) == 2 and actions.hand_out(case, piece, by=by) == CONTENT


@pytest.mark.django_db
@pytest.mark.parametrize("left", [8_000, 200_000, 400_000])
def test_a_disk_that_really_fills(left, builder, settings, tmp_path):
    case = opened(by=builder)
    with small_disk(tmp_path / "small", "2m"):
        settings.MEDIA_ROOT = tmp_path / "small"
        free = os.statvfs(settings.MEDIA_ROOT).f_bavail * os.statvfs(settings.MEDIA_ROOT).f_frsize
        ballast = settings.MEDIA_ROOT / "ballast"
        ballast.write_bytes(b"x" * (free - left))
        with pytest.raises(OSError, match="No space left") as told:
            add(case, by=builder)
        assert disk.full(told.value)
        assert nothing_was_kept(case, settings)
        ballast.unlink()
        assert works(case, settings, by=builder)


@pytest.mark.django_db
@pytest.mark.parametrize("at", [0, 1, 2, 3])
def test_a_disk_that_is_full_when_a_file_or_its_folder_is_settled(
    at, builder, settings, monkeypatch
):
    case = opened(by=builder)
    with monkeypatch.context() as failing:
        failing.setattr(os, "fsync", once(os.fsync, at=at))
        with pytest.raises(OSError, match="No space left"):
            add(case, by=builder)
    assert nothing_was_kept(case, settings)
    assert works(case, settings, by=builder)


@pytest.mark.django_db
@pytest.mark.parametrize("at", [0, 1])
def test_a_disk_that_is_full_when_a_file_gets_its_name(at, builder, settings, monkeypatch):
    case = opened(by=builder)
    with monkeypatch.context() as failing:
        failing.setattr(Path, "replace", once(Path.replace, at=at))
        with pytest.raises(OSError, match="No space left"):
            add(case, by=builder)
    assert nothing_was_kept(case, settings)
    assert works(case, settings, by=builder)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("statement", ["evidence_evidence", "accounts_event", "COMMIT"])
def test_a_database_that_is_full_keeps_no_file_without_its_row(
    statement, builder, settings, monkeypatch
):
    case, failing = opened(by=builder), refusing(statement)
    with monkeypatch.context() as at_the_end:
        if statement == "COMMIT":
            at_the_end.setattr(connection, "_commit", full_database)
        with connection.execute_wrapper(failing), pytest.raises(OperationalError) as told:
            add(case, by=builder)
    assert disk.full(told.value)
    assert nothing_was_kept(case, settings)
    assert works(case, settings, by=builder)


def full_database() -> None:
    raise OperationalError("database or disk is full")


def refusing(table: str) -> Callable[..., Any]:
    """Return a layer above the database that fails as SQLite does where a row does not fit."""

    def layer(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(f'INSERT INTO "{table}"'):
            full_database()
        return execute(sql, params, many, context)

    return layer


@pytest.mark.django_db(transaction=True)
def test_a_file_of_sqlite_that_really_fills(builder, settings):
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite has a file of which we say how large it gets")
    case = opened(by=builder)
    with connection.cursor() as cursor:
        (pages,) = cursor.execute("PRAGMA page_count").fetchone()
        cursor.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(OperationalError, match="database or disk is full"):
        filled(case, by=builder)
    assert len(kept(settings)) == 2 * Evidence.objects.count()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA max_page_count = 1073741823")
    before = Evidence.objects.count()
    add(case, by=builder)
    assert (Evidence.objects.count(), len(kept(settings))) == (before + 1, 2 * before + 2)


@pytest.mark.django_db
def test_who_hands_in_is_told_in_one_sentence_that_nothing_was_kept(
    builder, settings, monkeypatch, tmp_path
):
    case = opened(by=builder)
    desk, address = at_desk_of(builder), reverse("vetting:add_evidence", args=[case.pk, "file"])
    desk.raise_request_exception = False
    file = tmp_path / "letter.txt"
    file.write_bytes(CONTENT)

    def send() -> Any:
        with file.open("rb") as stream:
            return desk.post(address, {"title": TITLE, "password": "open sesame", "file": stream})

    with monkeypatch.context() as failing:
        failing.setattr(os, "fsync", full)
        answer = send()
    assert answer.status_code == 507
    assert SAID in answer.content.decode()
    assert f">\n{escape(TITLE)}</textarea>" in answer.content.decode()
    assert "open sesame" not in answer.content.decode()
    assert nothing_was_kept(case, settings)
    assert send().status_code == 302
    assert len(kept(settings)) == 2


@pytest.mark.django_db
def test_a_file_of_a_case_that_could_not_be_noted_is_not_served(builder, reviewer):
    case = opened(by=builder)
    desk, address = at_desk_of(reviewer), reverse("vetting:file", args=[case.pk, "pdf"])
    desk.raise_request_exception = False
    with connection.execute_wrapper(refusing("vetting_printed")):
        answer = desk.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (507, "text/html; charset=utf-8")
    assert SAID in answer.content.decode()
    assert not case.printed.exists()
    assert desk.get(address)["Content-Type"] == "application/pdf"


@pytest.mark.django_db
def test_a_table_that_does_not_fit_brings_nothing(monkeypatch, settings, tmp_path):
    desk = at_desk_of(person("Ines", Role.REVIEWER))
    desk.raise_request_exception = False
    table = b"name,country\nMill of Kilo,PY\n"

    def send() -> Any:
        given = {"table": SimpleUploadedFile("table.csv", table)}
        return desk.post(reverse("registry:import"), given)

    with monkeypatch.context() as failing:
        failing.setattr(Path, "write_bytes", full)
        answer = send()
    assert (answer.status_code, SAID in answer.content.decode()) == (507, True)
    assert send().status_code == 302
