"""Whoever verifies reads again what they vouch for, before they press."""

from decimal import Decimal
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from convene.apps.accounts.models import User
from convene.apps.ledger import actions
from convene.apps.ledger.models import Delivery
from tests.apps.ledger.people import Table, promised, shown, table
from tests.apps.ledger.test_checking import stop
from tests.apps.workshop.people import at_desk_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def there() -> Table:
    return table()


def page(delivery: Delivery, name: str = "verify") -> str:
    promise = delivery.contribution
    keys = [promise.alliance_id, promise.pk]
    return reverse(f"ledger:{name}", args=keys if name == "promise" else [*keys, delivery.pk])


def opened(delivery: Delivery, *, by: User) -> Any:
    return at_desk_of(by).get(page(delivery))


def facts(answer: Any) -> str:
    return " ".join(answer.content.decode().split()).replace("<dd>", "").replace("</dd>", "")


def test_the_page_restates_what_counts_and_what_goes_over(there):
    promise = promised(there)
    actions.verify(shown(promise, there, "350000"), by=there.ravi)
    more = shown(promise, there, "80000.50")

    answer = opened(more, by=there.vera)
    said = facts(answer)

    assert answer.status_code == 200
    assert answer.context["came"].counts == Decimal(50000)
    assert answer.context["came"].over == Decimal("30000.50")
    for fact in (
        "Heron Savings Bank",
        "Bank transfer",
        "80,000.50",
        "50,000",
        "30,000.50",
        "Bank statement: Page 3.",
        "Verify it in your name",
    ):
        assert fact in said


def test_the_button_verifies_it_and_the_address_read_again_leads_to_the_promise(there):
    delivery = shown(promised(there), there)
    desk = at_desk_of(there.vera)

    assert desk.post(page(delivery)).status_code == 302
    again = desk.get(page(delivery))

    assert delivery.contribution.steps.filter(step="verified").count() == 1
    assert (again.status_code, again["Location"]) == (302, page(delivery, "promise"))


def test_whoever_recorded_it_is_led_back_and_told_why(there):
    delivery = shown(promised(there), there)

    answer = opened(delivery, by=there.olga)

    assert answer["Location"] == page(delivery, "promise")
    assert len(list(get_messages(answer.wsgi_request))) == 1


def test_it_offers_nothing_while_the_partner_is_stopped(there):
    delivery = shown(promised(there), there)
    stop(there)

    assert "Verify it in your name" not in facts(opened(delivery, by=there.vera))


def test_a_day_that_is_decided_by_a_button_is_read_on_the_page_of_its_promise(there):
    promise = promised(there)
    where = reverse("ledger:decide_day", args=[there.alliance.pk, promise.pk, 1])

    answer = at_desk_of(there.olga).get(where)

    to = reverse("ledger:promise", args=[there.alliance.pk, promise.pk])
    assert (answer.status_code, answer["Location"]) == (302, to)
