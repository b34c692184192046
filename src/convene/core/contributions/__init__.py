"""What partners promise and give: how far it has come, what it is worth, and whether it counts."""

from convene.core.contributions.counting import (
    ANSWERS,
    QUESTIONS,
    Answer,
    Question,
    lacking,
    may_count,
    why_not,
)
from convene.core.contributions.states import ENDED, MOVES, STANDING, Column, State, may_move

__all__ = [
    "ANSWERS",
    "ENDED",
    "MOVES",
    "QUESTIONS",
    "STANDING",
    "Answer",
    "Column",
    "Question",
    "State",
    "lacking",
    "may_count",
    "may_move",
    "why_not",
]
