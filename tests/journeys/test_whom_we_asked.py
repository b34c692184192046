"""The record of asking in a browser: a colleague is warned before they ask again; open to everyone,
and nothing wider than a phone.
"""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from convene.apps.asking.words import Said
from tests.apps.asking.people import ago, answer, ask, bank
from tests.apps.risks.people import table
from tests.apps.workshop.people import draft_of, person
from tests.journeys.test_partner_page import WIDTHS, _window

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_the_record_is_read_by_everyone_and_a_colleague_is_warned(
    browser: Browser, live_server: Any, axe: Callable[[Page], list[dict[str, Any]]]
):
    here, petra = table(), person("Petra")
    heron = bank(here.olga)
    first = ask(
        here.alliance, heron, by=here.edith, asked_on=ago(9), next_on=ago(1), through="the mayor"
    )
    answer(first, Said.MORE, by=here.edith, said_on=ago(8), next_on=ago(2), note="How many boats?")
    ask(draft_of(petra), bank(here.olga, "Ibis Foundation"), by=petra)
    ask(here.alliance, bank(here.olga, "Mwala Mills"), by=here.olga, asked_on=ago(40))
    base = f"/drafts/{here.alliance.pk}/asking/"
    pages = ["", "whom/", f"add/{heron.pk}/", f"{first.pk}/"]
    pages += [f"{first.pk}/{sheet}/" for sheet in ("answer", "take-back")]
    for width in WIDTHS:
        page = _window(browser, live_server, here.olga, width=width)
        for more in pages:
            shown = page.goto(f"{base}{more}")
            assert shown is not None
            assert shown.status == 200
            assert axe(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.context.close()

    page = _window(browser, live_server, here.emil, width=390)
    page.goto(f"{base}whom/")
    page.get_by_label("Or somebody else").fill("Ibis Foundation")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("A colleague elsewhere asked")).to_be_visible()
    expect(page.get_by_text("Petra")).to_have_count(0)
    page.get_by_label("What was asked?").fill("A grant for the boats")
    page.get_by_role("button", name="Ask all the same").click()
    expect(page.get_by_text("Say why it is asked all the same").first).to_be_visible()
    page.get_by_label("Why ask all the same?").fill("They asked us to come.")
    page.get_by_role("button", name="Ask all the same").click()
    expect(page.get_by_text("Written down, in your name.")).to_be_visible()
    page.context.close()
