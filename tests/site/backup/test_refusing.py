"""What is refused, in one sentence and with nothing left behind, and what is said of a backup."""

import io
import json
import tarfile
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from convene import disk
from convene.apps.evidence.models import Evidence
from convene.core.progress import quiet
from convene.site.backup import Refused, making, restoring
from convene.site.backup.archive import LINE, Manifest, Reader, Writer
from tests.site.backup.conftest import FILES, files
from tests.terminal import convene
from tests.unguarded import unguarded

PLAIN = Manifest(convene="0.1.0", at="2026-12-01T10:00:00+00:00", engine="sqlite")
DAMAGED = "backup.tar is damaged, or is no backup of Convene. Nothing was restored from it."


def written(*names: str, manifest: Manifest = PLAIN) -> bytes:
    stream = io.BytesIO()
    into = Writer(stream, replace(manifest, files={}))
    for name in names:
        into.add(name, 4, [b"kept"])
    into.end()
    return stream.getvalue()


def refused(content: bytes, folder: Path) -> str:
    """Restore what is no sound backup; return why not, once nothing is left of it."""
    file = folder / "backup.tar"
    file.write_bytes(content)
    with pytest.raises(Refused) as why:
        restoring.restore(file, into=folder / "again", progress=quiet)
    assert [path.name for path in folder.iterdir()] == ["backup.tar"]
    return str(why.value)


SOUND = written("database/convene.sqlite3", "data/secret.key")


def test_a_sound_one_is_restored(tmp_path: Path):
    (tmp_path / "backup.tar").write_bytes(SOUND)
    restoring.restore(tmp_path / "backup.tar", into=tmp_path / "again", progress=quiet)

    assert (tmp_path / "again/secret.key").read_bytes() == b"kept"


@given(place=st.integers(0, len(SOUND) - 1), bit=st.integers(0, 7))
def test_any_byte_that_changed_is_found(tmp_path_factory, place: int, bit: int):
    content = bytearray(SOUND)
    content[place] ^= 1 << bit

    assert refused(bytes(content), tmp_path_factory.mktemp("damaged")) == DAMAGED


@given(length=st.integers(0, len(SOUND) - 1))
def test_one_that_was_cut_short_is_found(tmp_path_factory, length: int):
    assert refused(SOUND[:length], tmp_path_factory.mktemp("cut")) == DAMAGED


def test_one_that_grew_is_found(tmp_path: Path):
    assert refused(SOUND + b"\n", tmp_path) == DAMAGED


@pytest.mark.parametrize(
    "name",
    [
        "data/../../evil",
        "/etc/evil",
        "evil",
        "data",
        "data/",
        "data//evil",
        "data/./evil",
        "other/evil",
        "../data/evil",
    ],
)
def test_nothing_is_written_outside_the_folder(tmp_path: Path, name: str):
    assert refused(written("data/secret.key", name), tmp_path) == DAMAGED


def sealed(*members: tuple[tarfile.TarInfo, bytes], **listed: tuple[int, str]) -> bytes:
    """Return an archive that is whole, of whatever members."""
    stream = io.BytesIO()
    manifest = json.dumps({**vars(PLAIN), "files": listed}).encode()
    last = tarfile.TarInfo("manifest.json")
    last.size = len(manifest)
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.GNU_FORMAT) as tar:
        for info, content in (*members, (last, manifest)):
            tar.addfile(info, io.BytesIO(content))
    content = stream.getvalue()
    return content + LINE.format(sha256(content).hexdigest()).encode()


@pytest.mark.parametrize(
    "type", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE, tarfile.CHRTYPE]
)
def test_a_member_is_a_plain_file(tmp_path: Path, type: bytes):
    info = tarfile.TarInfo("data/link")
    info.type, info.linkname = type, "/etc/passwd"
    nothing = sha256(b"").hexdigest()

    assert refused(sealed((info, b""), **{"data/link": (0, nothing)}), tmp_path) == DAMAGED


