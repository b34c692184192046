"""The browser itself: that pages open in it, and that axe finds what is wrong with them."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

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
