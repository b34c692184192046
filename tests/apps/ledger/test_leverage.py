"""The leverage of an alliance, from what its ledger holds."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone

from convene.apps.accounts.models import Role
from convene.apps.ledger import actions
from convene.apps.ledger.models import ANSWERS, Book, DeliveryStep
from convene.apps.ledger.queries.board import board
from convene.apps.ledger.queries.leverage import Panel, panel
from convene.apps.workshop.words import Origin
from convene.core.reasons import Reason
from tests.apps.ledger.people import Table, cash, clear, due, partner, promised, shown, table
from tests.apps.workshop.people import at_desk_of

pytestmark = pytest.mark.django_db
MAY_COUNT = dict.fromkeys(ANSWERS, "yes")


def _panel(there: Table) -> Panel:
    rows = board(there.alliance, today=timezone.localdate()).rows
    return panel(Book.objects.get(), [row.promise for row in rows])


def _own(there: Table, amount: str) -> None:
    own = partner("Our agency", alliance=there.alliance, origin=Origin.PUBLIC, is_own=True)
    clear(own)
    promised(there, cash(amount), partner=own)


def test_what_a_bank_gives_is_held_against_own_money():
    there = table()
    _own(there, "300000")
    promise = promised(there)
    actions.answer(promise, answers=MAY_COUNT, by=there.olga)
    actions.verify(shown(promise, there), by=there.vera)

    answer = _panel(there)

    pledged, delivered = answer.ratios
    assert (pledged.numerator, pledged.denominator) == (Decimal(400000), Decimal(300000))
    assert (pledged.ratio, pledged.cash_share) == (Decimal("1.33"), 100)
    assert answer.answer.meets is True
    stored = DeliveryStep.objects.aggregate(sum=Sum("base_counted"))["sum"]
    assert (delivered.numerator, delivered.ratio) == (stored, None)
    assert not answer.left


def test_what_nobody_said_may_count_is_left_out_with_its_reason():
    there = table()
    _own(there, "300000")
    promise = promised(there)

    (left,) = _panel(there).left

    assert (left.promise, left.value, left.lacks) == (promise, Decimal(400000), True)
    assert isinstance(left.why, Reason)
    assert "nobody said that it may count" in str(left.why)


def test_money_of_which_nobody_said_whose_it_is_is_in_nothing():
    there = table()
    unsaid = partner("Lantern Fund", alliance=there.alliance, origin="")
    clear(unsaid)
    promise = promised(there, partner=unsaid)

    answer = _panel(there)

    assert [(left.promise, left.why) for left in answer.left] == [(promise, None)]
    assert answer.answer.apart == {}
    assert answer.answer.meets is None


def test_the_page_prints_the_formula_with_its_numbers():
    there = table()
    _own(there, "300000")
    actions.answer(promised(there), answers=MAY_COUNT, by=there.olga)

    page = at_desk_of(there.vera).get(reverse("ledger:leverage", args=[there.alliance.pk]))

    formula = "Promised: 400,000 ZMW of partners ÷ 300,000 ZMW of own money = 1.33; at least 1 is asked for."
    assert f">{formula}<" in page.text
    assert "= 1.333333333333;" in page.text
    assert "The rule is met" in page.text


def test_two_pages_never_differ_whatever_was_amended_or_disputed():
    there = table()
    _own(there, "300000")
    promise = promised(there, cash("1000"))
    actions.answer(promise, answers=MAY_COUNT, by=there.olga)
    for amount in ("400", "400", "400"):
        actions.verify(shown(promise, there, amount), by=there.vera)
    last = promise.deliveries.order_by("recorded_at")[2]
    assert [it.why and str(it.why)[:9] for it in _panel(there).left] == ["More came"]
    promise.refresh_from_db()
    assert (promise.base_came, promise.base_over) == (1000, 200)

    key, line, terms = uuid4(), due("1200"), cash("1200")
    signed: dict[str, Any] = {"reason": "More.", "signatory": "J. Phiri", "by": there.olga}
    actions.amend(promise, id=key, terms=terms, lines=[line], **signed)
    _pledged, delivered = _panel(there).ratios
    assert delivered.numerator == Decimal(1000)
    promise.refresh_from_db()
    assert (promise.base_came, promise.base_over) == (1200, 0)

    page = reverse("ledger:promise", args=[there.alliance.pk, promise.pk])
    there.vera.role = Role.BUILDER
    there.vera.save()
    assert "Verify the rest" in at_desk_of(there.vera).get(page).text
    actions.verify(last, by=there.vera)
    _pledged, delivered = _panel(there).ratios
    assert delivered.numerator == Decimal(1200)
    promise.refresh_from_db()
    assert promise.verified == Decimal(1200)


def test_what_is_disputed_in_part_counts_as_the_steps_counted_it():
    there = table()
    _own(there, "300000")
    promise = promised(there, cash("1000"))
    actions.answer(promise, answers=MAY_COUNT, by=there.olga)
    came = [shown(promise, there, amount) for amount in ("600", "600")]
    for delivery in came:
        actions.verify(delivery, by=there.vera)

    until = date(2999, 1, 1)
    actions.dispute(came[0], reason="A copy.", answer_by=until, by=there.edith)
    promise.refresh_from_db()
    _pledged, delivered = _panel(there).ratios
    assert delivered.numerator == promise.verified == Decimal(400)

    actions.settle(came[0], came=True, reason="Seen.", by=there.ravi)
    promise.refresh_from_db()
    _pledged, delivered = _panel(there).ratios
    assert delivered.numerator == promise.verified == Decimal(1000)
