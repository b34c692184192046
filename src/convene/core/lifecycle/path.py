"""The pack for the path of an alliance: its states, its moves, and what each gate asks for."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from convene.core.lifecycle.asked import Asked
from convene.core.lifecycle.stage import Stage

Gate = Literal["G1", "G2", "G3", "G4", "G5", "G6", "G7"]
Who = Literal["owner", "builder", "partner", "reviewer", "approver"]
"""Who can meet a requirement: somebody with this part in the alliance, somebody of the partner, or
reviewers and approvers of due diligence.
"""
About = Literal["alliance", "partner"]
"""Whether something is asked once, or of each partner."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """A state, what it is called, and the IATI Standard's activity status, where it has one."""

    id: Stage
    title: str
    activity_status: int | None = None


@dataclass(frozen=True, kw_only=True)
class Move:
    """A step into a state from any of several. One `off` the path says why, on which day and what
    is owed; from where it `returns`, an alliance goes back to where it was. `ends` says that its
    day is the actual end.
    """

    to: Stage
    was: tuple[Stage, ...]
    gate: Gate | None = None
    off: bool = False
    returns: bool = False
    ends: bool = False


@dataclass(frozen=True, kw_only=True)
class Requirement:
    """Something that must hold before a gate opens. Its `code` stays for good. `asks` names the
    check of the facts, `field` what to fill in.
    """

    code: str
    gate: Gate
    says: str
    asks: Asked
    about: About
    who: tuple[Who, ...]
    field: str
    overridable: bool = True
    expert: bool = False


@dataclass(frozen=True, kw_only=True)
class Path:
    """The whole pack, checked on load. `places` stand in the order of the path, those off it last;
    `requirements` in the order of their gates.
    """

    places: tuple[Place, ...]
    moves: tuple[Move, ...]
    requirements: tuple[Requirement, ...]

    def onward(self, state: Stage) -> Move | None:
        """Return the move that goes on along the path; None at its end, and off it."""
        return next((move for move in self.moves if state in move.was and not move.off), None)

    def off(self, state: Stage) -> tuple[Move, ...]:
        """Return the moves that leave the path from a state."""
        return tuple(move for move in self.moves if state in move.was and move.off)

    def is_off(self, state: Stage) -> bool:
        return any(move.to is state and move.off for move in self.moves)

    def returns(self, state: Stage) -> bool:
        """Say whether an alliance goes back from a state to where it was."""
        return any(move.to is state and move.returns for move in self.moves)

    def requirement(self, code: str) -> Requirement:
        """Return a requirement by its code. Raises KeyError."""
        for needed in self.requirements:
            if needed.code == code:
                return needed
        raise KeyError(code)

    def gates_until(self, state: Stage) -> Iterator[Gate]:
        """Yield the gates that lie before a state of the path, and the one into it."""
        order = [place.id for place in self.places]
        for move in self.moves:
            if move.gate and order.index(move.to) <= order.index(state):
                yield move.gate

    def asked_before(self, state: Stage) -> tuple[Requirement, ...]:
        """Return what must hold in a state of the path."""
        gates = set(self.gates_until(state))
        return tuple(needed for needed in self.requirements if needed.gate in gates)
