"""What a promise says, as JSON keeps it beside a row, so that an undoing can bring it back."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from convene.apps.ledger.actions.record import BASE
from convene.apps.ledger.models import ANSWERS, Contribution
from convene.apps.ledger.queries import terms as queries
from convene.apps.ledger.queries.terms import Line, Terms
from convene.core.money import plain

Said = Mapping[str, Any]
_DECIMALS = ("amount", "quantity", "unit_value", "rate")


def of(promise: Contribution) -> Said:
    """Return everything that a file may change of a promise. The rate of the base itself is worked
    out anew.
    """
    terms = {name: _kept(value) for name, value in vars(queries.terms(promise)).items()}
    if promise.rate_source == BASE:
        terms |= {"rate": None, "rate_day": None, "rate_source": ""}
    lines = [
        {name: _kept(value) for name, value in vars(line).items()}
        for line in queries.in_order(queries.lines(promise))
    ]
    answers = {code: getattr(promise, code) for code in ANSWERS}
    return {"terms": terms, "lines": lines, "answers": answers, "state": promise.state}


def _kept(value: Any) -> Any:
    if isinstance(value, Decimal):
        return plain(value)
    return str(value) if isinstance(value, date | UUID) else value


def terms(kept: Said) -> Terms:
    """Return the terms that were kept."""
    given = {field.name: kept["terms"][field.name] for field in fields(Terms)}
    for name in _DECIMALS:
        given[name] = _number(given[name])
    given["rate_day"] = _day(given["rate_day"])
    key = given["passed_on_from_id"]
    given["passed_on_from_id"] = UUID(key) if key else None
    return Terms(**given)


def lines(kept: Said) -> list[Line]:
    """Return the instalments that were kept."""
    return [
        Line(
            id=UUID(line["id"]),
            due_on=date.fromisoformat(line["due_on"]),
            amount=_number(line["amount"]),
            note=line["note"],
        )
        for line in kept["lines"]
    ]


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
