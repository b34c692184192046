"""What happened in one's alliances: of all records that every reader reads, and of no others."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from convene.apps.accounts.models import Event
from convene.apps.ledger import actions as ledger
from convene.apps.portfolio.queries import activity
from convene.apps.portfolio.queries.activity import Since
from convene.apps.risks import actions as risks
from convene.apps.workshop import actions as workshop
from convene.core.draft import Draft
from tests.apps.ledger.people import Table, cash, due, proposed, shown, table
from tests.apps.registry.people import at_desk_of
from tests.apps.risks.people import terms
from tests.apps.workshop.people import draft_of, person

pytestmark = pytest.mark.django_db
LONG_AGO = date(2020, 1, 1)


@pytest.fixture
def here() -> Table:
    return table()


def _told(who: Any, **asked: Any) -> list[tuple[str, str, str]]:
    lines = activity.happened(who, Since(**{"day": LONG_AGO, **asked}))
    return [
        (item.line.by, item.about, " ".join(item.line.sentences)) for item in activity.told(lines)
    ]


def test_what_happened_stands_there_the_newest_first_with_who_and_of_what(here: Table):
    promise = proposed(here)
    shown(ledger.commit(promise, agreed_on=timezone.localdate(), by=here.edith), here, "5")

    assert _told(here.vera)[:4] == [
        ("Edith", "Cash", "Added evidence: Bank statement"),
        ("Olga", "Cash", "Recorded a delivery: Bank transfer"),
        ("Edith", "Cash", "The partner promised it."),
        ("Olga", "Cash", "Wrote down the promise."),
    ]
    (_evidence, _came, promised, *_rest) = activity.told(
        activity.happened(here.vera, Since(day=LONG_AGO))
    )
    changes = {change.label: (change.before, change.after) for change in promised.line.changes}
    assert changes["state"] == ("Proposed", "Promised")
    page = at_desk_of(here.vera).get(reverse("portfolio:happened"))
    assert f"/promises/{promise.pk}/" in page.text


def test_nothing_is_told_of_what_one_does_not_read_nor_of_vetting(here: Table):
    assert _told(person("Otto")) == []
    subjects = {line.event.subject for line in activity.happened(here.olga, Since(day=LONG_AGO))}
    assert Event.objects.filter(subject="vetting.case").exists()
    own = {"alliance", "partner", "task"}
    assert subjects == {*(f"workshop.{name}" for name in own), "ledger.book"}


def test_it_is_narrowed_by_day_alliance_and_person(here: Table):
    other = draft_of(here.olga, Draft(title="Cleaner water"))
    workshop.share(other, person=here.edith, may_edit=True, by=here.olga)
    proposed(here)
    tomorrow = timezone.localdate() + timedelta(days=1)

    assert _told(here.olga, day=tomorrow) == []
    assert len(_told(here.olga, words="cleaner")) == 2
    assert {by for by, _about, _what in _told(here.olga, name="edith")} == set()
    page = at_desk_of(here.olga).get(reverse("portfolio:happened"), {"words": "cleaner"}).text
    assert "Cleaner water" in page
    assert here.alliance.title not in page


def test_what_one_sitting_typed_is_one_line(here: Table):
    draft = draft_of(here.olga, Draft(title="Cleaner water"))
    for sitting, times in (("first", 3), ("second", 1)):
        for _time in range(times):
            Event.objects.create(
                code="workshop.edited",
                subject="workshop.alliance",
                subject_id=str(draft.pk),
                at=timezone.now(),
                by=here.olga,
                data={"version": 2, "sitting": sitting},
            )

    assert len(_told(here.olga, words="cleaner")) == 3


def test_older_lines_are_reached_whatever_others_do_meanwhile(
    here: Table, monkeypatch: pytest.MonkeyPatch
):
    every = _told(here.olga)
    stranger = draft_of(person("Otto"), Draft(title="His own"))
    for number in range(5):
        risks.add(stranger, id=uuid4(), terms=terms(f"Flood {number}"), by=stranger.owner)
    monkeypatch.setattr(activity, "AT_ONCE", 2)

    assert _told(here.olga) == every
    monkeypatch.setattr(activity, "MOST", 2)
    assert _told(here.olga) == every[:2]
    page = at_desk_of(here.olga).get(reverse("portfolio:happened")).text
    assert "There is more than is listed here." in page


def test_more_lines_ask_no_more_questions(here: Table):
    def questions() -> int:
        with CaptureQueriesContext(connection) as asked_of:
            _told(here.olga)
        return len(asked_of)

    proposed(here)
    of_few = questions()
    for number in range(5):
        proposed(here, cash(title=f"Cash {number}"), due())

    assert questions() == of_few
