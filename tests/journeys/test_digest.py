"""The digest and the exit plan in a browser: asked for, stopped without signing in, handed over;
open to everyone, and nothing wider than a phone.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from convene.apps.digest.queries.writing import token
from tests.apps.ledger.people import due, promised, table
from tests.journeys.test_partner_page import WIDTHS, _window

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def _is_open(page: Page, axe: Callable[[Page], list[dict[str, Any]]], width: int) -> None:
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_digest_is_asked_for_and_stopped_by_its_link(
    browser: Browser,
    live_server: Any,
    axe: Callable[[Page], list[dict[str, Any]]],
    settings: Any,
):
    settings.CAN_SEND_MAIL = True
    here = table()
    soon = due("400000", on=timezone.localdate() + timedelta(days=5))
    promised(here, None, soon, by=here.edith)
    for width in WIDTHS:
        page = _window(browser, live_server, here.olga, width=width)
        page.goto("/vetting/")
        page.get_by_role("link", name="A digest by mail").click()
        page.get_by_label("Once a week").check()
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("Saved.")).to_be_visible()
        expect(page.get_by_text("Due of Heron Savings Bank")).to_be_visible()
        _is_open(page, axe, width)
        page.goto("/vetting/calendar/")
        page.get_by_role("button", name="Make").click()
        expect(page.get_by_text("It is shown this once")).to_be_visible()
        page.context.clear_cookies()
        page.goto(f"/digest/stop/{token(here.olga)}/")
        _is_open(page, axe, width)
        page.get_by_role("button", name="Stop it").click()
        expect(page.get_by_text("No digest is written to you any more.")).to_be_visible()
        page.context.close()


def test_an_exit_plan_is_written_and_handed_over(
    browser: Browser, live_server: Any, axe: Callable[[Page], list[dict[str, Any]]]
):
    here = table()
    for width in WIDTHS:
        page = _window(browser, live_server, here.olga, width=width)
        page.goto(f"/drafts/{here.alliance.pk}/")
        page.get_by_role("link", name="Exit plan").click()
        _is_open(page, axe, width)
        page.get_by_role("link", name="Add what stays").click()
        what = f"Receipt printers, {width}"
        page.get_by_label("What stays?").fill(what)
        page.get_by_label("Which partner inherits it?").select_option("Heron Savings Bank")
        page.get_by_label("On what terms?").fill("The town pays for paper.")
        _is_open(page, axe, width)
        page.get_by_role("button", name="Add").click()
        expect(page.get_by_text("1 thing to hand over")).to_be_visible()
        page.get_by_role("link", name=what).click()
        page.get_by_role("link", name="It is handed over").click()
        page.get_by_label("What shows it?").fill("A receipt of today.")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("A receipt of today.").first).to_be_visible()
        _is_open(page, axe, width)
        page.goto(f"/drafts/{here.alliance.pk}/exit/")
        expect(page.get_by_text("All is handed over")).to_be_visible()
        _is_open(page, axe, width)
        page.context.close()
