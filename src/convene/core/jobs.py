"""When work that went wrong is tried again, and when a worker counts as dead."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What a kind of job may take.

    tries: how often it is begun at most.
    lasts: how long one try may take.
    pause: how long to wait before the second try; each further wait is twice as long.
    repeatable: whether it may be begun again when nobody knows how far it came.
    """

    tries: int
    lasts: timedelta
    pause: timedelta = timedelta(minutes=1)
    repeatable: bool


def next_try(terms: Terms, *, failures: int, known: bool) -> timedelta | None:
    """Return how long to wait before the next try, or None when there is none.

    `failures` counts the tries that failed, the last one too; `known` says that the job itself
    told how it failed, rather than being broken off from outside.
    """
    if failures >= terms.tries or not (known or terms.repeatable):
        return None
    return terms.pause * (1 << (failures - 1))


@dataclass(frozen=True)
class Beat:
    """The last sign of life of a worker, and for how many seconds it may give none."""

    worker: str
    at: datetime
    allowed: float


@dataclass
class Watch:
    """What one observer has seen of the workers.

    It counts by its own clock how long a sign of life has stood unchanged: clocks of other machines
    do not matter, nor does a laptop that slept, since that clock stands still meanwhile.
    """

    seen: dict[str, tuple[datetime, float]] = field(default_factory=dict)

    def silent(self, beats: Iterable[Beat], *, now: float) -> list[str]:
        """Return the workers that have been silent for longer than they may, `now` in seconds."""
        self.seen = {
            beat.worker: before
            if (before := self.seen.get(beat.worker)) and before[0] == beat.at
            else (beat.at, now)
            for beat in beats
        }
        return [beat.worker for beat in beats if now - self.seen[beat.worker][1] > beat.allowed]
