"""A register of risks in a browser: adopted, rated, signed off by somebody else; open to everyone,
and nothing wider than a phone.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from convene.apps.workshop import actions as workshop
from convene.apps.workshop.words import Check, Said
from tests.apps.risks.people import Table, high, risk, table
from tests.journeys.test_partner_page import WIDTHS, _window

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def _register() -> Table:
    here = table()
    workshop.answer(
        here.alliance, Check.TECHNOLOGY, Said.YES, note="Clerks use phones.", by=here.edith
    )
    high(here, response="Every party hears of it first.", owner_person=here.edith)
    risk(here, title="A flood", review_on=timezone.localdate() - timedelta(days=3))
    return here


def test_a_register_is_read_by_everyone_on_any_screen(
    browser: Browser, live_server: Any, axe: Callable[[Page], list[dict[str, Any]]]
):
    here = _register()
    base = f"/drafts/{here.alliance.pk}/risks/"
    it = here.alliance.risks.get(title="The council withdraws")
    pages = ["", "?at=4x5", "add/", "adopt/surveillance/"]
    pages += [f"{it.pk}/{sheet}" for sheet in ("", "rate/", "edit/", "turn/", "sign-off/")]
    for width in WIDTHS:
        page = _window(browser, live_server, here.olga, width=width)
        for more in pages:
            answer = page.goto(f"{base}{more}")
            assert answer is not None
            assert answer.status == 200
            assert axe(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.context.close()


def test_one_rates_and_another_signs(browser: Browser, live_server: Any):
    here = _register()
    page = _window(browser, live_server, here.edith, width=390)
    page.goto(f"/drafts/{here.alliance.pk}/risks/")
    page.get_by_role("link", name="Adopt it : Surveillance").click()
    page.get_by_role("button", name="Adopt it").click()
    expect(page.get_by_text("It counts as unknown until somebody rates it.")).to_be_visible()
    page.get_by_role("link", name="Rate it as it is").click()
    page.get_by_label("5 · almost certain").check()
    page.get_by_label("3 · moderate").check()
    page.get_by_label("What does that rest on?").fill("The network belongs to the state.")
    page.get_by_role("button", name="Rate it").click()
    expect(page.get_by_text("5 × 3 = 15").first).to_be_visible()
    expect(page.get_by_role("link", name="Sign it off")).to_have_count(0)
    page.context.close()

    page = _window(browser, live_server, here.olga, width=1280)
    page.goto("/vetting/")
    page.get_by_role("link", name="Surveillance").click()
    page.get_by_role("link", name="Sign it off").click()
    page.get_by_label("Why may it go on with this risk?").fill("No names travel over the network.")
    page.get_by_role("button", name="Sign it off").click()
    expect(page.get_by_text("Signed off, in your name. A worse rating ends it.")).to_be_visible()
    page.context.close()
