"""How a promise comes about, and what is refused of it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from convene.apps.ledger import actions
from convene.apps.ledger.models import Contribution
from convene.apps.ledger.words import State
from convene.ground.changes import Changed, NotAllowed
from tests.apps.ledger.people import JOINED, cash, due, promised, proposed, shown, table

pytestmark = pytest.mark.django_db


def _now(promise: Contribution) -> Contribution:
    return Contribution.objects.get(pk=promise.pk)


def test_a_book_is_opened_once():
    there = table()

    assert actions.open_book(there.alliance, base="ZMW", by=there.olga) == there.alliance.book
    with pytest.raises(actions.AlreadyOpen):
        actions.open_book(there.alliance, base="USD", by=there.olga)


def test_the_same_promise_twice_is_one_and_another_under_its_id_is_refused():
    there, key, line = table(), uuid4(), due()
    said: dict[str, Any] = {"id": key, "partner": there.partner, "lines": [line], "by": there.olga}

    first = actions.add(there.alliance, terms=cash(), **said)
    assert actions.add(there.alliance, terms=cash(), **said) == first
    with pytest.raises(actions.OtherContent):
        actions.add(there.alliance, terms=cash("400001"), **said)
    assert Contribution.objects.count() == 1


def test_an_amount_is_kept_as_typed_and_valued_once():
    there = table()
    terms = cash(
        "0.0003",
        currency="USD",
        rate=Decimal("23.5"),
        rate_day=JOINED,
        rate_source="Bank of Zambia",
    )

    promise = _now(proposed(there, terms))

    assert (promise.amount, promise.base_value) == (Decimal("0.0003"), Decimal("0.0070"))


def test_what_has_no_rate_has_no_value_in_the_base():
    promise = proposed(table(), cash(currency="USD"))

    assert (promise.rate, promise.base_value) == (None, None)


@pytest.mark.parametrize("amount", ["0", "-1", "NaN", "Infinity", "0.00001", "1000000000000000"])
def test_an_amount_that_would_be_rounded_or_is_none_is_refused(amount: str):
    with pytest.raises(actions.BadAmount):
        proposed(table(), cash(amount), due("1"))


def test_a_proposal_is_edited_until_it_is_promised():
    there = table()
    promise = proposed(there)
    line = due("500000")
    more: dict[str, Any] = {
        "terms": cash("500000"),
        "lines": [line],
        "state": State.PROPOSED,
        "by": there.edith,
    }

    edited = actions.edit(promise, seen=promise.version, **more)
    with pytest.raises(Changed):
        actions.edit(promise, seen=promise.version - 1, **more)
    actions.commit(edited, agreed_on=JOINED, by=there.olga)
    with pytest.raises(actions.NotNow):
        actions.edit(promise, **more)

    assert _now(promise).amount == Decimal(500000)
    assert [row.is_dropped for row in promise.instalments.order_by("amount")] == [True, False]


def test_cash_is_promised_with_instalments_that_add_up():
    there = table()
    promise = proposed(there, cash(), due("100000"), due("299999"))

    with pytest.raises(actions.BadAmount, match="add up to 399999: 1 less than the amount"):
        actions.commit(promise, agreed_on=JOINED, by=there.olga)


@pytest.mark.parametrize(
    ("terms", "refusal"),
    [
        ({"column": "in_kind", "kind": "CASH", "method": "rate_x_hours"}, "is not found in this"),
        ({"kind": "CONVENING"}, "never priced"),
    ],
)
def test_the_catalogue_says_what_has_a_price_and_how_it_is_found(terms: Any, refusal: str):
    there = table()
    promise = proposed(there, cash(**terms))

    with pytest.raises(actions.BadAmount, match=refusal):
        actions.commit(promise, agreed_on=JOINED, by=there.olga)


def test_a_partner_that_nobody_cleared_promises_nothing():
    there = table(is_cleared=False)

    with pytest.raises(actions.Stopped):
        promised(there)


def test_a_promise_ends_with_a_reason():
    there = table()
    promise = promised(there)

    with pytest.raises(actions.Lacks):
        actions.end(promise, state=State.CANCELLED, reason=" ", by=there.olga)
    ended = actions.end(promise, state=State.CANCELLED, reason="They closed.", by=there.olga)

    assert (ended.state, ended.ended_because) == ("cancelled", "They closed.")


def test_what_has_begun_to_come_is_written_off_not_cancelled():
    there = table()
    promise = promised(there)
    actions.verify(shown(promise, there), by=there.vera)

    with pytest.raises(actions.NotNow):
        actions.end(promise, state=State.CANCELLED, reason="No.", by=there.olga)
    ended = actions.end(promise, state=State.WRITTEN_OFF, reason="No.", by=there.olga)
    assert ended.state == "written_off"


def test_money_is_passed_on_from_a_promise_of_the_same_alliance_in_no_circle():
    there = table()
    first = proposed(there)
    second = proposed(there, cash(passed_on_from_id=first.pk))

    with pytest.raises(actions.Lacks):
        actions.edit(
            first,
            terms=cash(passed_on_from_id=second.pk),
            lines=[],
            state=State.PROPOSED,
            by=there.olga,
        )


def test_a_reader_writes_nothing():
    there = table()

    with pytest.raises(NotAllowed):
        proposed(there, by=there.vera)


def test_an_amendment_never_goes_below_what_is_verified():
    there = table()
    promise = promised(there)
    actions.verify(shown(promise, there), by=there.vera)
    signed: dict[str, Any] = {
        "reason": "A smaller year.",
        "signatory": "J. Phiri",
        "by": there.olga,
    }
    key, line = uuid4(), due("100000")

    with pytest.raises(actions.BadAmount, match="99999 is less than 100000, which is delivered"):
        actions.amend(promise, id=key, terms=cash("99999"), lines=[due("99999")], **signed)
    made = actions.amend(promise, id=key, terms=cash("100000"), lines=[line], **signed)
    assert actions.amend(promise, id=key, terms=cash("100000"), lines=[line], **signed) == made
    with pytest.raises(actions.OtherContent):
        actions.amend(promise, id=key, terms=cash("100001"), lines=[line], **signed)

    assert (made.number, made.was["amount"], made.becomes["amount"]) == (1, "400000", "100000")
    assert _now(promise).state == State.DELIVERED


def test_a_currency_stays_once_something_came():
    there = table()
    promise = promised(there)
    shown(promise, there)
    other = replace(cash(), currency="USD")

    with pytest.raises(actions.Fixed):
        actions.amend(
            promise,
            id=uuid4(),
            terms=other,
            lines=[due()],
            reason="Dollars.",
            signatory="J. Phiri",
            by=there.olga,
        )


def test_a_due_day_moves_when_somebody_else_agrees():
    there = table()
    due_line = promised(there).instalments.get()
    later = date(2099, 12, 1)
    change = actions.propose_due(due_line, due_on=later, reason="The board.", by=there.edith)

    with pytest.raises(actions.SamePerson):
        actions.accept_due(change, by=there.edith)
    actions.accept_due(change, by=there.olga)

    due_line.refresh_from_db()
    assert due_line.due_on == later


def test_a_due_day_stays_when_nobody_agrees():
    there = table()
    due_line = promised(there).instalments.get()
    change = actions.propose_due(
        due_line, due_on=date(2099, 12, 1), reason="Why not.", by=there.edith
    )

    actions.keep_due(change, by=there.olga)

    due_line.refresh_from_db()
    assert due_line.due_on == date(2026, 10, 30)
