"""The page of jobs in a narrow window: it asks again by itself, nothing keeps people out, and a job
is cancelled from there.
"""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from convene.apps.jobs import actions
from convene.apps.jobs.models import LONG
from tests.apps.jobs import kinds
from tests.journeys.test_main_job import person, sign_in

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
LOOK = 20_000
"""Milliseconds in which an open page has asked again, also on a slow machine."""


def test_a_job_is_watched_and_cancelled_in_a_narrow_window(
    browser: Browser, live_server: LiveServer, axe: Callable[[Any], list[dict[str, Any]]]
) -> None:
    person("administrator")
    window = browser.new_context(
        base_url=live_server.url, locale="en-GB", viewport={"width": 390, "height": 800}
    )
    page = window.new_page()
    sign_in(page)
    page.goto("/jobs/")
    expect(page.get_by_text("Nothing has been done yet.")).to_be_visible()
    faults = {"empty": axe(page)}

    actions.ask(kinds.broken)
    worker = actions.enlist()
    claimed = actions.claim(worker, queue=LONG)
    assert claimed is not None
    actions.Context(claimed, worker).tell("Looking around", 1, 4)
    page.reload()
    expect(page.get_by_role("progressbar")).to_have_attribute("value", "25")
    faults["at work"] = axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390

    actions.Context(claimed, worker).tell("Looking around", 4, 4)
    expect(page.get_by_role("progressbar")).to_have_attribute("value", "100", timeout=LOOK)
    page.get_by_role("button", name="Cancel Fail").click()
    expect(page.locator(".done")).to_have_text("It is cancelled. What it had finished stays.")
    actions.break_off(claimed, "It was cancelled.")
    expect(page.get_by_text("Cancelled", exact=True)).to_be_visible(timeout=LOOK)
    faults["over"] = axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert {name: found for name, found in faults.items() if found} == {}
    window.close()
