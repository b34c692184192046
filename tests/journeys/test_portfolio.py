"""All alliances in a browser: side by side, in pictures and what happened, on any screen."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from convene.core.draft import Draft
from tests.apps.risks.people import high, rate, risk, table
from tests.apps.workshop.people import draft_of
from tests.journeys.test_partner_page import WIDTHS, _window

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_all_alliances_are_read_by_everyone_on_any_screen(
    browser: Browser, live_server: Any, axe: Callable[[Page], list[dict[str, Any]]]
):
    here = table()
    high(here)
    rate(risk(here, title="A flood"), 2, 3, by=here.edith)
    risk(here, title="Nobody rated it")
    for country in ("PY", "PY", "BR", ""):
        draft_of(here.olga, Draft(title=f"Cleaner water {country}", country=country))
    for width in WIDTHS:
        page = _window(browser, live_server, here.olga, width=width)
        for more in ("", "pictures/", "happened/", "?at=2x3"):
            answer = page.goto(f"/alliances/{more}")
            assert answer is not None
            assert answer.status == 200
            assert axe(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.goto("/alliances/pictures/")
        page.get_by_role("link", name="likelihood 2 · unlikely, impact 3 · moderate").click()
        expect(page.get_by_role("link", name=here.alliance.title)).to_be_visible()
        expect(page.get_by_role("link", name="Cleaner water BR")).to_be_hidden()
        page.context.close()
