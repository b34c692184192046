"""From a promise in several parts to a settled dispute, in four people's browsers: the bank that
pays in dollars, its officer, whoever verifies, and a third person who settles.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from convene.apps.accounts.models import Role, User
from convene.apps.ledger import actions
from convene.apps.ledger.models import Contribution
from convene.apps.workshop import actions as workshop
from convene.core.rates import Rate
from tests.apps.ledger.people import FEMI, Table, table
from tests.journeys.test_partner_page import WIDTHS, _window

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
Axe = Callable[[Page], list[dict[str, Any]]]


def _builder(person: User) -> User:
    person.role = Role.BUILDER
    person.save()
    return person


def _written(page: Page, there: Table) -> None:
    """Write down a promise in dollars with two days, at a rate that is looked up."""
    page.goto(f"/drafts/{there.alliance.pk}/promises/")
    page.get_by_role("link", name="Add a promise").click()
    page.get_by_label("Who", exact=True).select_option(label="Heron Savings Bank")
    page.get_by_label("What", exact=True).first.fill("Money for receipt printers")
    page.get_by_label("Amount", exact=True).first.fill("1,000.50")
    page.get_by_label("Currency", exact=True).fill("USD")
    page.get_by_label("Day of the rate").fill("2026-03-03")
    page.get_by_role("button", name="Look up the rate").click()
    expect(page.get_by_text("1 USD = 25.5 ZMW, as published for 2026-03-02.")).to_be_visible()
    expect(page.get_by_label("Rate", exact=True)).to_have_value("25.5")
    page.get_by_role("group", name="Day 1").get_by_label("Due on").fill("2026-09-01")
    page.get_by_role("group", name="Day 1").get_by_label("Amount").fill("500.25")
    page.get_by_role("button", name="Add another day").click()
    page.get_by_role("group", name="Day 2").get_by_label("Due on").fill("2027-09-01")
    page.get_by_role("group", name="Day 2").get_by_label("Amount").fill("500.25")
    page.get_by_role("button", name="Write it down").last.click()
    page.get_by_role("link", name="Money for receipt printers").click()
    page.get_by_role("link", name="It is promised").click()
    page.get_by_role("button", name="It is promised").click()
    expect(page.get_by_text("It is promised now.")).to_be_visible()


def test_a_promise_in_parts_comes_is_doubted_and_settled(
    browser: Browser, live_server: Any, axe: Axe
):
    there = table()
    day = date(2026, 3, 2)
    actions.load_rates([Rate("ZMW", "USD", day, Decimal("25.5"), "Bank of Zambia")], by=there.olga)
    femi = workshop.let_in(there.partner, **FEMI, by=there.olga).person
    page = _window(browser, live_server, there.olga, width=1280)
    _written(page, there)
    promise = Contribution.objects.get()
    assert promise.base_value == Decimal("25512.75")
    own = f"/drafts/{there.alliance.pk}/promises/{promise.pk}/"

    bank = _window(browser, live_server, femi, width=390)
    bank.goto(f"/partner/{there.partner.pk}/")
    bank.get_by_role("link", name="Record what came").click()
    bank.get_by_label("What came").fill("First half")
    bank.get_by_label("Amount", exact=True).fill("500.25")
    assert axe(bank) == []
    bank.get_by_role("button", name="Record it").click()
    bank.get_by_role("link", name="Add evidence").click()
    bank.get_by_label("What it is").fill("Bank statement")
    bank.get_by_label("What it says").fill("Paid on the day.")
    bank.get_by_role("button", name="Keep it").click()
    bank.get_by_role("link", name="Propose another day").first.click()
    bank.get_by_label("New day").fill("2099-01-15")
    bank.get_by_label("Why?").fill("The board meets in January.")
    bank.get_by_role("button", name="Propose it").click()
    assert bank.evaluate("document.documentElement.scrollWidth") <= 390
    assert axe(bank) == []

    page.goto(own)
    expect(page.get_by_text("proposes 15 January 2099 instead of")).to_be_visible()
    page.get_by_role("button", name="Agree to the new day").click()
    expect(page.get_by_text("The new day stands.")).to_be_visible()
    vera = _window(browser, live_server, _builder(there.vera), width=1280)
    vera.goto(own)
    vera.get_by_role("link", name="Dispute it").click()
    vera.get_by_label("What is wrong with it?").fill("The statement names another account.")
    vera.get_by_label("Answer by which day?").fill("2999-01-01")
    vera.get_by_role("button", name="Dispute it").click()
    bank.goto(f"/partner/{there.partner.pk}/")
    bank.get_by_role("link", name="Answer the dispute").click()
    bank.get_by_label("Why?").fill("It is the account of the branch.")
    bank.get_by_role("button", name="Answer it").click()
    ravi = _window(browser, live_server, _builder(there.ravi), width=1280)
    ravi.goto(own)
    ravi.get_by_role("link", name="Settle the dispute").click()
    ravi.get_by_label("It came, and counts").check()
    ravi.get_by_label("Why?").fill("The bank's letter says so.")
    ravi.get_by_role("button", name="Settle it").click()

    promise.refresh_from_db()
    assert (promise.verified, promise.state) == (Decimal("500.25"), "part_delivered")
    for width in WIDTHS:
        read = _window(browser, live_server, there.olga, width=width)
        for address in (
            own,
            f"{own}amend/",
            f"{own}../",
            f"{own}../leverage/",
            f"{own}../pictures/",
            "/drafts/rates/",
        ):
            answer = read.goto(address)
            assert answer is not None
            assert answer.status == 200
            assert axe(read) == []
            assert read.evaluate("document.documentElement.scrollWidth") <= width
