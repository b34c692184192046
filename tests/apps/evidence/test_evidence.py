"""Evidence by itself, whoever owns it: sealed as it came, handed out clean."""

from datetime import UTC, date, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, transaction

from convene.apps.accounts.models import Role
from convene.apps.evidence import actions
from convene.apps.evidence.models import Evidence
from convene.apps.evidence.queries import download_name
from convene.documents.cleaning import Clean, clean
from convene.documents.refusing import Refused
from convene.ground import guards
from tests.apps.vetting.people import person
from tests.documents.test_diligence import SECRET, pdf, word

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def file(content: bytes, *, name: str, by) -> Evidence:
    said: dict[str, Any] = {
        "title": "Accounts",
        "content": content,
        "cleaned": clean(content),
        "name": name,
    }
    return actions.keep_file(by=by, at=NOON, **said)


def parts(content: bytes) -> bytes:
    with ZipFile(BytesIO(content)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


def kept(settings) -> list[Path]:
    return sorted(path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())


def test_the_original_is_kept_as_it_came_and_a_clean_copy_beside_it(builder):
    content = word()
    evidence = file(content, name="accounts.docx", by=builder)

    with evidence.file.open("rb") as original:
        assert original.read() == content
    assert (evidence.sha256, evidence.size) == (sha256(content).hexdigest(), len(content))
    assert SECRET.encode() in parts(content)
    assert SECRET.encode() not in parts(actions.handed_out(evidence, by=builder))


def test_nobody_else_on_the_machine_reads_either(builder, settings):
    file(pdf(), name="accounts.pdf", by=builder)

    assert [path.stat().st_mode & 0o777 for path in kept(settings)] == [0o600, 0o600]
    folders = {path.parent for path in kept(settings)}
    assert [folder.stat().st_mode & 0o777 for folder in folders] == [0o700]


def test_the_name_of_a_file_says_nothing_about_its_kind_nor_where_it_is_kept(builder, settings):
    evidence = file(pdf(), name="harmless.txt", by=builder)

    assert (evidence.media_type, download_name(evidence)) == ("application/pdf", "harmless.pdf")
    assert not [path for path in kept(settings) if "harmless" in str(path)]


def without_copy(evidence: Evidence) -> None:
    """Make it a file from before copies were made, which the database lets nobody do now."""
    evidence.copy.delete(save=False)
    guards.take_down()
    Evidence.objects.filter(pk=evidence.pk).update(copy="", copy_sha256="", copied_at=None)
    guards.put_up()


def test_a_file_from_before_gets_its_copy_when_it_is_first_asked_for(builder, settings):
    evidence = file(word(), name="accounts.docx", by=builder)
    without_copy(evidence)

    first = actions.handed_out(Evidence.objects.get(), by=builder)
    evidence = Evidence.objects.get()
    assert SECRET.encode() not in parts(first)
    assert len(kept(settings)) == 2
    assert actions.handed_out(evidence, by=builder) == first


def test_a_file_from_before_that_cannot_be_cleaned_is_not_handed_out(builder, settings):
    no_text = Clean(media_type="text/plain", copy=b"MZ")
    said: dict[str, Any] = {"title": "Letter", "name": "letter.txt", "cleaned": no_text}
    without_copy(actions.keep_file(content=b"MZ\x90\x00", by=builder, at=NOON, **said))

    with pytest.raises(Refused):
        actions.handed_out(Evidence.objects.get(), by=builder)
    assert Evidence.objects.get().copy == ""


def test_nothing_is_left_behind_where_the_record_is_not_kept(builder, settings):
    with pytest.raises(IntegrityError, match="evidence_is_what_it_says"), transaction.atomic():
        actions.keep_file(
            title="Accounts",
            content=b"",
            cleaned=Clean(media_type="text/plain", copy=b""),
            name="empty.txt",
            by=builder,
            at=NOON,
        )
    assert kept(settings) == []


def test_whoever_may_not_add_evidence_leaves_no_file(db, settings):
    with pytest.raises(PermissionDenied):
        file(b"All is well.", name="letter.txt", by=person("Vera", Role.VIEWER))
    assert kept(settings) == []


@pytest.mark.parametrize(
    "row",
    [
        {"kind": "file"},
        {"kind": "link", "url": "https://example.org"},
        {"kind": "note"},
        {"kind": "link", "read_on": date(2026, 1, 1)},
        {"kind": "note", "note": "Words.", "copy": "evidence/x"},
    ],
)
def test_the_database_refuses_evidence_that_is_not_what_it_says(builder, row):
    with pytest.raises(IntegrityError, match="evidence_is_what_it_says"), transaction.atomic():
        Evidence.objects.create(title="Empty", added_by=builder, added_at=NOON, **row)


def test_only_a_note_is_put_right_and_only_by_whoever_wrote_it(builder):
    note = actions.keep_note(title="Call", note="3 accounts.", by=builder, at=NOON)
    page: dict[str, Any] = {
        "title": "Register",
        "url": "https://example.org",
        "read_on": date(2026, 3, 1),
    }
    link = actions.keep_link(by=builder, at=NOON, **page)

    actions.correct_note(note, title="Call", note=" 2 accounts. ", by=builder, at=NOON)
    note.refresh_from_db()
    assert (note.note, [row.note for row in note.history.all()]) == (
        "2 accounts.",
        ["2 accounts.", "3 accounts."],
    )
    with pytest.raises(actions.NotANote):
        actions.correct_note(link, title="Register", note="x", by=builder, at=NOON)
    with pytest.raises(PermissionDenied):
        actions.correct_note(
            note, title="Call", note="x", by=person("Rita", Role.REVIEWER), at=NOON
        )


@pytest.mark.parametrize("change", ["UPDATE {} SET title = 'x'", "DELETE FROM {}"])
def test_what_evidence_said_before_is_only_added_to(builder, change):
    actions.keep_note(title="Call", note="3 accounts.", by=builder, at=NOON)

    with (
        pytest.raises(DatabaseError, match="evidence_historicalevidence_is_only_added_to"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change.format("evidence_historicalevidence"))
