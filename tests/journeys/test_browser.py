"""The browser itself: that pages open in it, and that axe finds what is wrong with them."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.slow

Axe = Callable[[Page], list[dict[str, Any]]]


def test_a_page_opens_with_no_error_and_nothing_fetched_from_elsewhere(
    page: Page, live_server: Any
):
    fetched: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))

    answer = page.goto("/learn/")

    assert answer is not None
    assert answer.status == 200
    assert errors == []
    assert [
        address for address in fetched if not address.startswith((live_server.url, "data:"))
    ] == []


def test_axe_finds_a_picture_without_words(page: Page, axe: Axe):
    page.set_content(
        '<html lang="en"><title>Test</title><main><h1>Test</h1><img src="data:,"></main></html>'
    )

    assert [found["id"] for found in axe(page)] == ["image-alt"]


def test_axe_works_under_the_pages_own_content_security_policy(page: Page, axe: Axe):
    page.goto("/learn/")

    assert isinstance(axe(page), list)


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_the_header_is_one_row_on_a_phone_and_its_menu_opens_by_keyboard(page: Page, language: str):
    page.set_viewport_size({"width": 390, "height": 800})
    page.set_extra_http_headers({"Accept-Language": language})
    page.goto("/learn/")
    bar = page.locator("header.bar")
    assert bar.evaluate("(header) => header.offsetHeight") < 70
    assert page.evaluate("() => document.documentElement.scrollWidth") == 390
    expect(bar.locator("nav a").first).to_be_hidden()
    bar.locator("nav summary").press("Enter")
    expect(bar.locator("nav a")).to_have_count(4)
    expect(bar.locator("nav a[aria-current]")).to_be_visible()
    page.keyboard.press("Escape")
    expect(bar.locator("nav a").first).to_be_hidden()


def test_on_paper_tables_stay_tables_and_the_margin_follows_the_text(page: Page):
    page.set_viewport_size({"width": 700, "height": 900})
    page.goto("/learn/democracy/CS2/")
    row = page.locator("table.data tbody tr").first
    assert row.evaluate("(row) => getComputedStyle(row).display") == "block"
    page.emulate_media(media="print")
    assert row.evaluate("(row) => getComputedStyle(row).display") == "table-row"
    assert page.locator(".beside").evaluate("(it) => getComputedStyle(it).display") == "block"
