"""A statement freezes what the ledger had recorded when it was issued: exact, with what is unknown,
unpriced and left out.
"""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from convene.apps.ledger import actions as ledger
from convene.apps.ledger.actions import OtherContent, Terms
from convene.apps.ledger.queries.board import Row, board
from convene.apps.ledger.queries.standing import GONE
from convene.apps.ledger.words import State
from convene.apps.statements import actions
from convene.apps.statements.models import Statement
from convene.apps.statements.queries import reading
from convene.apps.statements.queries.listing import next_period
from convene.apps.workshop import actions as workshop
from convene.core.statements import Line
from convene.ground import trail
from tests.apps.ledger.people import (
    JOINED,
    Table,
    cash,
    delivery,
    due,
    promise,
    promised,
    proposed,
    shown,
    table,
)
from tests.apps.statements.people import ago, stated, today

pytestmark = pytest.mark.django_db
DOLLARS = {"currency": "USD", "rate": Decimal("27.5"), "rate_source": "Bank of Zambia"}


def _lines(statement: Statement) -> tuple[Line, ...]:
    return reading.content(Statement.objects.get(pk=statement.pk)).lines


def test_it_says_what_was_promised_was_due_has_come_and_how_much_of_it_is_verified():
    at = table()
    cash_promise = promised(at, cash("400000"), due("150000", ago(10)), due("250000", ago(-90)))
    first, second = shown(cash_promise, at, "300000"), shown(cash_promise, at, "120000", on=ago(5))
    ledger.verify(first, by=at.vera)
    ledger.dispute(second, reason="A copy.", answer_by=today(), by=at.ravi)

    of_promise, in_march, lately = _lines(stated(at.partner, since=ago(20)))

    assert of_promise == Line(
        promise=str(cash_promise.pk),
        what="Cash",
        column="cash",
        state="part_delivered",
        on=JOINED,
        currency="ZMW",
        amount=Decimal(400000),
        base_value=Decimal(400000),
        due=Decimal(150000),
        due_times=1,
        delivered=Decimal(120000),
        delivered_in_all=Decimal(420000),
        times=1,
        times_in_all=2,
        verified=Decimal(300000),
        disputed=Decimal(120000),
        held=Decimal(0),
        over=Decimal(20000),
        base_delivered=Decimal(120000),
        base_in_all=Decimal(420000),
        base_verified=Decimal(300000),
    )
    assert in_march == Line(
        promise=str(cash_promise.pk),
        delivery=str(first.pk),
        what="Bank transfer",
        column="cash",
        state="verified",
        on=JOINED,
        currency="ZMW",
        amount=Decimal(300000),
        base_value=Decimal(300000),
        verified=Decimal(300000),
        base_verified=Decimal(300000),
        is_earlier=True,
    )
    assert (lately.state, lately.verified, lately.is_earlier) == ("disputed", Decimal(0), False)


def test_what_nobody_knows_is_no_nothing():
    at = table()
    given_in_dollars = promised(at, cash("90000", currency="USD"), due("90000", ago(1)))
    shown(given_in_dollars, at, "1000", on=ago(3))

    statement = stated(at.partner)
    of_promise, came = _lines(statement)

    assert (of_promise.base_value, of_promise.base_in_all, came.base_value) == (None, None, None)
    assert (of_promise.base_verified, came.base_verified) == (Decimal(0), Decimal(0))
    sums = reading.read(statement).sums
    assert (sums["base_value"].value, sums["base_value"].unknown) == (None, 1)


def test_what_is_unpriced_says_no_money():
    at = table()
    meetings = promised(at, Terms(title="Four meetings", column="unpriced"), due(None, ago(5)))
    shown(meetings, at, None, on=ago(2), quantity=Decimal(2))

    statement = stated(at.partner)
    of_promise, came = _lines(statement)

    assert (of_promise.due_times, of_promise.times, of_promise.times_in_all) == (1, 1, 1)
    assert came.quantity == Decimal(2)
    for line in (of_promise, came):
        money = ("amount", "due", "delivered", "delivered_in_all", "verified", "disputed", "over")
        assert [getattr(line, name) for name in (*money, "held", "base_value")] == [None] * 9
    assert reading.read(statement).sums == {}


def test_what_is_left_out_is_counted():
    at = table()
    proposed(at)
    called_off = proposed(at, cash("5"))
    ledger.end(called_off, state=State.CANCELLED, reason="Changed their mind.", by=at.olga)
    given_cash = promised(at)
    promise(at.partner, agreed_on=ago(1))
    shown(given_cash, at, on=ago(4))
    shown(given_cash, at, on=today())

    statement = stated(at.partner, until=ago(3))

    assert (statement.talked, statement.promised_later, statement.came_later) == (2, 1, 1)
    assert statement.size == 2


def test_what_was_held_and_what_stands_beside_is_marked():
    at = table()
    given_cash = promise(at.partner, is_parallel=True, base_value=None)
    delivery(given_cash, "7", is_held=True)

    of_promise, came = _lines(stated(at.partner))

    assert (of_promise.held, of_promise.held_times, of_promise.is_beside) == (Decimal(7), 1, True)
    assert (came.held_times, came.is_beside) == (1, True)


def test_it_stays_when_the_ledger_goes_on_and_says_what_changed():
    at = table()
    given_cash = promised(at)
    came = shown(given_cash, at, on=ago(3))
    statement = stated(at.partner, until=ago(1))
    before = _lines(statement)
    assert reading.changes(statement) == ()

    ledger.verify(came, by=at.vera)
    shown(given_cash, at, "50000", on=ago(2))

    assert _lines(statement) == before
    of_promise, of_came, new = reading.changes(statement)
    changed = ("state", "delivered", "delivered_in_all", "times", "times_in_all", "verified")
    assert of_promise.fields == (*changed, "base_delivered", "base_in_all", "base_verified")
    assert of_came.fields == ("state", "verified", "base_verified")
    assert (new.was, new.line.amount) == (None, Decimal(50000))


