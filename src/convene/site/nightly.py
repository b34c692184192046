"""What the server does every night: it has the registry looked at again, in a process of its own."""

import os
import subprocess
import sys
import threading
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

OFF = "off"
AT = "02:00"
SETTLING = timedelta(minutes=5)
"""How long after its start the server has the first look taken: a laptop is rarely awake at night.
"""
COMMAND = (sys.executable, "-m", "convene.cli", "rescreen")


class BadTime(Exception):
    """CONVENE_RESCREEN_AT is neither a time nor “off”."""


def when(given: str) -> time | None:
    """Return the time of day to look again at, or None for never. Raises BadTime."""
    if given.strip().casefold() == OFF:
        return None
    try:
        return datetime.strptime(given.strip(), "%H:%M").time()  # noqa: DTZ007 - a time of day has no zone until it has a day
    except ValueError:
        raise BadTime(
            f"CONVENE_RESCREEN_AT should be a time such as 02:00, or off, but is “{given}”."
        ) from None


def next_time(after: datetime, *, at: time, zone: ZoneInfo) -> datetime:
    """Return the next moment that the clocks of a zone show a time. Where they jump over it, it is
    an hour later.
    """
    local = after.astimezone(zone)
    wanted = local.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0, fold=0)
    tomorrow = (local + timedelta(days=1)).replace(
        hour=at.hour, minute=at.minute, second=0, microsecond=0, fold=0
    )
    return wanted if wanted > local else tomorrow


class Nights:
    """A thread that only sleeps and starts a command: the look itself is a process, whose memory
    goes when it ends.
    """

    def __init__(
        self,
        *,
        at: time,
        zone: ZoneInfo,
        command: tuple[str, ...] = COMMAND,
        settling: timedelta = SETTLING,
    ) -> None:
        self.at, self.zone, self.command, self.settling = at, zone, command, settling
        self._stopped = threading.Event()
        self._running: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        threading.Thread(target=self._go_on, name="nights", daemon=True).start()

    def stop(self) -> None:
        """Start nothing more, and end what runs: it goes on where it stood another time."""
        self._stopped.set()
        if self._running is not None:
            self._running.terminate()

    def _go_on(self) -> None:
        due = datetime.now(self.zone) + self.settling
        while not self._wait_until(due):
            self._running = subprocess.Popen(self.command, stdin=subprocess.DEVNULL)
            self._running.wait()
            due = next_time(datetime.now(self.zone), at=self.at, zone=self.zone)

    def _wait_until(self, due: datetime) -> bool:
        """Sleep in short stretches, since a laptop's clock stands still while it is closed. Returns
        whether we were stopped.
        """
        while (left := (due - datetime.now(self.zone)).total_seconds()) > 0:
            if self._stopped.wait(min(left, 60)):
                return True
        return self._stopped.is_set()


def nights(zone: str) -> Nights | None:
    """Return the nights that CONVENE_RESCREEN_AT asks for, if any. Raises BadTime."""
    at = when(os.environ.get("CONVENE_RESCREEN_AT", AT))
    return Nights(at=at, zone=ZoneInfo(zone)) if at else None
