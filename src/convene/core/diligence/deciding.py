"""Who may decide, what their decisions come to, and whether a clearance still stands."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

from convene.core.diligence.states import CLEARED, VERDICTS, Level, State
from convene.core.diligence.validity import has_expired, valid_until

Bar = Literal[
    "assessor",
    "sponsor",
    "conflict",
    "decided",
    "renewal",
    "retracted",
    "dismissed",
    "wrote",
    "let_in",
]
RENEWED_EVERY = 12
"""Months after which a declared conflict of interest has to be looked at again by whoever declared
it.
"""


def needs_renewal(declared: date, *, today: date) -> bool:
    """Say whether a declaration is more than a year old."""
    return has_expired(valid_until(declared, months=RENEWED_EVERY), today=today)


def ties(since: date, until: date | None, *, began: date, today: date) -> bool:
    """Say whether a conflict of interest bars from the round of a case that began on a day: once
    it holds, and also where it has ended since. Its end takes effect from the next round.
    """
    return since <= today and (until is None or until >= began)


def bars(
    person: int,
    *,
    assessor: int | None,
    sponsor: int | None,
    conflicted: Iterable[int],
    decided: Iterable[int] = (),
    overdue: Iterable[int] = (),
    retracted: Iterable[int] = (),
    dismissed: Iterable[int] = (),
    wrote: Iterable[int] = (),
    let_in: Iterable[int] = (),
) -> tuple[Bar, ...]:
    """Return everything that keeps a person from approving.

    That is having assessed, sponsoring, a conflict, having decided already, a declaration that is
    overdue, having taken back a true match, having set aside a strong hit, or having written every
    finding of the round: nobody passes their own work. Nor does anybody decide for a day whom an
    administrator has let in anew.
    """
    those: Mapping[Bar, Iterable[int | None]] = {
        "assessor": [assessor],
        "sponsor": [sponsor],
        "conflict": conflicted,
        "decided": decided,
        "renewal": overdue,
        "retracted": retracted,
        "dismissed": dismissed,
        "wrote": wrote,
        "let_in": let_in,
    }
    return tuple(bar for bar, people in those.items() if person in people)


def approvers_needed(level: Level, *, contested: bool = False) -> int:
    """Return how many people clear a partner: two at the enhanced level, and where another case
    said something else of an entry.
    """
    return 2 if level is Level.ENHANCED or contested else 1


def verdict(votes: Iterable[State], *, level: Level, contested: bool = False) -> State | None:
    """Return what the approvers' decisions come to, or None while one is missing.

    To clear takes as many people as are needed, and the stricter of them counts; to decline or
    defer takes one.
    """
    given = sorted(votes, key=VERDICTS.index)
    if not given:
        return None
    strictest = given[-1]
    if strictest in CLEARED and len(given) < approvers_needed(level, contested=contested):
        return None
    return strictest


def stands(
    state: State,
    *,
    valid_until: date | None,
    today: date,
    stopped: bool,
    doubted: bool,
    same_partner: bool,
    overdue: bool = False,
) -> bool:
    """Say whether a clearance may be relied on: it is in time, nothing has come up that nobody has
    looked into, and nothing that it rests on is `overdue`.
    """
    in_time = valid_until is not None and not has_expired(valid_until, today=today)
    return state in CLEARED and in_time and same_partner and not (stopped or doubted or overdue)