def test_what_came_before_stands_on_the_next_where_it_was_not_stated_or_stands_otherwise():
    at = table()
    given_cash = promised(at)
    known, other = shown(given_cash, at, "1"), shown(given_cash, at, "2")
    stated(at.partner, until=ago(10))
    late = shown(given_cash, at, "4")
    ledger.verify(other, by=at.vera)

    _promise, *came = _lines(stated(at.partner, since=ago(9)))

    assert {(line.delivery, line.is_earlier) for line in came} == {
        (str(other.pk), True),
        (str(late.pk), True),
    }
    assert str(known.pk) not in {line.delivery for line in came}


def test_the_next_period_begins_after_the_last():
    at = table()
    assert next_period(at.partner, today=today()) == (JOINED, ago(1))
    statement = stated(at.partner, until=ago(30))

    assert next_period(at.partner, today=today()) == (ago(29), ago(1))
    assert next_period(at.partner, again=str(statement.pk), today=today()) == (JOINED, ago(30))


def test_issued_twice_from_one_page_it_is_issued_once():
    at = table()
    key = uuid4()
    first = stated(at.partner, id=key)

    assert stated(at.partner, id=key) == first
    assert stated(at.partner).number == 2
    with pytest.raises(OtherContent):
        stated(at.partner, id=key, until=ago(1))
    assert [line.what for line in trail.lines(first)] == ["Issued it, with 0 lines."]


@pytest.mark.parametrize("days", [{"since": ago(1), "until": ago(2)}, {"until": date(2099, 1, 1)}])
def test_no_period_ends_before_it_begins_or_is_still_to_come(days: dict[str, Any]):
    at = table()

    with pytest.raises(actions.NoPeriod):
        stated(at.partner, **days)
    with pytest.raises(actions.NoPeriod):
        actions.preview(at.partner, **{"since": JOINED, **days}, by=at.olga)


def test_nothing_is_stated_of_what_is_archived():
    at = table()
    workshop.archive(at.alliance, by=at.olga)
    at.partner.refresh_from_db()

    with pytest.raises(workshop.Archived):
        stated(at.partner)


def test_the_hash_is_of_what_is_stored():
    at = table()
    shown(promised(at, cash("3.1250", **DOLLARS, rate_day=JOINED)), at, "1.5")
    statement = stated(at.partner)

    there = reading.statements(at.partner).get()

    assert reading.read(there).is_intact
    assert there.sha256 == statement.sha256
    there.issuer = "Somebody else"
    assert not reading.read(there).is_intact


FATES = ("recorded", "verified", "disputed", "struck", "reversed")
AMOUNTS = st.decimals("0.0001", "900000", places=4)
CAME = st.tuples(AMOUNTS, st.integers(0, 200), st.sampled_from(FATES))
OF = st.sampled_from([{}, {"currency": "USD"}, {**DOLLARS, "rate_day": JOINED}])
PROMISES = st.lists(st.tuples(AMOUNTS, OF, st.lists(CAME, max_size=3)), min_size=1, max_size=3)


def _play(at: Table, amount: Decimal, of: dict[str, Any], came: list[Any]) -> None:
    given_cash = promised(at, cash(str(amount), **of), due(str(amount)))
    for value, days, fate in came:
        delivered = shown(given_cash, at, str(value), on=ago(days))
        if fate == "verified":
            ledger.verify(delivered, by=at.vera)
        elif fate == "reversed":
            ledger.take_back(delivered, reason="A mistake.", by=at.olga)
        elif fate != "recorded":
            ledger.dispute(delivered, reason="A copy.", answer_by=today(), by=at.ravi)
        if fate == "struck":
            ledger.settle(delivered, came=False, reason="It is.", by=at.vera)


def _agrees(line: Line, row: Row) -> None:
    within, base_within = row.come.delivered, row.base.delivered
    assert within is not None
    in_base = None if base_within is None else base_within + row.promise.base_over
    assert (line.amount, line.delivered_in_all) == (row.come.promised, within + row.over)
    assert (line.verified, line.over) == (row.come.verified, row.over)
    assert (line.base_value, line.base_in_all) == (row.base.promised, in_base)
    assert line.base_verified == row.base.verified


def test_its_sums_are_those_of_the_ledger_when_it_is_issued():
    at = table()

    @settings(max_examples=20)
    @given(PROMISES)
    def holds(promises: list[Any]) -> None:
        with transaction.atomic():
            for amount, of, came in promises:
                _play(at, amount, of, came)
            there = board(at.alliance, today=today())
            statement = stated(at.partner, since=ago(400))
            lines = _lines(statement)
            for row in there.priced:
                own = [line for line in lines if line.promise == str(row.promise.pk)]
                _agrees(own[0], row)
                real = [line for line in own[1:] if line.state not in GONE]
                assert len(own) == 1 + len(row.deliveries)
                assert own[0].delivered == own[0].delivered_in_all
                assert own[0].delivered == sum((line.amount or 0 for line in real), Decimal(0))
                assert own[0].verified == sum((line.verified or 0 for line in real), Decimal(0))
            sums = reading.read(Statement.objects.get(pk=statement.pk)).sums
            (private,) = there.sums
            assert sums["base_value"].value == private.come.promised
            in_all = sums["base_in_all"].value
            assert (in_all is None) == (private.come.delivered is None)
            assert (in_all or 0) == (private.come.delivered or 0) + private.over
            assert sums["base_verified"].value == private.come.verified
            transaction.set_rollback(True)

    holds()
