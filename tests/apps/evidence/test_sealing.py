"""What is kept is read again, and whatever is no longer what it was is told, never handed out."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from convene.apps.evidence import actions, queries
from convene.apps.evidence.models import Evidence, Seal
from convene.documents.cleaning import clean

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
NIGHT, LATER = NOON + timedelta(hours=14), NOON + timedelta(hours=38)
LETTER = b"All is well."


def letter(*, by) -> Evidence:
    said: dict[str, Any] = {"content": LETTER, "cleaned": clean(LETTER), "name": "letter.txt"}
    return actions.keep_file(title="Letter", by=by, at=NOON, **said)


def check(at: datetime = NIGHT, **more: Any) -> list[str]:
    """Read everything again, and return what was told."""
    told: list[Seal] = []
    actions.check_all(at=at, tell=told.append, **more)
    return [seal.code for seal in told]


def found() -> list[tuple[str, str, datetime]]:
    return [(seal.part, seal.found, seal.since) for seal in Seal.objects.order_by("-part")]


def test_what_is_whole_is_noted_as_read_and_nothing_is_told(builder):
    letter(by=builder)

    assert check() == []
    assert found() == [("original", "whole", NIGHT), ("copy", "whole", NIGHT)]
    assert list(queries.harmed()) == []


@pytest.mark.parametrize("part", ["file", "copy"])
def test_one_changed_byte_is_told_once_and_since_when_it_is_known(part, builder):
    piece = letter(by=builder)
    check()
    place = Path(getattr(piece, part).path)
    place.write_bytes(b"all is well.")
    code = {"file": "original damaged", "copy": "copy damaged"}[part]

    assert check(LATER) == [code]
    assert check(LATER + timedelta(days=1)) == []
    assert [seal.since for seal in queries.harmed().get().harm] == [LATER]


def test_a_file_that_is_gone_is_told_and_one_that_is_put_back_is_whole_again(builder):
    piece = letter(by=builder)
    Path(piece.file.path).unlink()

    assert check() == ["original missing"]
    Path(piece.file.path).write_bytes(LETTER)
    assert check(LATER) == ["original whole"]
    assert found()[0] == ("original", "whole", LATER)
    assert list(queries.harmed()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="whoever is root reads everything")
def test_a_file_that_cannot_be_read_is_told(builder):
    Path(letter(by=builder).file.path).chmod(0)

    assert check() == ["original unreadable"]


def test_what_nobody_has_read_for_longest_is_read_first_and_no_longer_than_there_is_time(builder):
    first, second = letter(by=builder), letter(by=builder)
    check(lasts=timedelta(seconds=0))
    read = Seal.objects.values_list("evidence", flat=True).distinct()
    assert read.count() == 1
    check(NIGHT + timedelta(hours=1), lasts=timedelta(seconds=0))
    assert set(read) == {first.pk, second.pk}
    (oldest, _newest) = queries.longest_unread(before=LATER)
    assert Seal.objects.filter(evidence=oldest, checked_at=NIGHT).count() == 2


@pytest.mark.parametrize(("part", "hand"), [("copy", "handed_out"), ("file", "original")])
@pytest.mark.parametrize("harm", ["damaged", "missing"])
def test_what_is_not_what_was_kept_is_not_handed_out(part, hand, harm, builder, reviewer):
    piece = letter(by=builder)
    place = Path(getattr(piece, part).path)
    place.unlink()
    if harm == "damaged":
        place.write_bytes(b"other words")

    with pytest.raises(actions.Broken) as broken:
        getattr(actions, hand)(piece, by=reviewer)
    assert broken.value.found == harm


def test_no_copy_is_made_of_an_original_that_is_damaged(builder, reviewer):
    piece = letter(by=builder)
    Path(piece.file.path).write_bytes(b"other words")
    piece.copy = ""

    with pytest.raises(actions.Broken, match="original damaged"):
        actions.handed_out(piece, by=reviewer)


@pytest.mark.parametrize(
    "change",
    [{"copy_sha256": "0" * 64}, {"copied_at": NIGHT}, {"copy_sha256": ""}],
)
def test_the_database_keeps_the_hash_of_a_copy(change, builder):
    letter(by=builder)
    with (
        pytest.raises(DatabaseError, match="evidence_stays_what_was_handed_in"),
        transaction.atomic(),
    ):
        Evidence.objects.update(**change)


def test_the_database_takes_no_copy_without_its_hash(builder):
    piece = letter(by=builder)
    said = {"pk": None, "copy_sha256": "", "copied_at": None}
    vars(piece).update(said, id=Evidence().pk)
    with (
        pytest.raises(DatabaseError, match="a_copy_comes_with_its_hash_insert"),
        transaction.atomic(),
    ):
        piece.save_base(raw=True, force_insert=True)


@pytest.mark.parametrize(
    ("row", "refused"),
    [
        ({"part": "other"}, "a_seal_is_of_a_known_file"),
        ({"found": "fine"}, "a_seal_is_found_in_a_known_way"),
        ({"since": LATER + timedelta(days=1)}, "a_seal_is_read_since_it_is_so"),
    ],
)
def test_the_database_refuses_a_seal_that_says_nothing(row, refused, builder):
    seal = {"part": "copy", "found": "whole", "since": NIGHT, "checked_at": LATER, **row}
    with pytest.raises(IntegrityError, match=refused), transaction.atomic():
        Seal.objects.create(evidence=letter(by=builder), **seal)


def test_the_database_lets_nobody_say_that_a_file_was_not_read(builder):
    letter(by=builder)
    check()
    with pytest.raises(DatabaseError, match="a_seal_is_never_deleted"), transaction.atomic():
        Seal.objects.all().delete()
    with pytest.raises(DatabaseError, match="a_seal_stays_of_its_file"), transaction.atomic():
        Seal.objects.update(checked_at=NOON, since=NOON)
