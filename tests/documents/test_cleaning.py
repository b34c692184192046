"""Files of strangers, looked into where they can do no harm."""

import os
import subprocess
import sys
from io import BytesIO

import pytest
from PIL import Image

from convene.documents import apart
from convene.documents.clean_pictures import PIXELS
from convene.documents.cleaning import MEMORY, SECONDS, clean
from convene.documents.refusing import MB, Refused
from tests.documents.test_diligence import SECRET, pdf

only_where_held = pytest.mark.skipif(not apart.HELD, reason="no system holds memory but Linux")


def picture(side: int) -> bytes:
    """A picture that is small as a file, and takes time and memory to look into."""
    made = BytesIO()
    Image.new("RGB", (side, side), (3, 4, 5)).save(made, "PNG")
    return made.getvalue()


def test_a_file_comes_back_with_its_kind_and_without_its_metadata():
    cleaned = clean(pdf())

    assert cleaned.media_type == "application/pdf"
    assert SECRET.encode() in pdf()
    assert SECRET.encode() not in cleaned.copy


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "The file is empty."),
        (b"MZ\x90\x00", "Only PDF, PNG, JPEG, Word (.docx), Excel (.xlsx) and plain text in UTF-8"),
        (b"%PDF-1.7 and nothing", "The PDF is damaged."),
    ],
)
def test_what_is_refused_is_refused_in_the_same_words(content, why):
    with pytest.raises(Refused) as refused:
        clean(content)
    assert str(refused.value).startswith(why)


@only_where_held
def test_what_takes_too_long_is_refused_and_the_limit_named():
    with pytest.raises(Refused, match="Looking into the file took longer than 1 seconds"):
        clean(picture(9000), seconds=1)


@only_where_held
def test_what_takes_too_much_memory_is_refused_and_the_limit_named():
    with pytest.raises(Refused, match="Looking into the file took more than 300 MB of memory"):
        clean(picture(9000), memory=300 * MB)


def test_a_process_that_dies_leaves_a_refusal_and_nothing_else(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/bin/false")

    with pytest.raises(Refused, match="The file is damaged"):
        clean(b"All is well.")


def test_a_process_that_never_ends_is_ended(monkeypatch):
    def never(command, **told):
        raise subprocess.TimeoutExpired(command, told["timeout"])

    monkeypatch.setattr(subprocess, "run", never)
    with pytest.raises(Refused, match="took longer than 10 seconds"):
        clean(b"All is well.")


def test_no_more_than_two_files_are_looked_into_at_one_time(monkeypatch):
    monkeypatch.setattr(apart, "PATIENCE", 0.3)

    with apart._turn():
        assert clean(b"All is well.").copy == b"All is well."
        with apart._turn(), pytest.raises(apart.Busy, match=r"Try again in a minute\.$"):
            clean(b"All is well.")
    assert clean(b"All is well.").copy == b"All is well."


def test_the_process_is_told_nothing_of_the_server(monkeypatch):
    monkeypatch.setenv("CONVENE_SECRET_KEY", "s3cret")
    monkeypatch.setenv("DATABASE_URL", "postgres://somebody:s3cret@localhost/convene")
    told = {}
    run = subprocess.run

    def listening(command, **more):
        told.update(more)
        return run(command, **more)

    monkeypatch.setattr(subprocess, "run", listening)
    assert clean(b"All is well.").copy == b"All is well."
    assert "s3cret" not in str(told["env"])
    assert set(told["env"]) <= {"PYTHONPATH", *apart.NEEDED}
    assert told["env"]["PATH"] == os.environ["PATH"]


def test_the_limits_leave_room_for_the_largest_picture_that_is_kept():
    as_colours = PIXELS * 4

    assert as_colours * 3 < MEMORY < as_colours * 6
    assert SECONDS == 10


@only_where_held
def test_a_system_that_holds_nobody_says_so(monkeypatch):
    from convene.apps.evidence import checks  # local: the rest of this file needs no Django

    assert checks.memory_is_held() == []
    monkeypatch.setattr(checks, "HELD", False)
    assert [warning.id for warning in checks.memory_is_held()] == ["evidence.W001"]
