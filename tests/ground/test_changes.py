"""The base of all: the moment of a change, locks in one order, and what is taken back once."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from convene.apps.accounts.models import Event
from convene.apps.registry import actions, events
from convene.apps.registry.models import Organisation, OrganisationName
from convene.core.organisations import Content
from convene.ground.changes import Changed, lock, lock_all, now
from convene.ground.undoing import undo
from tests.apps.registry.people import organisation, person

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
EARLIER = NOON - timedelta(hours=1)


@pytest.fixture
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock that stands still."""
    monkeypatch.setattr(timezone, "now", lambda: NOON)


def renamed(bank: Organisation, name: str) -> datetime:
    """Return the moment of a change."""
    by = bank.created_by
    return actions.save(bank, Content(name=name), seen=lock(bank).version, by=by).changed_at


def test_two_changes_of_one_record_never_share_a_moment(still):
    bank = organisation("Bank")
    first, second = renamed(bank, "Blue Bank"), renamed(bank, "Green Bank")
    assert NOON == bank.changed_at < first < second
    assert [row.history_date for row in bank.history.order_by("history_date")] == [
        NOON,
        first,
        second,
    ]
    assert [event.at for event in Event.objects.filter(subject_id=bank.pk).order_by("at")] == [
        NOON,
        first,
        second,
    ]


def test_a_change_is_later_than_that_of_every_record_it_is_about(still):
    early = Organisation(changed_at=EARLIER)
    late = Organisation(changed_at=NOON + timedelta(hours=1))
    assert now(early) == NOON
    assert now(early, late) == now(late, early) > late.changed_at


def test_records_are_locked_in_the_order_of_their_ids_and_come_as_they_were_asked_for():
    low, middle, high = sorted(
        (organisation(name) for name in ("A", "B", "C")), key=lambda record: record.pk
    )
    with CaptureQueriesContext(connection) as asked:
        assert lock_all(high, low, middle) == [high, low, middle]
    (query,) = asked.captured_queries
    assert 'ORDER BY "registry_organisation"."id" ASC' in query["sql"]
    if connection.vendor == "postgresql":
        assert query["sql"].endswith("FOR NO KEY UPDATE")


def test_a_record_that_is_locked_is_the_one_that_stands():
    bank = organisation("Bank")
    seen = bank.version
    renamed(bank, "Blue Bank")
    assert OrganisationName.objects.get(organisation=lock(bank)).text == "Blue Bank"
    with pytest.raises(Changed):
        lock(bank, seen=seen)


def test_what_is_taken_back_twice_keeps_who_did_it_first():
    wanda, ravi = person("Wanda"), person("Ravi")
    link = actions.link(organisation(by=wanda), open_data_id="cv-1", name="Bank", by=wanda)
    first = undo(link, what=events.UNLINKED, by=wanda, at=NOON)
    again = undo(link, what=events.UNLINKED, by=ravi, at=NOON + timedelta(days=1))
    assert (first.undone_by, first.undone_at) == (wanda, NOON)
    assert (again.undone_by, again.undone_at) == (wanda, NOON)
    assert Event.objects.filter(code=events.UNLINKED.code).count() == 1
