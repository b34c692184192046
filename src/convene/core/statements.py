"""A statement to a partner: what was recorded of its promises at one moment, line by line, and what
the partner's answers make of it.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any, Literal

Answer = Literal["confirmed", "disputed", "refused"]
Stands = Literal["waiting", "partly", "confirmed", "disputed", "refused"]
COUNTED = ("committed", "part_delivered", "delivered", "written_off")
"""States of a promise that is in the sums; what was called off stands on the statement only."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One promise, or with `delivery` one thing that came of it, as it was recorded.

    `amount` is what was promised or came, in `currency`, and `base_value` the same in the base.
    `state` is how far the promise has come, or where the delivery stands; `on` the day of either.
    Of a promise, what came in the period and in all, up to the last day of the statement; of both,
    how much of it is verified. None is not known, and all that an unpriced line can say in money.
    """

    promise: str
    delivery: str = ""
    what: str
    kind: str = ""
    column: str
    state: str
    on: date | None = None
    currency: str = ""
    unit: str = ""
    quantity: Decimal | None = None
    amount: Decimal | None = None
    base_value: Decimal | None = None
    due: Decimal | None = None
    due_times: int = 0
    delivered: Decimal | None = None
    delivered_in_all: Decimal | None = None
    times: int = 0
    times_in_all: int = 0
    verified: Decimal | None = None
    disputed: Decimal | None = None
    held: Decimal | None = None
    held_times: int = 0
    over: Decimal | None = None
    base_delivered: Decimal | None = None
    base_in_all: Decimal | None = None
    base_verified: Decimal | None = None
    is_earlier: bool = False
    """It came before the period, and no earlier statement holds it."""
    is_beside: bool = False
    """A parallel investment, or money passed on, which is counted at its source."""

    @property
    def key(self) -> tuple[str, str]:
        return self.promise, self.delivery

    @property
    def is_promise(self) -> bool:
        return not self.delivery

    @property
    def is_priced(self) -> bool:
        return self.column != "unpriced"


@dataclass(frozen=True, kw_only=True)
class Content:
    """All that a statement says. What is on no line is counted: what was only talked of, what was
    promised after the last day, and what came after it.
    """

    partner: str
    alliance: str
    number: int
    since: date
    until: date
    base: str
    issuer: str
    at: str
    talked: int
    promised_later: int
    came_later: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True)
class Sum:
    """A sum in the base currency of what is known, and of how many promises nobody knows it."""

    value: Decimal | None
    unknown: int


@dataclass(frozen=True, kw_only=True)
class Change:
    """What is recorded otherwise than a statement says: a line that is new, gone, or says something
    else; `fields` are the names of what it says otherwise.
    """

    line: Line
    was: Line | None
    fields: tuple[str, ...]
    is_gone: bool = False


def period(last: date | None, *, start: date, today: date) -> tuple[date, date]:
    """Return the period of the next statement: since the day after the last one, or the start,
    until yesterday; where that is over already, today.
    """
    since = start if last is None else last + timedelta(days=1)
    since = min(since, today)
    return since, max(since, today - timedelta(days=1))


def hash_of(content: Content) -> str:
    """Return the SHA-256 hash of all that a statement says, amounts with four places."""
    written = json.dumps(_plain(content), ensure_ascii=False, sort_keys=True)
    return sha256(written.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value:.4f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Content | Line):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value


def total(lines: Iterable[Line], name: str) -> Sum:
    """Return the sum of a field in the base currency over the promises that count in sums: priced,
    made, and not beside the alliance.
    """
    counted = [line for line in lines if is_counted(line)]
    values = [getattr(line, name) for line in counted]
    known = [value for value in values if value is not None]
    return Sum(value=sum(known, Decimal(0)) if known else None, unknown=len(values) - len(known))


def is_counted(line: Line) -> bool:
    return line.is_promise and line.is_priced and line.state in COUNTED and not line.is_beside


def stands(answers: Sequence[Answer | None], *, whole: Answer | None) -> Stands:
    """Return where a statement stands by the answer that stands of each line, and by `whole`, that
    of the statement itself where it is the last of all.
    """
    if whole == "refused":
        return "refused"
    if "disputed" in answers:
        return "disputed"
    if all(answer == "confirmed" for answer in answers) and (answers or whole == "confirmed"):
        return "confirmed"
    return "partly" if any(answers) else "waiting"


def changes(stated: Iterable[Line], now: Iterable[Line]) -> tuple[Change, ...]:
    """Return what is recorded now otherwise than stated, in the order of what is recorded."""
    before = {line.key: line for line in stated}
    after = {line.key: line for line in now}
    news = (_change(before.get(key), line) for key, line in after.items())
    gone = (
        Change(line=line, was=line, fields=(), is_gone=True)
        for key, line in before.items()
        if key not in after
    )
    return (*(change for change in news if change), *gone)


def _change(was: Line | None, line: Line) -> Change | None:
    if was is None:
        return Change(line=line, was=None, fields=())
    same = replace(line, is_earlier=was.is_earlier)
    names = tuple(
        field.name
        for field in fields(Line)
        if getattr(was, field.name) != getattr(same, field.name)
    )
    return Change(line=line, was=was, fields=names) if names else None
