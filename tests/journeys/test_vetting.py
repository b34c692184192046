"""From an organisation to an opened case and its file, in a browser, with axe on each page on the
way.
"""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.test_main_job import person, sign_in

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

Axe = Callable[[Page], list[dict[str, Any]]]


def test_an_organisation_is_written_down_and_a_case_opened(page: Page, axe: Axe) -> None:
    person("administrator")
    sign_in(page)
    page.goto("/vetting/")
    page.get_by_role("link", name="Find an organisation").click()
    page.get_by_role("link", name="Add an organisation").click()
    page.locator("#id_name").fill("Plainly Made Up Airlines")
    page.get_by_role("button", name="Add another name").click()
    expect(page.locator("main .errorlist")).to_have_count(0)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Plainly Made Up Airlines")
    found = {"organisation": axe(page)}

    page.get_by_role("link", name="Vetting", exact=True).click()
    found["its cases"] = axe(page)
    page.get_by_role("link", name="Open a case").click()
    page.get_by_label("What you plan with them").fill(
        "Carry ballot papers, once, within the country."
    )
    found["a new case"] = axe(page)
    page.get_by_role("button", name="Open the case").click()
    expect(page.locator("main")).to_contain_text("Carry ballot papers")
    found["a case"] = axe(page)
    page.set_viewport_size({"width": 390, "height": 900})
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    assert {name: faults for name, faults in found.items() if faults} == {}
    with page.expect_download() as download:
        page.locator("a[href$='file.pdf']").first.click()
    assert download.value.path().read_bytes()[:5] == b"%PDF-"
