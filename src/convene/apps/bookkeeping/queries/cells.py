"""What rows of both sheets have in common: which record they are of, and which cells moved."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from convene.apps.bookkeeping.models import Row
from convene.apps.bookkeeping.queries.columns import EDITED
from convene.apps.bookkeeping.queries.here import tidied
from convene.apps.bookkeeping.queries.lines import Problem
from convene.apps.bookkeeping.queries.reading import NO_TEXT, key_of
from convene.core.going_round import Move, moves
from convene.core.money import SHOWN
from convene.core.reasons import Reason, gettext_noop

NO_KEY = gettext_noop("“{value}” is no key. Leave it empty in a new row.")
NO_RECORD = gettext_noop(
    "This alliance has no such record. Leave key and version empty where it is new."
)
NO_VERSION = gettext_noop("“{value}” is no version of it.")
FORMULA = gettext_noop("This cell holds a formula without a value; write the value.")
ONLY_READ = gettext_noop("This is only to be read: a file never changes it.")
NO_RATE_DAY = gettext_noop("Say the rate, of which day it is, and whose.")
LONGEST_VERSION = 9


def yours_of(row: Row) -> dict[str, str]:
    """Return the cells of every column that the sheet has, empty ones too."""
    columns = row.upload.columns.get(row.sheet, {})
    return {name: tidied(row.cells.get(name, "")) for name in columns}


def record_problems(row: Row, record: Any, *, is_foreign: bool) -> Iterable[Problem]:
    """Say what is wrong with the key and the version of a row."""
    key, version = row.cells.get("id", ""), row.cells.get("version", "")
    if key and key_of(key) is None:
        yield Problem(column="id", reason=Reason(NO_KEY, {"value": key[:SHOWN]}))
    elif is_foreign or (version and record is None):
        yield Problem(column="id", reason=Reason(NO_RECORD))
    elif (version and not (version.isascii() and version.isdigit())) or len(
        version
    ) > LONGEST_VERSION:
        yield Problem(column="version", reason=Reason(NO_VERSION, {"value": version[:SHOWN]}))


def formulas(row: Row) -> Iterable[Problem]:
    for name in row.formulas:
        yield Problem(column=name, reason=Reason(FORMULA))


def missing(column: str) -> Problem:
    return Problem(column=column, reason=Reason(NO_TEXT))


def rate_problems(values: Mapping[str, Any]) -> Iterable[Problem]:
    """A rate says its day and its source."""
    names = ("rate", "rate_day", "rate_source")
    if any(values[name] for name in names):
        gaps = (name for name in names if not values[name])
        yield from (Problem(column=name, reason=Reason(NO_RATE_DAY)) for name in gaps)


def moved(
    row: Row,
    *,
    went: Mapping[str, str],
    now: Mapping[str, str],
    is_same: Callable[[str, str, str], bool],
) -> tuple[Move, ...]:
    """Return which cells moved, but for those that are only written otherwise."""
    names = EDITED[row.sheet]
    cells = yours_of(row)
    moved_cells = moves(
        exported={name: went[name] for name in names},
        here={name: now[name] for name in names},
        yours={name: cells[name] for name in names if name in cells},
    )
    return tuple(move for move in moved_cells if not _is_only_written(move, is_same))


def _is_only_written(move: Move, is_same: Callable[[str, str, str], bool]) -> bool:
    if not move.is_yours or move.is_theirs:
        return False
    return is_same(move.column, move.yours, move.exported)