def test_a_file_that_would_swell_is_refused(tmp_path: Path):
    info = tarfile.TarInfo("data/bomb")
    info.size, info.pax_headers = 10**12, {}
    header = bytearray(info.tobuf(tarfile.GNU_FORMAT))
    header[156:157] = tarfile.GNUTYPE_SPARSE  # a hole of a terabyte
    header[148:156] = b"%06o\0 " % (sum(header) - sum(header[148:156]) + 8 * 32)
    content = bytes(header) + bytes(1024)

    assert refused(content + LINE.format(sha256(content).hexdigest()).encode(), tmp_path) == DAMAGED


def test_a_manifest_that_leaves_one_out_or_names_too_many_is_refused(tmp_path: Path):
    info = tarfile.TarInfo("data/secret.key")
    info.size = 4
    known = sha256(b"kept").hexdigest()
    one, more = {"data/secret.key": (4, known)}, {"data/another": (4, known)}

    assert refused(sealed((info, b"kept")), tmp_path) == DAMAGED
    assert refused(sealed((info, b"kept"), **one, **more), tmp_path) == DAMAGED
    assert refused(sealed((info, b"kepd"), **one), tmp_path) == DAMAGED
    assert refused(sealed((info, b"kept"), (info, b"kept"), **one), tmp_path) == DAMAGED


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"convene": "0.1.1"},
            "This backup was made by a newer Convene (0.1.1) than this one (0.1.0), so nothing was restored. Install that one first.",
        ),
        (
            {"migrations": [("vetting", "9999_to_come")]},
            "This backup was made by a newer Convene (0.1.0) than this one (0.1.0), so nothing was restored. Install that one first.",
        ),
        ({"format": 2}, "This backup was made by a newer Convene than this one."),
        (
            {"engine": "postgresql"},
            "This backup is of a database in PostgreSQL, so nothing was restored. Set DATABASE_URL to an empty one to restore it.",
        ),
    ],
)
def test_one_of_another_convene_is_refused(tmp_path: Path, changes, sentence: str, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    content = written("data/secret.key", manifest=replace(PLAIN, **changes))

    assert refused(content, tmp_path) == sentence


@pytest.mark.parametrize("name", ["secret.key", ".lock", "files"])
def test_what_is_there_is_never_touched(tmp_path: Path, name: str):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / name).write_text("old")
    (tmp_path / "backup.tar").write_bytes(SOUND)

    said = convene("restore", tmp_path / "backup.tar", "--into", tmp_path / "data")

    assert said.returncode == 1
    assert said.stderr.endswith(
        f"{tmp_path / 'data'} is not empty, so nothing was restored. Move what is there away, or name an empty folder: --into DIR\n"
    )
    assert (tmp_path / "data" / name).read_text() == "old"


def test_a_file_that_is_not_there_is_named(tmp_path: Path):
    said = convene("restore", tmp_path / "none.tar", "--into", tmp_path / "data")

    assert said == (1, "", f"{tmp_path}/none.tar: No such file or directory.\n")


@pytest.mark.django_db
def test_a_backup_goes_to_a_new_file_outside_the_data_folder(house: Path, tmp_path: Path):
    (tmp_path / "there.tar").write_text("an earlier one")

    assert convene("backup", tmp_path / "there.tar").stderr == (
        f"There is a file {tmp_path}/there.tar already. Give each backup a name of its own.\n"
    )
    assert convene("backup", house / "new.tar").stderr == (
        f"{house}/new.tar is in the data folder. Put the backup somewhere else.\n"
    )
    assert (tmp_path / "there.tar").read_text() == "an earlier one"


