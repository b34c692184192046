"""What the actions of the ledger share: how a promise is held, valued and written."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.ledger.actions.book import book_of
from convene.apps.ledger.models import Contribution, DueChange, Instalment
from convene.apps.ledger.queries import standing
from convene.apps.ledger.queries.stopped import why_stopped
from convene.apps.ledger.queries.terms import Line, Terms
from convene.apps.ledger.words import Column
from convene.apps.workshop.actions import Archived
from convene.core.contributions import Column as Counted
from convene.core.contributions import check_method, missing_in_instalments
from convene.core.guide import Contribution as Kind
from convene.core.lifecycle import Because, What
from convene.core.money import Refused, exact, kept, kept_sum, kept_value
from convene.ground.changes import Person, allow, lock, save
from convene.ground.proposals import State as Proposed
from convene.packs import codelists, guide

BASE = "base"
"""The source of the rate of the base currency itself, which is always one."""


class OtherContent(Exception):
    """Something else was saved under this id: what is sent twice has to say the same."""


class NotNow(Exception):
    """As things stand this cannot be done."""


class Stopped(Exception):
    """The partner is stopped; `why` holds a code of `lifecycle.Because` for each reason."""

    def __init__(self, *why: Because, partner: str) -> None:
        super().__init__(*why)
        self.why, self.partner = why, partner


class Undecided(Exception):
    """Somebody proposed another day of this promise, and nobody has decided about that."""

    def __init__(self, change: DueChange) -> None:
        super().__init__(change)
        self.change = change


class Lacks(Exception):
    """Something is missing or does not fit; `what` is the code of each."""

    def __init__(self, *what: str) -> None:
        super().__init__(*what)
        self.what = what


def hold(
    promise: Contribution, *states: str, may: str, by: Person, seen: int | None = None
) -> Contribution:
    """Return a promise as it stands, locked, where somebody may do this with it. Raises NotAllowed,
    Changed, Archived, and NotNow where it is in none of these states.
    """
    allow(by, may, promise)
    locked = lock(promise, seen=seen)
    if locked.alliance.archived_at is not None:
        raise Archived
    if states and locked.state not in states:
        raise NotNow
    return locked


def not_stopped(promise: Contribution, *what: What) -> None:
    """Raises Stopped."""
    today = timezone.localdate()
    why = [code for about in what for code in why_stopped(promise.partner, about, today=today)]
    if why:
        raise Stopped(*dict.fromkeys(why), partner=str(promise.partner))


def nothing_proposed(promise: Contribution) -> None:
    """Hold back what changes a promise while another day of it is proposed. Raises Undecided."""
    waiting = DueChange.objects.filter(instalment__contribution=promise, state=Proposed.PROPOSED)
    if change := waiting.select_related("proposed_by").first():
        raise Undecided(change)


def add_up(promise: Contribution) -> None:
    """Keep what came of a promise, beyond it, and what of it is verified, in the base currency
    equal to its deliveries and their steps. Raises BadAmount for more than is kept.
    """
    came = list(promise.deliveries.prefetch_related("steps"))
    stand = dict(standing.within(promise, came))
    inside = [(row.base_value, value) for row, value in stand.items() if value is not None]
    steps = [taken for row in came for taken in row.steps.all()]
    promise.base_came = kept_sum(value for _whole, value in inside)
    promise.base_over = kept_sum((whole or value) - value for whole, value in inside)
    promise.came_unrated = sum(row.amount is not None and row.base_value is None for row in stand)
    promise.base_verified = kept_sum(
        taken.base_counted for taken in steps if taken.base_counted is not None
    )


def set_terms(promise: Contribution, terms: Terms, *, on: date) -> None:
    """Say of a promise what these terms say, and work out what it is worth in the base. Raises
    BadAmount and Lacks.
    """
    vars(promise).update(asdict(terms))
    promise.base_value = None
    if promise.column == Column.UNPRICED:
        return
    for value in (terms.amount, terms.quantity, terms.unit_value):
        if value is not None:
            kept(exact(f"{value:f}"))
    if terms.amount is None:
        return
    base = book_of(promise.alliance).base
    if terms.currency == base:
        promise.rate, promise.rate_day, promise.rate_source = Decimal(1), on, BASE
    if promise.rate is not None:
        held_to_a_day(promise.rate_day, promise.rate_source)
        promise.base_value = kept_value(terms.amount, kept(promise.rate))


def held_to_a_day(day: date | None, source: str) -> None:
    """Hold a rate to a day that has come, and to a source. Raises Lacks."""
    if day is None or not source.strip():
        raise Lacks("rate")
    if day > timezone.localdate():
        raise Lacks("rate_day")


def source_of(promise: Contribution) -> None:
    """Hold a promise of money passed on to its source, in the same alliance and in no circle.
    Raises Lacks.
    """
    seen, source_key = {promise.pk}, promise.passed_on_from_id
    while source_key is not None:
        source = Contribution.objects.filter(pk=source_key, alliance=promise.alliance_id).first()
        if source is None or source.pk in seen:
            raise Lacks("passed_on_from")
        seen.add(source.pk)
        source_key = source.passed_on_from_id


def set_lines(promise: Contribution, lines: Iterable[Line], *, by: User, at: datetime) -> None:
    """Bring the instalments of a promise to these: a day that is there already stays, one that is
    left out is dropped. Raises Lacks and OtherContent.
    """
    wanted = {line.id: line for line in lines}
    there = {row.pk: row for row in Instalment.objects.filter(contribution=promise)}
    if Instalment.objects.filter(pk__in=wanted).exclude(contribution=promise).exists():
        raise OtherContent
    for position, line in enumerate(wanted.values()):
        row = there.get(line.id) or Instalment(pk=line.id, contribution=promise)
        _set_line(row, line, position, by=by, at=at)
    for key in there.keys() - wanted.keys():
        if not there[key].is_dropped:
            there[key].is_dropped = True
            save(there[key], by=by, at=at)


def _set_line(row: Instalment, line: Line, position: int, *, by: User, at: datetime) -> None:
    is_new = row._state.adding  # noqa: SLF001 - Django has no other word for it
    if line.amount is not None:
        kept(exact(f"{line.amount:f}"))
    if not is_new and row.due_on != line.due_on:
        raise Lacks("due_day_moves_by_agreement")
    values: dict[str, Any] = {"due_on": line.due_on, "amount": line.amount, "note": line.note}
    values |= {"position": position, "is_dropped": False}
    if is_new or any(getattr(row, name) != value for name, value in values.items()):
        vars(row).update(values)
        save(row, by=by, at=at, new=is_new)


def fitting(promise: Contribution, lines: Iterable[Line]) -> None:
    """Hold what is promised to what a promise has to say: what it gives, by a way of valuing that
    the catalogue permits, and when. Raises Lacks and BadAmount.
    """
    amounts = [line.amount for line in lines]
    lacking = {
        "amount": promise.column != Column.UNPRICED and promise.amount is None,
        "method": promise.column == Column.IN_KIND and not promise.method,
        "due": promise.column == Column.CASH and not amounts,
        "instalments": promise.column == Column.CASH and None in amounts,
    }
    if codes := [code for code, holds in lacking.items() if holds]:
        raise Lacks(*codes)
    kind = guide().records.get(promise.kind)
    if isinstance(kind, Kind):
        ways = codelists.valuation_methods()
        check_method(promise.method, column=Counted(promise.column), kind=kind, methods=ways)
    if promise.column == Column.CASH:
        reason = missing_in_instalments(promise.amount or Decimal(0), filter(None, amounts))
        if reason is not None:
            raise Refused(reason.text, **reason.values)
