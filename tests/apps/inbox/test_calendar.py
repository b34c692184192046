"""A person's days leave under a secret address: what they may see at that moment, and no name of
anybody at risk.
"""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from convene.apps.accounts.models import Role, User
from convene.apps.inbox import actions
from convene.apps.inbox.models import Feed
from convene.apps.registry.models import Organisation
from convene.apps.vetting.models import Case
from tests.apps.vetting.people import at_desk_of, cleared, ends_on, person

pytestmark = pytest.mark.django_db
LAST = timezone.localdate() + timedelta(days=40)


@pytest.fixture
def olga() -> User:
    return person("Olga")


@pytest.fixture
def clearance(olga: User) -> Case:
    case = cleared(
        by=olga,
        assessor=person("Rita", Role.REVIEWER),
        approver=person("Anna", Role.APPROVER),
    )
    ends_on(case, LAST)
    return case


def _read(secret: str) -> list[tuple[str, date]]:
    answer = Client().get(reverse("inbox:feed", args=[secret]))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Referrer-Policy"] == "same-origin"
    assert "no-store" in answer["Cache-Control"]
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    return [(str(event.get("summary")), event.decoded("dtstart")) for event in events]


def test_a_calendar_reads_the_days_without_signing_in(olga: User, clearance: Case):
    secret = actions.make_feed(by=olga)

    assert _read(secret) == [("Vetting: last day of a clearance (Blue River Bank)", LAST)]


def test_nobody_at_risk_is_named(olga: User, clearance: Case):
    Organisation.objects.filter(pk=clearance.organisation_id).update(at_risk="elevated")

    assert _read(actions.make_feed(by=olga)) == [
        ("Vetting: last day of a clearance (a partner)", LAST)
    ]


def test_it_holds_what_the_person_may_see(clearance: Case):
    assert _read(actions.make_feed(by=person("Elsewhere"))) == []


def test_another_address_stops_the_first_and_stopping_stops_both(olga: User):
    first = actions.make_feed(by=olga)
    second = actions.make_feed(by=olga)

    assert _read(second) == []
    assert Client().get(reverse("inbox:feed", args=[first])).status_code == 404
    actions.revoke_feed(by=olga)
    assert Client().get(reverse("inbox:feed", args=[second])).status_code == 404


def test_whoever_may_no_longer_sign_in_has_no_calendar(olga: User):
    secret = actions.make_feed(by=olga)
    User.objects.filter(pk=olga.pk).update(is_active=False)

    assert Client().get(reverse("inbox:feed", args=[secret])).status_code == 404


def test_the_secret_is_kept_nowhere_and_a_revoked_one_stays_so(olga: User):
    secret = actions.make_feed(by=olga)
    feed = Feed.objects.get()
    assert secret not in str(vars(feed))

    actions.revoke_feed(by=olga)
    with pytest.raises(IntegrityError), transaction.atomic():
        Feed.objects.filter(pk=feed.pk).update(revoked_at=None)


def test_the_page_shows_the_days_and_the_address_once(olga: User, clearance: Case):
    browser = at_desk_of(olga)
    page = reverse("inbox:calendar")

    made = browser.post(page).content.decode()
    assert "/vetting/calendar/" in made
    assert ".ics</code>" in made
    shown = browser.get(page).content.decode()
    assert ".ics" not in shown
    assert "last day of a clearance (Blue River Bank)" in shown
    assert browser.post(reverse("inbox:revoke")).status_code == 302
    assert not Feed.objects.filter(revoked_at=None).exists()
