"""What the ledger says otherwise than a statement, in words."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from convene.apps.ledger.words import Column
from convene.apps.statements.models import Statement
from convene.apps.statements.queries.reading import changes, state_of
from convene.apps.statements.words import SAYS
from convene.apps.workshop.words import kind_of
from convene.core.statements import Change, Line
from convene.ground.amounts import said


@dataclass(frozen=True, kw_only=True)
class Figure:
    """What a line says otherwise of one thing."""

    label: str
    was: str
    now: str


@dataclass(frozen=True, kw_only=True)
class Differing:
    """A line that is new, gone, or says something else."""

    what: str
    is_new: bool
    is_gone: bool
    figures: tuple[Figure, ...]


def differing(statement: Statement) -> list[Differing]:
    return [_told(change, base=statement.base) for change in changes(statement)]


def _told(change: Change, *, base: str) -> Differing:
    line, was = change.line, change.was
    names = [name for name in change.fields if not _is_same_again(name, line, base=base)]
    return Differing(
        what=line.what,
        is_new=was is None,
        is_gone=change.is_gone,
        figures=tuple(
            Figure(label=str(SAYS[name]), was=_shown(name, was), now=_shown(name, line))
            for name in names
            if was is not None
        ),
    )


def _is_same_again(name: str, line: Line, *, base: str) -> bool:
    """Say whether a value in the base currency only says again what stands in that of the line."""
    return name.startswith("base_") and line.currency == base


def _shown(name: str, line: Line) -> str:
    value: Any = getattr(line, name)
    words = {"state": state_of, "kind": lambda of: kind_of(of.kind), "column": _column}
    if name in words:
        return words[name](line) or _("Recorded")
    if value is None:
        return _("unknown")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    if isinstance(value, Decimal):
        return said(value)
    return str(value)


def _column(line: Line) -> str:
    return str(Column(line.column).label)
