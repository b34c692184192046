"""What the ledger records of a partner, as the lines of a statement."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from convene.apps.ledger.models import Book, Contribution, Delivery, Instalment
from convene.apps.ledger.queries import standing
from convene.apps.ledger.words import BINDING, Column, State
from convene.apps.statements.models import StatementLine
from convene.apps.workshop.models import Partner
from convene.core.statements import Line

NOTHING = Decimal(0)
Stated = Mapping[UUID, str]
"""Where each delivery stood on the last statement that holds it."""


@dataclass(frozen=True, kw_only=True)
class Period:
    since: date
    until: date

    def __contains__(self, day: date) -> bool:
        return self.since <= day <= self.until


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """What is recorded, and how much of it is on no line."""

    base: str
    lines: tuple[Line, ...]
    talked: int
    promised_later: int
    came_later: int


def drawn(partner: Partner, *, since: date, until: date, before: datetime | None = None) -> Drawn:
    """Return what is recorded of a partner in a period: each promise that was made, and each
    delivery that came in it, or before it and stands otherwise than stated so far. Statements
    issued at `before` or later are left out of that.
    """
    promises = list(_promises(partner))
    made = [promise for promise in promises if _is_made(promise)]
    in_time = [row for row in made if row.agreed_on is None or row.agreed_on <= until]
    during, stated = Period(since=since, until=until), _stated(partner, before=before)
    book = Book.objects.filter(alliance=partner.alliance_id).first()
    return Drawn(
        base=book.base if book else "",
        lines=tuple(line for row in in_time for line in _lines(row, during, stated)),
        talked=len(promises) - len(made),
        promised_later=len(made) - len(in_time),
        came_later=sum(delivery.on > until for row in in_time for delivery in row.deliveries.all()),
    )


def _promises(partner: Partner) -> Iterable[Contribution]:
    own = Contribution.objects.filter(alliance=partner.alliance_id, partner=partner)
    return own.prefetch_related("instalments", "deliveries__steps")


def _is_made(promise: Contribution) -> bool:
    """Say whether something was promised; what was called off before that was only talk."""
    was_made = promise.state == State.CANCELLED and promise.agreed_on is not None
    return promise.state in BINDING or was_made


def _stated(partner: Partner, *, before: datetime | None) -> Stated:
    rows = StatementLine.objects.filter(statement__partner=partner, delivery__isnull=False)
    if before is not None:
        rows = rows.filter(statement__at__lt=before)
    ordered = rows.order_by("statement__at").values_list("delivery_id", "state")
    return {key: state for key, state in ordered if key is not None}


def _lines(promise: Contribution, period: Period, stated: Stated) -> Iterator[Line]:
    came = [
        (delivery, standing.of(delivery))
        for delivery in promise.deliveries.all()
        if delivery.on <= period.until
    ]
    yield _of_promise(promise, came, period)
    for delivery, stands in came:
        if delivery.on in period or stated.get(delivery.pk) != stands:
            yield _of_delivery(delivery, stands, is_earlier=delivery.on not in period)


def _of_promise(
    promise: Contribution, came: Iterable[tuple[Delivery, str]], period: Period
) -> Line:
    real = [(delivery, stands) for delivery, stands in came if stands not in standing.GONE]
    rows = [delivery for delivery, _stands in real]
    during = [delivery for delivery in rows if delivery.on in period]
    doubted = [delivery for delivery, stands in real if stands in standing.DOUBTED]
    held = [delivery for delivery in rows if delivery.is_held]
    due = [row for row in promise.instalments.all() if not row.is_dropped and row.due_on in period]
    priced = promise.column != Column.UNPRICED
    in_all = _sum(row.amount for row in rows) if priced else None
    return Line(
        promise=str(promise.pk),
        what=promise.title,
        kind=promise.kind,
        column=promise.column,
        state=promise.state,
        on=promise.agreed_on,
        currency=promise.currency,
        unit=promise.unit,
        quantity=promise.quantity,
        amount=promise.amount,
        base_value=promise.base_value,
        due=_due(due) if priced else None,
        due_times=len(due),
        delivered=_sum(row.amount for row in during) if priced else None,
        delivered_in_all=in_all,
        times=len(during),
        times_in_all=len(rows),
        verified=sum((_counted(row) for row in rows), NOTHING) if priced else None,
        disputed=_sum(row.amount for row in doubted) if priced else None,
        held=_sum(row.amount for row in held) if priced else None,
        held_times=len(held),
        over=_over(in_all, promise.amount),
        base_delivered=_sum(row.base_value for row in during) if priced else None,
        base_in_all=_sum(row.base_value for row in rows) if priced else None,
        base_verified=_sum(_base_counted(row) for row in rows) if priced else None,
        is_beside=promise.is_parallel or promise.passed_on_from_id is not None,
    )


def _of_delivery(delivery: Delivery, stands: str, *, is_earlier: bool) -> Line:
    promise, priced = delivery.contribution, delivery.amount is not None
    return Line(
        promise=str(promise.pk),
        delivery=str(delivery.pk),
        what=delivery.what,
        kind=promise.kind,
        column=promise.column,
        state=stands,
        on=delivery.on,
        currency=promise.currency if priced else "",
        unit=promise.unit,
        quantity=delivery.quantity,
        amount=delivery.amount,
        base_value=delivery.base_value,
        verified=_counted(delivery) if priced else None,
        held_times=int(delivery.is_held),
        base_verified=_base_counted(delivery) if priced else None,
        is_earlier=is_earlier,
        is_beside=promise.is_parallel or promise.passed_on_from_id is not None,
    )


def _counted(delivery: Delivery) -> Decimal:
    return standing.counted(delivery.steps.all())


def _base_counted(delivery: Delivery) -> Decimal | None:
    return standing.base_counted(delivery.steps.all())


def _due(rows: Iterable[Instalment]) -> Decimal | None:
    return _sum(row.amount for row in rows)


def _over(in_all: Decimal | None, amount: Decimal | None) -> Decimal | None:
    return None if in_all is None or amount is None else max(in_all - amount, NOTHING)


def _sum(values: Iterable[Decimal | None]) -> Decimal | None:
    """Return a sum, or None where one of the values is not known."""
    rows = list(values)
    known = [value for value in rows if value is not None]
    return sum(known, NOTHING) if len(known) == len(rows) else None
