"""When the registry is looked at again, and that the table of jobs holds one night at a time."""

import os
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from convene.apps.jobs import actions, queries
from convene.apps.jobs.models import LONG, Job, Kind
from convene.site import nightly
from convene.site.nightly import BadTime, next_time, when

PARIS = ZoneInfo("Europe/Paris")
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("after", "next"),
    [
        ("2026-11-22T00:59:00+00:00", "2026-11-22T01:00:00+00:00"),
        ("2026-11-22T01:00:00+00:00", "2026-11-23T01:00:00+00:00"),
        (
            "2026-03-28T12:00:00+00:00",
            "2026-03-29T01:00:00+00:00",
        ),  # the clocks jump from two to three that night
        ("2026-10-24T12:00:00+00:00", "2026-10-25T00:00:00+00:00"),
    ],
)
def test_the_next_night_is_at_the_time_that_the_clocks_show(after: str, next: str):
    assert (
        next_time(datetime.fromisoformat(after), at=time(2), zone=PARIS).astimezone(UTC).isoformat()
        == next
    )


def test_a_time_is_a_time_or_off():
    assert (when("02:00"), when("off"), when(" 23:59 ")) == (time(2), None, time(23, 59))
    with pytest.raises(BadTime, match="should be a time such as 02:00, or off, but is “noon”"):
        when("noon")


@pytest.fixture(params=nightly.NIGHTS, ids=lambda kind: kind.code)
def night(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Kind:
    """Each look by itself."""
    monkeypatch.setattr(nightly, "NIGHTS", (request.param,))
    return request.param  # type: ignore[no-any-return]


def waiting() -> list[datetime]:
    return [job.row.run_after for job in Job.objects.exclude(alone=None)]


@pytest.fixture(autouse=True)
def night_is_far(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the hour of the test: a look due within minutes would be tonight's."""
    far = timezone.now().astimezone(UTC) + timedelta(hours=12)
    monkeypatch.setenv("CONVENE_RESCREEN_AT", f"{far:%H:%M}")


def tonight() -> datetime:
    at = when(os.environ["CONVENE_RESCREEN_AT"])
    assert at
    return next_time(timezone.now(), at=at, zone=ZoneInfo("UTC"))


@pytest.mark.django_db
def test_a_worker_has_a_look_taken_five_minutes_after_it_starts_then_every_night(night: Kind):
    nightly.begin()
    (soon,) = waiting()
    assert timedelta(minutes=4) < soon - timezone.now() <= timedelta(minutes=5)
    nightly.keep()
    assert waiting() == [soon]
    actions.cancel(Job.objects.get())
    nightly.keep()
    assert waiting() == [tonight()]
    nightly.begin()
    assert Job.objects.filter(alone=night.code).count() == 1
    assert waiting()[0] <= timezone.now() + timedelta(minutes=5)


@pytest.mark.django_db
def test_a_night_that_is_cancelled_does_not_come_back_the_same_night(night: Kind):
    nightly.keep()
    actions.cancel(Job.objects.get())
    nightly.keep()
    assert waiting() == [tonight() + DAY]


@pytest.mark.django_db
def test_while_a_night_runs_none_other_is_asked_for(night: Kind):
    actions.ask(night)
    actions.claim(actions.enlist(), queue=LONG)
    nightly.begin()
    nightly.keep()
    assert [queries.state(job) for job in Job.objects.all()] == ["running"]


@pytest.mark.django_db
def test_off_means_never_and_lets_the_one_go_that_waits(night: Kind, monkeypatch):
    nightly.keep()
    monkeypatch.setenv("CONVENE_RESCREEN_AT", "off")
    nightly.begin()
    nightly.keep()
    assert [queries.state(job) for job in Job.objects.all()] == ["cancelled"]
