"""Who has worked with whom, as a person finds it out: typing a name, its page, a link with ours and
back, and a decision on two names.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from convene.apps.registry.models import Link, Sameness
from tests.corpus.open_data.records import FREEDONIA, WELL, served
from tests.journeys.test_main_job import person, sign_in

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PAGES = [
    "",
    "?q=water",
    "?of=organisations",
    "?q=xyzzy",
    "?country=AOO",
    f"organisations/{WELL}/",
    "organisations/cv-99/",
    "activities/b1/0/",
    f"between/?a={WELL}&b={FREEDONIA}",
    "same/",
    "loaded/",
]


@pytest.fixture(autouse=True)
def open_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONVENE_DATA", str(tmp_path))
    doubt = {
        "a": "key-Aid of Freedonia",
        "b": "key-Freedonia Aid Agency",
        "organisation_a": FREEDONIA,
        "organisation_b": FREEDONIA,
        "score": 0.8,
        "weight": 9.0,
        "why": ["Both have “aid”."],
    }
    served(review=[doubt])


def test_from_the_first_letters_to_a_link_and_back(page: Page) -> None:
    person("builder")
    sign_in(page)
    page.goto("/records/")
    page.get_by_role("searchbox").press_sequentially("Родн")
    expect(page.locator(".suggested a")).to_contain_text("Wéllspring Trust")
    expect(page.get_by_role("searchbox")).to_be_focused()
    assert page.url.endswith("/records/")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".suggested a")).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Bring into our registry").click()
    expect(page.locator(".done")).to_contain_text("Brought in as a candidate.")
    page.locator(f"a[href='/records/organisations/{WELL}/']").click()
    page.get_by_role("button", name="These are not the same: take the link back").click()
    expect(page.locator(".done")).to_contain_text("The link is taken back.")
    assert Link.objects.get().undone_at is not None


def test_two_names_are_decided_on_and_the_decision_is_taken_back(page: Page) -> None:
    person("builder")
    sign_in(page)
    page.goto("/records/same/")
    page.get_by_label("Why").fill("Their law says so.")
    page.get_by_role("button", name="Not the same").click()
    expect(page.locator(".done")).to_contain_text("Noted.")
    page.get_by_role("button", name="Take back").click()
    expect(page.locator(".done")).to_contain_text("The decision is taken back.")
    assert Sameness.objects.get().undone_at is not None


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_records_keep_nobody_out_and_fit_a_telephone(
    browser: Browser,
    live_server: LiveServer,
    axe: Callable[[Page], list[dict[str, Any]]],
    scheme: Any,
) -> None:
    person("builder")
    context = browser.new_context(
        base_url=live_server.url,
        color_scheme=scheme,
        viewport={"width": 390, "height": 800},
        locale="en-GB",
    )
    window = context.new_page()
    sign_in(window)
    found = {}
    for path in PAGES:
        window.goto(f"/records/{path}")
        wider = window.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        found[path] = [*axe(window), *(["wider than the window"] if wider > 0 else [])]
    context.close()
    assert {path: faults for path, faults in found.items() if faults} == {}
