"""What became of a row of a table that went out and came back, while its record went on here."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One column of a row in which something is no longer what went out: as it went out, as it is
    here now, and as it came back.
    """

    column: str
    exported: str
    here: str
    yours: str

    @property
    def is_theirs(self) -> bool:
        """Whether somebody changed it here."""
        return self.here != self.exported

    @property
    def is_yours(self) -> bool:
        """Whether it was changed in the table, to something else than it is here by now."""
        return self.yours not in (self.exported, self.here)


def moves(
    *, exported: Mapping[str, str], here: Mapping[str, str], yours: Mapping[str, str]
) -> tuple[Move, ...]:
    """Return every column that moved, in the order of `exported`. A column that the table no longer
    has did not move in it.
    """
    all_columns = (
        Move(column=name, exported=went, here=here[name], yours=yours.get(name, went))
        for name, went in exported.items()
    )
    return tuple(move for move in all_columns if move.is_theirs or move.is_yours)


def is_conflict(moved: tuple[Move, ...]) -> bool:
    """Say whether a row was changed on both sides."""
    return any(move.is_yours for move in moved) and any(move.is_theirs for move in moved)
