"""Who may decide, what their decisions come to, and whether a clearance still stands."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from convene.core.diligence.states import CLEARED, VERDICTS, Level, State
from convene.core.diligence.validity import has_expired, valid_until

Bar = Literal["assessor", "sponsor", "conflict", "decided", "renewal", "retracted"]
RENEWED_EVERY = 12
"""Months after which a declared conflict of interest has to be looked at again by whoever declared
it.
"""


def needs_renewal(declared: date, *, today: date) -> bool:
    """Say whether a declaration is more than a year old."""
    return has_expired(valid_until(declared, months=RENEWED_EVERY), today=today)


def bars(
    person: int,
    *,
    assessor: int | None,
    sponsor: int | None,
    conflicted: Iterable[int],
    decided: Iterable[int] = (),
    overdue: Iterable[int] = (),
    retracted: Iterable[int] = (),
) -> tuple[Bar, ...]:
    """Return everything that keeps a person from approving.

    That is having assessed, sponsoring, a conflict, having decided already, a declaration that is
    overdue, or having taken back a true match.
    """
    why: list[Bar] = []
    if person == assessor:
        why.append("assessor")
    if person == sponsor:
        why.append("sponsor")
    if person in set(conflicted):
        why.append("conflict")
    if person in set(decided):
        why.append("decided")
    if person in set(overdue):
        why.append("renewal")
    if person in set(retracted):
        why.append("retracted")
    return tuple(why)


def approvers_needed(level: Level) -> int:
    return 2 if level is Level.ENHANCED else 1


def verdict(votes: Iterable[State], *, level: Level) -> State | None:
    """Return what the approvers' decisions come to, or None while one is missing.

    To clear takes as many people as the level needs, and the stricter of them counts; to decline or
    defer takes one.
    """
    given = sorted(votes, key=VERDICTS.index)
    if not given:
        return None
    strictest = given[-1]
    if strictest in CLEARED and len(given) < approvers_needed(level):
        return None
    return strictest


def stands(
    state: State,
    *,
    valid_until: date | None,
    today: date,
    stopped: bool,
    doubted: bool,
    same_owner: bool,
) -> bool:
    """Say whether a clearance may be relied on: it is in time, and nothing has come up that nobody
    has looked into.
    """
    in_time = valid_until is not None and not has_expired(valid_until, today=today)
    return state in CLEARED and in_time and same_owner and not (stopped or doubted)
