"""A partner's own declaration, in a browser, with axe on each page on the way: an officer asks, the
partner fills it in on a phone and signs, the officer sees what differs and takes an owner over.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, Page, ViewportSize, expect

from convene.apps.accounts.models import Role
from convene.apps.registry.models import Tie
from convene.apps.vetting import actions
from convene.apps.vetting.models import Case
from tests.apps.vetting import people
from tests.apps.vetting.people import in_research, look, now
from tests.journeys.test_main_job import person, sign_in

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

Axe = Callable[[Page], list[dict[str, Any]]]
PHONE: ViewportSize = {"width": 390, "height": 844}


def test_a_partner_declares_and_an_officer_takes_an_owner_over(
    page: Page, browser: Browser, axe: Axe, live_server: Any
) -> None:
    cache.clear()
    person("reviewer")
    found: dict[str, list[dict[str, Any]]] = {}
    case = in_research(by=people.person("Bea", Role.BUILDER))
    sign_in(page)

    page.goto(f"/vetting/cases/{case.pk}/")
    page.get_by_role("link", name="Ask the partner for its own declaration").click()
    page.get_by_label("To whom").fill("Olga Ortiz")
    page.get_by_label("E-mail address").fill("olga@example.org")
    found["asking"] = axe(page)
    page.get_by_role("button", name="Make the link").click()
    link = page.get_by_label("Link").input_value()
    found["the link"] = axe(page)
    page.get_by_role("link", name="I have copied it").click()
    expect(page.locator("main")).to_contain_text("Not signed yet: asked for by")

    phone = browser.new_context(base_url=live_server.url, locale="en-GB", viewport=PHONE)
    partner = phone.new_page()
    found |= _declare(partner, link, axe)
    phone.close()

    page.reload()
    expect(page.locator(".caution")).to_contain_text(
        "Declared and not yet asked of the lists: Juan Cruz, Ana Gil."
    )
    expect(page.locator("main")).to_contain_text("signed by Olga Ortiz, Director")
    found["a case with a declaration"] = axe(page)
    page.set_viewport_size(PHONE)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]
    page.set_viewport_size({"width": 1280, "height": 900})
    page.get_by_role("button", name="Take into the registry: Juan Cruz").click()
    expect(page.locator("main")).to_contain_text("It stands in the registry now.")
    assert Tie.objects.get().source.startswith("Declared by Olga Ortiz, Director, ")
    expect(page.get_by_role("button", name="Take into the registry: Juan Cruz")).to_have_count(0)
    expect(page.locator(".turn")).to_contain_text("Look through the lists again")
    page.get_by_role("link", name="Read all of it").click()
    found["the declaration"] = axe(page)

    _look_again(case)
    page.goto(f"/vetting/cases/{case.pk}/")
    expect(page.locator(".caution").first).to_contain_text(
        "Declared and not yet asked of the lists: Ana Gil."
    )
    assert {name: faults for name, faults in found.items() if faults} == {}


def _declare(page: Page, link: str, axe: Axe) -> dict[str, list[dict[str, Any]]]:
    """Fill a declaration in on a phone, stop, come back, read it over and sign."""
    found = {}
    page.goto(link)
    found["the form"] = axe(page)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]
    page.get_by_label("Name", exact=True).first.fill("Blue River Bank")
    page.get_by_label("Country of registration").select_option("PY")
    owner = page.get_by_role("group", name="Owner 1")
    owner.get_by_label("Name").fill("Juan Cruz")
    owner.get_by_label("What it is").select_option("person")
    owner.get_by_label("Share in per cent").fill("60")
    expect(page.locator("#saveds")).to_contain_text("Saved on")
    page.get_by_role("button", name="Add another owner").click()
    expect(page.get_by_role("group", name="Owner 2")).to_be_visible()
    page.goto(link)
    expect(owner.get_by_label("Name")).to_have_value("Juan Cruz")
    leader = page.get_by_role("group", name="Person 1")
    leader.get_by_label("Name").fill("Ana Gil")
    leader.get_by_label("Role").select_option("director")
    for question in page.get_by_label("No", exact=True).all():
        question.check()
    page.get_by_role("button", name="Read it over").last.click()
    expect(page.locator("main")).to_contain_text("Juan Cruz")
    found["reading it over"] = axe(page)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]
    page.get_by_label("Your full name").fill("Olga Ortiz")
    page.get_by_label("Your role").fill("Director")
    page.get_by_label("I declare that").check()
    page.get_by_role("button", name="Sign").click()
    expect(page.locator("h1")).to_have_text("What you signed")
    found["what was signed"] = axe(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as PDF").click()
    assert download.value.suggested_filename == "blue-river-bank-declaration.pdf"
    page.goto(link)
    expect(page.locator("h1")).to_have_text("This link opens nothing")
    found["a link that is used up"] = axe(page)
    return found


def _look_again(case: Case) -> None:
    """No list is loaded here: what a look would bring is put in its place."""
    again = now(case)
    actions.screened(again, look(of=again.organisation, key="second"), by=again.opened_by)
