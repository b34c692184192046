"""What is wrong in a table, each kind of it once: one answer mends all of its rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from convene.apps.registry.queries.rows import CHOICES, SEVERAL, Choices, Fault


class Judged(Protocol):
    """A row of a table, of whatever it is."""

    @property
    def number(self) -> int: ...

    @property
    def faults(self) -> tuple[Fault, ...]: ...


@dataclass(frozen=True, kw_only=True)
class Together:
    """One value that a column cannot hold, the rows where it stands, and among which it could be
    chosen; any text where there is no list.
    """

    fault: Fault
    rows: tuple[int, ...]
    choices: tuple[tuple[str, str], ...]


def together(lines: Iterable[Judged], *, among: Choices = CHOICES) -> list[Together]:
    """Return each fault of the cells of a table once: those that keep rows out first, then those of
    most rows.
    """
    rows: dict[Fault, list[int]] = {}
    for line in lines:
        for fault in line.faults:
            rows.setdefault(fault, []).append(line.number)
    made = [
        Together(fault=fault, rows=tuple(numbers), choices=_choices(fault.column, among))
        for fault, numbers in rows.items()
    ]
    return sorted(made, key=lambda group: (group.fault.aside, -len(group.rows), group.rows))


def _choices(column: str, among: Choices) -> tuple[tuple[str, str], ...]:
    words = among.get(column)
    return tuple(words().items()) if words else ()


def mended(values: Mapping[str, str], *, column: str, value: str, becomes: str) -> dict[str, str]:
    """Return the cells of a row in which one value of a column has become another."""
    cell = values.get(column, "")
    if column in SEVERAL:
        parts = [part.strip() for part in cell.split(";")]
        cell = "; ".join(becomes if part == value else part for part in parts)
    elif cell.strip() == value:
        cell = becomes
    return {**values, column: cell}
