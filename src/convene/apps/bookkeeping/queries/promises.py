"""What a row of promises would do: write one down, change one, or nothing."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import fields
from decimal import Decimal
from typing import Any
from uuid import UUID

from convene.apps.bookkeeping.models import Row
from convene.apps.bookkeeping.queries.cells import (
    NO_RECORD,
    ONLY_READ,
    formulas,
    missing,
    moved,
    rate_problems,
    record_problems,
    yours_of,
)
from convene.apps.bookkeeping.queries.columns import EDITED, READ, TALK
from convene.apps.bookkeeping.queries.here import Here
from convene.apps.bookkeeping.queries.lines import Judgement, Problem
from convene.apps.bookkeeping.queries.reading import due, of_promise
from convene.apps.bookkeeping.words import PROMISES, Sort
from convene.apps.ledger.actions.record import BASE
from convene.apps.ledger.models import ANSWERS, Contribution
from convene.apps.ledger.queries.terms import Terms
from convene.apps.ledger.words import MADE, Column, State
from convene.core.contributions import check_amendment, is_moved, missing_in_instalments
from convene.core.going_round import is_conflict
from convene.core.money import Refused as Wrong
from convene.core.reasons import Reason, gettext_noop

NO_STATE = gettext_noop(
    "Promising, ending and checking are a person's act on its page, never done by a file."
)
ENDED = gettext_noop("This promise has ended.")
STAYS = gettext_noop("A promise stays whose it is.")
NO_REASON = gettext_noop("This is promised already: say why it is amended.")
NO_SIGNATORY = gettext_noop("This is promised already: say who signed for the partner.")
UNPRICED = gettext_noop("What is never priced has none of this.")
NO_CURRENCY = gettext_noop("Say in which currency.")
NO_AMOUNT = gettext_noop("There is no amount that this belongs to.")
NEEDS_AMOUNT = gettext_noop("Say its amount; what is never priced has none.")
NEEDS_METHOD = gettext_noop("Say how it is valued.")
NOT_THE_SUM = gettext_noop("What is due does not add up to the amount.")
FIXED = gettext_noop("Something came already: what it is counted as, and its currency, stay.")
DAY_MOVES = gettext_noop(
    "A due day moves when somebody proposes another on its page and a second agrees."
)
WAITS = gettext_noop("Somebody proposed another day on its page, and nobody has decided yet.")
STOPPED = gettext_noop("This partner is stopped: what it promised is not amended meanwhile.")
NO_BOOK = gettext_noop("Say first in which currency this alliance counts.")
PRICED = (
    "amount",
    "currency",
    "unit_value",
    "method",
    "is_estimate",
    "rate",
    "rate_day",
    "rate_source",
)
"""What nothing has that has no price."""
TERMS = tuple(field.name for field in fields(Terms))
Values = dict[str, Any]


def judged(
    row: Row, here: Here, *, exported: Mapping[Any, Mapping[str, str]], is_foreign: bool
) -> Judgement:
    """Return what a row would do, judged against the promise as it stands."""
    record = here.promises.get(row.record)
    problems = (*record_problems(row, record, is_foreign=is_foreign), *formulas(row))
    if problems:
        return Judgement(row=row, sort=Sort.REFUSED, name=_name(row), problems=problems)
    if record is None:
        return _new(row, here)
    return _known(row, record, here, exported=exported)


def likeness(values: Mapping[str, Any]) -> Hashable:
    """Return what two promises have in common that may be one."""
    return tuple(values[name] for name in ("partner_id", "title", "column", "amount", "currency"))


def _name(row: Row, record: Contribution | None = None) -> str:
    return row.name or str(record or "")


# --- New ones


def _new(row: Row, here: Here) -> Judgement:
    cells = yours_of(row)
    columns = {name: cells.get(name, "") for name in EDITED[PROMISES]}
    values, problems = _read(columns, here)
    problems += [
        Problem(column=name, reason=Reason(ONLY_READ)) for name in READ[PROMISES] if cells.get(name)
    ]
    values |= _lines(columns["due"], row.record, (), problems)
    values["partner_id"] = values.pop("partner", None)
    values["state"] = values.get("state") or State.PROPOSED
    if "state" in columns and values["state"] not in TALK:
        problems.append(Problem(column="state", reason=Reason(NO_STATE)))
    if not problems:
        problems = list(_fitting(values, here))
    sort = Sort.REFUSED if problems else Sort.NEW
    return Judgement(
        row=row,
        sort=sort,
        name=_name(row),
        problems=tuple(problems),
        values=values,
        likeness=(PROMISES, likeness(values)) if not problems else None,
    )


# --- Those that are here


def _known(
    row: Row, record: Contribution, here: Here, *, exported: Mapping[Any, Mapping[str, str]]
) -> Judgement:
    now, version = here.promise_cells(record), row.cells.get("version", "") or "1"
    went = now if version == str(record.version) else exported.get((record.pk, int(version)))
    if went is None:
        why = (Problem(column="version", reason=Reason(NO_RECORD)),)
        return Judgement(row=row, sort=Sort.REFUSED, name=_name(row, record), problems=why)
    moves = moved(row, went=went, now=now, is_same=_same(record.pk, here))
    edited = {move.column: move.yours for move in moves if move.is_yours}
    problems = list(_only_read(row, went=went, now=now))
    values = _current(record, here)
    if edited:
        changed, wrong = _read({**edited}, here)
        problems += wrong
        if "due" in edited:
            lines = here.lines.get(record.pk, ())
            changed |= _lines(edited["due"], record.pk, lines, problems)
        values |= {**changed, "partner_id": record.partner_id}
        problems += _allowed(record, edited)
        if not problems:
            problems = list(_fitting(values, here))
        if record.state in MADE and edited.keys() - {*ANSWERS} and not problems:
            problems = _amendable(row, record, values, here)
    sort = Sort.CONFLICT if is_conflict(moves) else Sort.CHANGE if edited else Sort.UNCHANGED
    return Judgement(
        row=row,
        sort=Sort.REFUSED if problems else sort,
        name=_name(row, record),
        problems=tuple(problems),
        moves=moves if edited else (),
        values=values,
        record=record,
        edited=frozenset(edited),
    )


def _same(record: UUID, here: Here) -> Callable[[str, str, str], bool]:
    """Return whether two cells of a column mean the same."""

    def is_same(column: str, first: str, second: str) -> bool:
        try:
            if column == "due":
                return _dues(first, record) == _dues(second, record)
            read = of_promise(column, here=here)
            default = State.PROPOSED if column == "state" else ""
            return bool((read(first) or default) == (read(second) or default))
        except Wrong:
            return False

    return is_same


def _dues(cell: str, record: UUID) -> list[tuple[Any, ...]]:
    return [(line.due_on, line.amount, line.note) for line in due(cell, record=record, there=())]


def _only_read(row: Row, *, went: Mapping[str, str], now: Mapping[str, str]) -> Iterable[Problem]:
    cells = yours_of(row)
    for name in READ[PROMISES]:
        if cells.get(name) and cells[name] not in (went[name], now[name]):
            yield Problem(column=name, reason=Reason(ONLY_READ))


def _allowed(record: Contribution, edited: Mapping[str, str]) -> Iterable[Problem]:
    """Say which of the changes no file makes."""
    if record.state not in (*TALK, *MADE):
        yield Problem(column=next(iter(edited)), reason=Reason(ENDED))
    elif "state" in edited and not {record.state, edited["state"].casefold()} <= {*TALK}:
        yield Problem(column="state", reason=Reason(NO_STATE))
    if "partner" in edited:
        yield Problem(column="partner", reason=Reason(STAYS))


def _amendable(row: Row, record: Contribution, values: Values, here: Here) -> list[Problem]:
    """Say what else an amendment of a promise lacks."""
    is_other = (values["column"], values["currency"]) != (record.column, record.currency)
    lacking = {
        ("reason", NO_REASON): not row.cells.get("reason"),
        ("signatory", NO_SIGNATORY): not row.cells.get("signatory"),
        ("amount", NEEDS_AMOUNT): values["column"] != Column.UNPRICED and not values["amount"],
        ("currency", FIXED): is_other and record.pk in here.come,
        ("method", NEEDS_METHOD): values["column"] == Column.IN_KIND and not values["method"],
        ("partner", STOPPED): here.is_stopped(record.partner_id),
        ("due", WAITS): record.pk in here.undecided,
    }
    wrong = [
        Problem(column=column, reason=Reason(why))
        for (column, why), holds in lacking.items()
        if holds
    ]
    signed = {name: row.cells.get(name, "") for name in ("reason", "signatory")}
    read, unread = _read(signed, here)
    values |= read
    days, there = values["lines"], here.lines.get(record.pk, ())
    if is_moved(*([(line.due_on, line.amount) for line in lines] for lines in (there, days))):
        wrong.append(Problem(column="due", reason=Reason(DAY_MOVES)))
    return [*wrong, *unread, *_of_amount(record, values)]


def _of_amount(record: Contribution, values: Values) -> Iterable[Problem]:
    """Hold an amended amount to what is verified, and what is due to the amount."""
    amount = values["amount"] or Decimal(0)
    try:
        check_amendment(amount, verified=record.verified)
    except Wrong as why:
        yield Problem(column="amount", reason=why.reason)
    due_amounts = [line.amount or Decimal(0) for line in values["lines"]]
    if values["column"] == Column.CASH and (gap := missing_in_instalments(amount, due_amounts)):
        yield Problem(column="due", reason=gap)


# --- What both say


def _read(cells: Mapping[str, str], here: Here) -> tuple[Values, list[Problem]]:
    """Read cells, all but what is due, and say what can't be read."""
    values, problems = Values(), list[Problem]()
    for column, cell in cells.items():
        if column == "due":
            continue
        try:
            values[column] = of_promise(column, here=here)(cell)
        except Wrong as why:
            problems.append(Problem(column=column, reason=why.reason))
    if "passed_on_from" in values:
        values["passed_on_from_id"] = values.pop("passed_on_from")
    return values, problems


