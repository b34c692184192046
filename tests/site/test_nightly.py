"""When the server has the registry looked at, and that it really does."""

import sys
import time as clock
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from convene.site.nightly import BadTime, Nights, next_time, nights, when

PARIS = ZoneInfo("Europe/Paris")


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


def test_off_means_never(monkeypatch):
    monkeypatch.setenv("CONVENE_RESCREEN_AT", "off")
    assert nights("UTC") is None


def test_it_starts_the_command_and_stops_when_told(tmp_path: Path):
    wrote = tmp_path / "wrote"
    command = (sys.executable, "-c", f"open({str(wrote)!r}, 'a').write('x')")
    kept = Nights(at=time(2), zone=PARIS, command=command, settling=timedelta(0))
    kept.start()
    deadline = clock.monotonic() + 30
    while not wrote.exists() and clock.monotonic() < deadline:
        clock.sleep(0.05)
    kept.stop()
    assert wrote.read_text() == "x"
