"""When work that went wrong is tried again, and when a worker counts as dead."""

from datetime import UTC, datetime, timedelta

import pytest

from convene.core.jobs import Beat, Terms, Watch, next_try

HOUR = timedelta(hours=1)
THRICE = Terms(tries=3, lasts=HOUR, pause=timedelta(minutes=5), repeatable=True)
ONCE_BEGUN = Terms(tries=3, lasts=HOUR, pause=timedelta(minutes=5), repeatable=False)
EARLY = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
LATER = EARLY + timedelta(seconds=10)


@pytest.mark.parametrize(
    ("terms", "failures", "known", "minutes"),
    [
        (THRICE, 1, True, 5),
        (THRICE, 2, True, 10),
        (THRICE, 3, True, None),
        (THRICE, 1, False, 5),
        (ONCE_BEGUN, 1, True, 5),
        (ONCE_BEGUN, 2, True, 10),
        (ONCE_BEGUN, 1, False, None),
        (Terms(tries=1, lasts=HOUR, repeatable=True), 1, True, None),
        (Terms(tries=2, lasts=HOUR, repeatable=True), 1, True, 1),
    ],
)
def test_a_job_is_tried_again_as_its_kind_says(
    terms: Terms, failures: int, known: bool, minutes: int | None
):
    pause = next_try(terms, failures=failures, known=known)
    assert pause == (None if minutes is None else timedelta(minutes=minutes))


def test_a_worker_is_dead_when_its_sign_of_life_stands_unchanged_for_too_long():
    watch = Watch()
    assert watch.silent([Beat("a", EARLY, 60)], now=100) == []
    assert watch.silent([Beat("a", EARLY, 60)], now=160) == []
    assert watch.silent([Beat("a", EARLY, 60)], now=160.5) == ["a"]


def test_a_sign_of_life_begins_the_count_again():
    watch = Watch()
    watch.silent([Beat("a", EARLY, 60)], now=100)
    watch.silent([Beat("a", LATER, 60)], now=159)
    assert watch.silent([Beat("a", LATER, 60)], now=219) == []
    assert watch.silent([Beat("a", LATER, 60)], now=220) == ["a"]


def test_an_observer_counts_from_when_it_first_looked_however_old_the_sign_is():
    assert Watch().silent([Beat("a", EARLY - 24 * HOUR, 60)], now=5) == []


def test_each_worker_has_its_own_time():
    watch = Watch()
    beats = [Beat("quick", EARLY, 60), Beat("terminal", EARLY, 600)]
    watch.silent(beats, now=0)
    assert watch.silent(beats, now=61) == ["quick"]
    assert watch.silent(beats, now=601) == ["quick", "terminal"]
    assert watch.silent(beats[1:], now=700) == ["terminal"]
    assert watch.silent(beats, now=701) == ["terminal"]
