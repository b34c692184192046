"""A real Chromium on a real server: `page` opens it, `axe` finds what keeps people out.

Without Chromium these tests are skipped with a reason; CONVENE_REQUIRE_BROWSER=1 makes them fail
instead.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PATIENCE = 10_000
"""Milliseconds to wait for anything on a page before the test fails."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium: the one that CHROMIUM names, or Debian's."""
    program = (
        os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    )
    if program is None:
        reason = "Chromium is not installed here. On Debian: apt-get install chromium"
        pytest.fail(reason) if os.environ.get("CONVENE_REQUIRE_BROWSER") == "1" else pytest.skip(
            reason
        )
    # Playwright keeps an event loop in this thread, so Django would refuse the tests' own
    # (synchronous) queries.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    flags = (
        [*FLAGS, "--no-sandbox"] if os.getuid() == 0 else FLAGS
    )  # Chromium's sandbox refuses root
    with sync_playwright() as playwright:
        expect.set_options(timeout=PATIENCE)
        chromium = playwright.chromium.launch(executable_path=program, args=flags)
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A new, signed-out window; `page.goto("/learn/")` is an address of the test's own server."""
    context = browser.new_context(base_url=live_server.url, locale="en-GB")
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


@pytest.fixture
def axe() -> Callable[[Page], list[dict[str, Any]]]:
    """A function that returns axe's findings on a page: id, help and the elements at fault; an
    empty list is a pass.
    """

    def violations(page: Page) -> list[dict[str, Any]]:
        page.evaluate(
            AXE_SCRIPT
        )  # evaluated, not added as a script: the page's own CSP stays as it is
        found = page.evaluate(
            "async (options) => (await axe.run(document, options)).violations", RULES
        )
        return [
            {"id": each["id"], "help": each["help"], "at": [node["html"] for node in each["nodes"]]}
            for each in found
        ]

    return violations
