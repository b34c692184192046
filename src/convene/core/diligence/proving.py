"""Whether whoever decides is who they say: how lately they have shown it, and whether somebody has
let them in anew.
"""

from datetime import datetime, timedelta

PROVED_FOR = timedelta(minutes=15)
"""How long it counts that somebody has shown once more that it is them (expert choice)."""
LET_IN_BARS = timedelta(hours=24)
"""How long nobody decides whom an administrator has let in anew: long enough for those who read of
it to ask (expert choice).
"""


def is_proved(proved_at: datetime | None, *, at: datetime) -> bool:
    return proved_at is not None and at - proved_at <= PROVED_FOR


def decides_from(let_in_at: datetime) -> datetime:
    """Return from when somebody decides again whom an administrator let in at a moment."""
    return let_in_at + LET_IN_BARS


def is_let_in_anew(decides_from: datetime | None, *, at: datetime) -> bool:
    """Say whether this moment still lies before the one from which they decide again."""
    return decides_from is not None and at < decides_from
