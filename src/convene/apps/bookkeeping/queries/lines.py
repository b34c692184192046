"""One judged row: what it would do, to what, and why not."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any

from convene.apps.bookkeeping.models import Row
from convene.apps.bookkeeping.queries.columns import called
from convene.apps.bookkeeping.words import Sort
from convene.core.going_round import Move
from convene.core.reasons import Kept, Reason, kept, recalled


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Why a row is refused, and in which column."""

    column: str
    reason: Reason


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """What a row would do. `values` are what it says, read; `record` is what it is of, as it stands
    here; `edited` are the columns that it changes.
    """

    row: Row
    sort: Sort
    name: str = ""
    problems: tuple[Problem, ...] = ()
    moves: tuple[Move, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    record: Any = None
    edited: frozenset[str] = frozenset()
    likeness: Hashable = None

    @property
    def version(self) -> int | None:
        """The version of the promise that was looked at."""
        return getattr(self.record, "version", None)

    @property
    def pick(self) -> str:
        """What a page sends for a row that somebody picks: which row, as of which version."""
        return f"{self.row.pk}:{self.version if self.version is not None else ''}"

    @property
    def shown_moves(self) -> list[tuple[Any, Move]]:
        """What moved, each with what its column is called."""
        titles = called(self.row.sheet)
        return [(titles[move.column], move) for move in self.moves]

    @property
    def shown_problems(self) -> list[tuple[str, Reason]]:
        return [(cell(self.row, problem.column), problem.reason) for problem in self.problems]


def cell(row: Row, column: str) -> str:
    """Return where a cell stands, as “promises!H12”; the row alone for a column of no cell."""
    place = row.upload.columns.get(row.sheet, {}).get(column)
    letters = "" if place is None else _letters(place)
    return f"{row.sheet}!{letters}{row.number}"


def _letters(place: int) -> str:
    letters = ""
    while place >= 0:
        place, last = divmod(place, 26)
        letters, place = chr(ord("A") + last) + letters, place - 1
    return letters


def stored(problems: tuple[Problem, ...]) -> list[list[Any]]:
    """Return why a row was refused as its column keeps it."""
    return [[problem.column, kept(problem.reason)] for problem in problems]


def told_of(row: Row, why: list[tuple[str, Kept]]) -> list[tuple[str, Reason]]:
    """Return the same with the cells, to be read."""
    return [(cell(row, column), recalled(reason)) for column, reason in why]