def test_no_folder_is_made_to_back_it_up(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("CONVENE_DATA", str(tmp_path / "mistyped"))

    said = convene("backup", tmp_path / "backup.tar")

    assert said.stderr == f"There is no data folder {tmp_path}/mistyped. CONVENE_DATA names it.\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db
def test_what_can_be_loaded_again_is_left_out_where_asked(house: Path, tmp_path: Path):
    assert convene("backup", tmp_path / "small.tar", "--without-loaded").returncode == 0

    with (tmp_path / "small.tar").open("rb") as stream:
        names = Reader(stream, tell=lambda *_: None).manifest.files
    kept = {name.removeprefix("data/") for name in names if name.startswith("data/")}
    assert kept == {name for name in files(house) if not name.startswith("corpus/")}
    assert {*FILES} - kept == {"corpus/current.json", "corpus/builds/1/facts.parquet"}


@pytest.mark.django_db
def test_evidence_that_the_disk_lost_and_files_of_no_record_are_said(house: Path, tmp_path: Path):
    lost = Evidence.objects.get().file
    Path(lost.path).unlink()
    (house / "files/evidence/extra").write_text("of a killed server")

    said = convene("backup", tmp_path / "backup.tar")

    assert said.returncode == 0
    assert "Files of evidence that belong to no record of that moment: 1.\n" in said.stdout
    assert said.stderr.endswith(
        f"These files of evidence are no longer on the disk, though records name them:\n  {lost.name}\n"
    )


@pytest.mark.django_db
def test_what_is_disposed_of_meanwhile_is_in_no_backup_by_halves(
    house: Path, tmp_path: Path, monkeypatch
):
    """The row was there at the moment, its file no longer: another moment is taken."""
    write = making._write_files

    def disposed(into, **given):
        if evidence := Evidence.objects.first():
            forget(evidence)
        write(into, **given)

    monkeypatch.setattr(making, "_write_files", disposed)
    said = convene("backup", tmp_path / "backup.tar")

    assert said.returncode == 0, said.stderr
    assert "no longer on the disk" not in said.stderr
    with (tmp_path / "backup.tar").open("rb") as stream:
        names = Reader(stream, tell=lambda *_: None).manifest.files
    assert [name for name in names if name.startswith("data/files/")] == []


@pytest.mark.django_db
def test_lists_that_change_each_time_leave_no_backup(house: Path, tmp_path: Path, monkeypatch):
    write = making._write_file

    def loaded(into, place):
        write(into, place)
        disk.write(house / "corpus/current.json", b'{"serving": "2"}')

    monkeypatch.setattr(making, "_write_file", loaded)
    said = convene("backup", tmp_path / "backup.tar")

    assert said.returncode == 1
    assert said.stderr.splitlines()[-1] == (
        "Watchlists, open data or evidence changed each time while they were copied, so there is no backup. "
        "Try again when what is being loaded or disposed of is done."
    )
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def forget(evidence: Evidence) -> None:
    for file in (evidence.file, evidence.copy):
        Path(file.path).unlink()
    with unguarded(), connection.constraint_checks_disabled(), connection.cursor() as cursor:
        for table, column in (
            ("vetting_exhibit", "evidence_id"),
            ("evidence_seal", "evidence_id"),
            ("evidence_evidence", "id"),
        ):
            cursor.execute(f"DELETE FROM {table} WHERE {column} = %s", [stored(evidence)])


def stored(evidence: Evidence) -> str:
    return str(evidence.pk) if connection.vendor == "postgresql" else evidence.pk.hex


@pytest.mark.django_db
@pytest.mark.parametrize("step", ["_write_files", "_lost"])
def test_stopped_it_leaves_nothing(house: Path, tmp_path: Path, monkeypatch, step: str):
    def stopped(*_given, **_more):
        raise KeyboardInterrupt

    monkeypatch.setattr(making, step, stopped)
    said = convene("backup", tmp_path / "backup.tar")

    assert (said.returncode, said.stderr.splitlines()[-1]) == (130, "Stopped. There is no backup.")
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_a_restore_that_is_stopped_leaves_nothing(tmp_path: Path, monkeypatch):
    def stopped(*_given, **_more):
        raise KeyboardInterrupt

    (tmp_path / "backup.tar").write_bytes(SOUND)
    monkeypatch.setattr(disk, "move", stopped)
    said = convene("restore", tmp_path / "backup.tar", "--into", tmp_path / "again")

    assert (said.returncode, said.stderr.splitlines()[-1]) == (
        130,
        "Stopped. Nothing was restored.",
    )
    assert [path.name for path in tmp_path.iterdir()] == ["backup.tar"]