def _lines(cell: str, record: UUID, there: Any, problems: list[Problem]) -> Values:
    try:
        return {"lines": due(cell, record=record, there=there)}
    except Wrong as why:
        problems.append(Problem(column="due", reason=why.reason))
        return {}


def _current(record: Contribution, here: Here) -> Values:
    """Return what a promise says now; the rate of the base itself is worked out anew."""
    values = {name: getattr(record, name) for name in (*TERMS, *ANSWERS, "state", "partner_id")}
    if record.rate_source == BASE:
        values |= {"rate": None, "rate_day": None, "rate_source": ""}
    return {**values, "lines": list(here.lines.get(record.pk, ()))}


def _fitting(values: Values, here: Here) -> Iterable[Problem]:
    """Say what of the values of one promise does not fit together."""
    yield from (missing(name) for name in ("title", "column", "partner_id") if not values[name])
    if not here.base:
        yield Problem(column="currency", reason=Reason(NO_BOOK))
    if values["column"] == Column.UNPRICED:
        filled = (name for name in PRICED if values[name])
        yield from (Problem(column=name, reason=Reason(UNPRICED)) for name in filled)
        return
    if values["amount"] is None:
        filled = (name for name in ("currency", "rate") if values[name])
        yield from (Problem(column=name, reason=Reason(NO_AMOUNT)) for name in filled)
    elif not values["currency"]:
        yield Problem(column="currency", reason=Reason(NO_CURRENCY))
    yield from rate_problems(values)


def terms(values: Mapping[str, Any]) -> Terms:
    """Return what a row says as the ledger takes it."""
    return Terms(**{name: values[name] for name in TERMS})
