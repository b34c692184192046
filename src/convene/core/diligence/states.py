"""The levels and states of a case, and which moves it may make."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal, get_args


class Level(StrEnum):
    BASIC = "basic"
    STANDARD = "standard"
    ENHANCED = "enhanced"


class State(StrEnum):
    OPENED = "opened"
    SCREENING = "screening"
    RESEARCH = "research"
    ASSESSED = "assessed"
    SECOND_REVIEW = "second_review"
    CLEARED = "cleared"
    CONDITIONS = "conditions"
    DECLINED = "declined"
    DEFERRED = "deferred"
    EXPIRED = "expired"
    REOPENED = "reopened"


MOVES: Mapping[State, frozenset[State]] = {
    State.OPENED: frozenset({State.SCREENING}),
    State.SCREENING: frozenset({State.RESEARCH}),
    State.RESEARCH: frozenset({State.ASSESSED}),
    State.ASSESSED: frozenset({State.SECOND_REVIEW, State.RESEARCH}),
    State.SECOND_REVIEW: frozenset(
        {State.CLEARED, State.CONDITIONS, State.DECLINED, State.DEFERRED, State.RESEARCH}
    ),
    State.CLEARED: frozenset({State.EXPIRED, State.REOPENED}),
    State.CONDITIONS: frozenset({State.EXPIRED, State.REOPENED}),
    State.DEFERRED: frozenset({State.REOPENED}),
    State.EXPIRED: frozenset({State.REOPENED}),
    State.REOPENED: frozenset({State.SCREENING}),
    State.DECLINED: frozenset(),
}
CLEARED = frozenset({State.CLEARED, State.CONDITIONS})
VERDICTS = (State.CLEARED, State.CONDITIONS, State.DEFERRED, State.DECLINED)
"""What approvers may decide, the strictest last."""
WORKING = frozenset({State.OPENED, State.REOPENED, State.SCREENING, State.RESEARCH})
"""Before a case is assessed: what is gathered can still change."""
ASSESSED = frozenset({State.ASSESSED, State.SECOND_REVIEW})
"""Somebody has assessed it, and nobody has decided it yet."""
CLOSED = frozenset({State.DECLINED, State.DEFERRED, State.EXPIRED}) | CLEARED
Doubt = Literal["hit", "owner", "report", "scope"]
"""What shakes a clearance: a new hit, a new owner, an adverse report, another scope."""
Reopening = Doubt | Literal["ended", "awaited"]
"""Why a case is opened again: one of these, or the clearance has ended, or what was waited for is
there.
"""
DOUBTS: tuple[Doubt, ...] = get_args(Doubt)


def reopenings(state: State, *, over: bool = False) -> tuple[Reopening, ...]:
    """Return why a case in a state may be opened again, the likeliest first; `over` says that the
    last day of its clearance has passed.
    """
    if state is State.EXPIRED or (over and state in CLEARED):
        return ("ended", *DOUBTS)
    return ("awaited", *DOUBTS) if state is State.DEFERRED else DOUBTS


def may_move(now: State, to: State) -> bool:
    return to in MOVES[now]
