"""The trail: what an event keeps, how it is worded later, and what the database refuses."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from convene.apps.accounts.models import Event, User
from convene.ground import trail

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def kinds(monkeypatch):
    monkeypatch.setattr(trail, "KINDS", {})
    monkeypatch.setattr(trail, "FIELDS", {})


@pytest.fixture
def vera():
    return User.objects.create_user(email="vera@example.org", name="Vera")


def test_an_event_is_worded_when_it_is_read(vera):
    asked = trail.kind(
        "test.asked", "Asked about %(count)s of %(name)s.", count=str, name=str.upper
    )

    trail.record(asked, on=vera, by=vera, at=NOON, count=3, name="vera")

    (line,) = trail.lines(vera)
    assert (line.code, line.at, line.by) == ("test.asked", NOON, "Vera")
    assert (line.what, line.data) == ("Asked about 3 of VERA.", {"count": 3, "name": "vera"})


def test_it_is_worded_in_the_language_of_whoever_reads(vera):
    trail.record(trail.kind("test.no", _("No")), on=vera, by=vera, at=NOON)

    with translation.override("fr"):
        (line,) = trail.lines(vera)
    assert line.what == "Non"


def test_an_event_holds_what_its_kind_asks_for_and_nothing_else(vera):
    asked = trail.kind("test.asked", "%(name)s", name=str)

    with pytest.raises(ValueError, match=r"test.asked asks for \['name'\], not \['nom'\]"):
        trail.record(asked, on=vera, by=vera, at=NOON, nom="vera")

    assert not Event.objects.exists()


def test_a_renamed_code_breaks_no_old_line(vera):
    trail.record(trail.kind("test.old", "Old words."), on=vera, by=vera, at=NOON)
    trail.KINDS.clear()
    trail.kind("test.new", "New words.", former=["test.old"])

    (line,) = trail.lines(vera)
    assert (line.code, line.what) == ("test.new", "New words.")


def test_a_code_nobody_knows_is_said_to_be_one(vera):
    trail.record(trail.kind("test.lost", "Lost."), on=vera, by=None, at=NOON)
    trail.KINDS.clear()

    (line,) = trail.lines(vera)
    assert (line.by, line.what) == ("", "Something changed (test.lost).")


def test_a_value_that_an_old_line_lacks_is_left_empty(vera):
    trail.record(trail.kind("test.asked", "Asked."), on=vera, by=vera, at=NOON)
    trail.KINDS.clear()
    trail.kind("test.asked", "Asked %(whom)s.", whom=str)

    assert trail.lines(vera)[0].what == "Asked ."


def test_a_code_is_named_once():
    trail.kind("test.asked", "Asked.")

    with pytest.raises(ValueError, match=r"test.asked is named already"):
        trail.kind("test.asked", "Asked again.")


def test_what_changes_of_the_fields_that_are_followed_is_told(vera):
    trail.follow("accounts.user", name=trail.Field("name"), email=trail.Field("address"))
    vera.name = "Wera"

    assert trail.changes(vera) == {"name": ("Vera", "Wera")}
    trail.record(trail.kind("test.x"), on=vera, by=vera, at=NOON, changes=trail.changes(vera))
    (change,) = trail.lines(vera)[0].changes
    assert (change.label, change.before, change.after) == ("name", "Vera", "Wera")


def test_changes_are_told_in_the_order_in_which_their_fields_are_followed(vera):
    trail.follow("accounts.user", name=trail.Field("name"), email=trail.Field("address"))
    changes = {"lost": (1, 2), "email": ("a", "b"), "name": ("c", "d")}
    trail.record(trail.kind("test.x"), on=vera, by=vera, at=NOON, changes=changes)

    (line,) = trail.lines(vera)
    assert [change.label for change in line.changes] == ["name", "address", "lost"]


def test_rows_that_belong_to_a_record_are_told_one_by_one_in_their_order(vera):
    trail.follow("accounts.user", keys=trail.Field("key", rows=True), name=trail.Field("name"))
    changes = {f"keys.{number}": ("", f"K{number}") for number in (10, 2, 0)}
    trail.record(trail.kind("test.x"), on=vera, by=vera, at=NOON, changes=changes)

    told = [(change.label, change.before, change.after) for change in trail.lines(vera)[0].changes]
    assert told == [("key", "", "K0"), ("key", "", "K2"), ("key", "", "K10")]
    assert trail.changes(vera) == {}


def test_many_records_get_the_same_line_each_with_its_own_changes(vera):
    trail.follow("accounts.user", name=trail.Field("name"))
    otto = User.objects.create_user(email="otto@example.org", name="Otto")
    own = {otto.pk: {"name": ("", "Otto")}}
    trail.record_all(trail.kind("test.x", "X."), on=[vera, otto], by=vera, at=NOON, changes=own)

    assert [(line.what, line.changes) for line in trail.lines(vera)] == [("X.", ())]
    assert [change.after for change in trail.lines(otto)[0].changes] == ["Otto"]


def test_the_newest_line_stands_first_and_each_record_has_its_own(vera):
    first, second = trail.kind("test.first", "First."), trail.kind("test.second", "Second.")
    other = User.objects.create_user(email="otto@example.org", name="Otto")
    trail.record(first, on=vera, by=vera, at=NOON)
    trail.record(second, on=vera, by=vera, at=NOON)
    trail.record_all(first, on=[other], by=vera, at=NOON)

    assert [line.what for line in trail.lines(vera)] == ["Second.", "First."]
    assert [line.what for line in trail.lines(other)] == ["First."]


@pytest.mark.parametrize(
    "statement", ["UPDATE accounts_event SET code = 'x'", "DELETE FROM accounts_event"]
)
def test_no_line_is_ever_changed_or_deleted(vera, statement):
    trail.record(trail.kind("test.asked", "Asked."), on=vera, by=vera, at=NOON)

    with (
        pytest.raises(DatabaseError, match="accounts_event_is_only_added_to"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
