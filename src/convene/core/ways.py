"""What a way to get started may become in an alliance, and when it is late."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

State = Literal["open", "planned", "done", "left_out"]
"""Open: nobody has planned it, which is not that it was left out."""
MOVES: Mapping[str, tuple[State, ...]] = {
    "open": ("planned", "done", "left_out"),
    "planned": ("planned", "done", "left_out"),
    "left_out": ("planned", "done"),
    "done": (),
}
"""What each may become. What is done is taken back first, with a reason."""


def taken_back(*, is_planned: bool) -> State:
    """Return what is no longer done: planned again where somebody was to do it, else open."""
    return "planned" if is_planned else "open"


def is_late(state: str, *, due_on: date | None, today: date) -> bool:
    """Say whether something planned has passed its day; on the day itself it has not."""
    return state == "planned" and due_on is not None and due_on < today
