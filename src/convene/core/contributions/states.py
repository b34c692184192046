"""How far a promise has come, and which steps it may take."""

from collections.abc import Mapping
from enum import StrEnum


class State(StrEnum):
    """How far a promise has come. An amendment is a record of its own, no state."""

    ASK = "ask"
    PROPOSED = "proposed"
    COMMITTED = "committed"
    PART_DELIVERED = "part_delivered"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"
    WRITTEN_OFF = "written_off"


class Column(StrEnum):
    """How a promise is counted: money, something with a value, or something that has none."""

    CASH = "cash"
    IN_KIND = "in_kind"
    UNPRICED = "unpriced"


STANDING = frozenset({State.COMMITTED, State.PART_DELIVERED, State.DELIVERED})
"""States of a promise that was made and still stands."""
ENDED = frozenset({State.CANCELLED, State.WRITTEN_OFF})
"""States that a promise does not leave, and that say why."""
MOVES: Mapping[State, frozenset[State]] = {
    State.ASK: frozenset({State.PROPOSED, State.COMMITTED, State.CANCELLED}),
    State.PROPOSED: frozenset({State.ASK, State.COMMITTED, State.CANCELLED}),
    State.COMMITTED: frozenset(
        {State.PART_DELIVERED, State.DELIVERED, State.CANCELLED, State.WRITTEN_OFF}
    ),
    State.PART_DELIVERED: frozenset({State.COMMITTED, State.DELIVERED, State.WRITTEN_OFF}),
    State.DELIVERED: frozenset({State.COMMITTED, State.PART_DELIVERED}),
    State.CANCELLED: frozenset(),
    State.WRITTEN_OFF: frozenset(),
}


def may_move(now: State, to: State) -> bool:
    return to in MOVES[now]
