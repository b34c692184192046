"""What is said of a promise, apart from whose it is and how far it has come."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from convene.apps.ledger.models import Contribution, Instalment


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What was said of a promise, with the names of its columns. `rate` is base units for one unit
    of `currency`, and not needed where that is the base itself.
    """

    title: str
    column: str
    kind: str = ""
    amount: Decimal | None = None
    currency: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    unit_value: Decimal | None = None
    method: str = ""
    method_note: str = ""
    is_estimate: bool = False
    rate: Decimal | None = None
    rate_day: date | None = None
    rate_source: str = ""
    passed_on_from_id: UUID | None = None
    is_parallel: bool = False
    is_shared: bool = False


@dataclass(frozen=True, kw_only=True)
class Line:
    """What of a promise is due on a day. Its id is given by the page."""

    id: UUID
    due_on: date
    amount: Decimal | None = None
    note: str = ""


def terms(promise: Any) -> Terms:
    """Return what is said of a promise, as it stands or as a line of its history has it."""
    return Terms(**{field.name: getattr(promise, field.name) for field in fields(Terms)})


def line(row: Any) -> Line:
    """Return one instalment, as it stands or as a line of its history has it."""
    return Line(id=row.id, due_on=row.due_on, amount=row.amount, note=row.note)


def lines(promise: Contribution) -> list[Line]:
    """Return when what of a promise is due, in the order of its days."""
    standing = Instalment.objects.filter(contribution=promise, is_dropped=False)
    return [line(row) for row in standing]


def first_lines(promise: Contribution) -> list[Line]:
    """Return the instalments that a promise was written down with."""
    begun = Instalment.history.filter(
        contribution_id=promise.pk, history_type="+", history_date=promise.added_at
    )
    return in_order(line(row) for row in begun)


def in_order(given: Iterable[Line]) -> list[Line]:
    return sorted(given, key=lambda each: (each.due_on, each.id.int))
