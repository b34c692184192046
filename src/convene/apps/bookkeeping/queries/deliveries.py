"""What a row of deliveries would do: record one, or nothing. What came is never rewritten."""

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

from convene.apps.bookkeeping.models import Row
from convene.apps.bookkeeping.queries.cells import (
    ONLY_READ,
    formulas,
    missing,
    moved,
    rate_problems,
    record_problems,
    yours_of,
)
from convene.apps.bookkeeping.queries.columns import EDITED
from convene.apps.bookkeeping.queries.here import Here
from convene.apps.bookkeeping.queries.lines import Judgement, Problem
from convene.apps.bookkeeping.queries.reading import amount, day, promise, rate, so_far, text
from convene.apps.bookkeeping.words import DELIVERIES, Sort
from convene.apps.ledger.models import Instalment
from convene.apps.ledger.queries import standing
from convene.apps.ledger.words import MADE, Column
from convene.core.money import SHOWN
from convene.core.money import Refused as Wrong
from convene.core.reasons import Reason, gettext_noop

REWRITTEN = gettext_noop(
    "What came is never rewritten: take it back on its page, and record the right one anew."
)
NOT_MADE = gettext_noop("Nothing comes of what is not promised, or has ended.")
NO_AMOUNT = gettext_noop("Say its amount.")
UNPRICED = gettext_noop("What is never priced has no amount.")
OTHER = gettext_noop("The promise says “{value}” here. Leave it empty, or write the same.")
NOT_DUE = gettext_noop("Nothing of the promise is due on “{value}”.")
Values = dict[str, Any]


def judged(
    row: Row, here: Here, *, exported: Mapping[Any, Mapping[str, str]], is_foreign: bool
) -> Judgement:
    """Return what a row would do, judged against the delivery as it was recorded."""
    record = here.deliveries.get(row.record)
    problems = [*record_problems(row, record, is_foreign=is_foreign), *formulas(row)]
    if problems or record is None:
        return _new(row, here, problems)
    now, cells = here.delivery_cells(record), yours_of(row)
    moves = moved(row, went=now, now=now, is_same=_same(here))
    problems += [Problem(column=move.column, reason=Reason(REWRITTEN)) for move in moves]
    stood = standing.after(list(record.steps.all())[: int(row.cells.get("version", "") or 0)])
    if cells.get("stands") not in (None, "", stood, now["stands"]):
        problems.append(Problem(column="stands", reason=Reason(ONLY_READ)))
    sort = Sort.REFUSED if problems else Sort.UNCHANGED
    return Judgement(row=row, sort=sort, name=record.what, problems=tuple(problems), record=record)


def likeness(values: Mapping[str, Any]) -> Hashable:
    """Return what two deliveries have in common that may be one."""
    names = ("contribution_id", "on", "what", "amount", "quantity")
    return tuple(values[name] for name in names)


def _same(here: Here) -> Any:
    def is_same(column: str, first: str, second: str) -> bool:
        try:
            return bool(_reader(column, here)(first) == _reader(column, here)(second))
        except Wrong:
            return False

    return is_same


def _reader(column: str, here: Here) -> Any:
    readers: Mapping[str, Any] = {
        "promise": lambda cell: promise(cell, here=here),
        "on": lambda cell: so_far(cell, today=here.today),
        "amount": amount,
        "quantity": amount,
        "due_on": day,
        "rate": rate,
        "rate_day": lambda cell: so_far(cell, today=here.today),
    }
    return readers.get(column, lambda cell: text(column, cell))


def _new(row: Row, here: Here, problems: list[Problem]) -> Judgement:
    values, cells = Values(), yours_of(row)
    if not problems:
        for column in EDITED[DELIVERIES]:
            try:
                values[column] = _reader(column, here)(cells.get(column, ""))
            except Wrong as why:
                problems.append(Problem(column=column, reason=why.reason))
    if not problems:
        values["contribution_id"] = values.pop("promise")
        problems += _fitting(values, cells, here)
    sort = Sort.REFUSED if problems else Sort.NEW
    return Judgement(
        row=row,
        sort=sort,
        name=row.cells.get("what", ""),
        problems=tuple(problems),
        values=values,
        likeness=None if problems else (DELIVERIES, likeness(values)),
    )


def _fitting(values: Values, cells: Mapping[str, str], here: Here) -> Iterable[Problem]:
    """Say what of a new delivery does not fit to its promise."""
    made = here.promises[values["contribution_id"]]
    if made.state not in MADE:
        yield Problem(column="promise", reason=Reason(NOT_MADE))
    for name in ("on", "what"):
        if not values[name]:
            yield missing(name)
    is_unpriced = made.column == Column.UNPRICED
    if (values["amount"] is None) != is_unpriced:
        yield Problem(column="amount", reason=Reason(UNPRICED if is_unpriced else NO_AMOUNT))
    yield from rate_problems(values)
    beside = {
        "partner": here.names.get(made.partner_id, ""),
        "promise_title": made.title,
        "currency": made.currency,
        "stands": "",
        "base_value": "",
    }
    for name, right in beside.items():
        if cells.get(name) and cells[name].casefold() != right.casefold():
            why = Reason(OTHER, {"value": right[:SHOWN]}) if right else Reason(ONLY_READ)
            yield Problem(column=name, reason=why)
    if values["due_on"] and instalment(values, here) is None:
        why = Reason(NOT_DUE, {"value": values["due_on"].isoformat()})
        yield Problem(column="due_on", reason=why)


def instalment(values: Mapping[str, Any], here: Here) -> Instalment | None:
    """Return which instalment of its promise a delivery is of."""
    lines = here.lines.get(values["contribution_id"], ())
    key = next((line.id for line in lines if line.due_on == values["due_on"]), None)
    return Instalment.objects.filter(pk=key).first() if key else None
