"""The main job, as a person does it: from a problem to a saved draft and a concept paper, with and
without JavaScript.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from convene.apps.accounts.models import User

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

Axe = Callable[[Page], list[dict[str, Any]]]
PASSWORD = "correct horse battery"
PARAGUAY = (
    "/advice/answer/?country=PY&level=national&challenge=procurement_opacity&challenge=administrative_corruption"
    "&challenge=weak_tax_administration&sector=ict&sector=finance&partner_type=university&partner_type=chamber&reprisal_risk=low"
)
ANGOLA = (
    "/advice/answer/?country=AO&level=city&challenge=company_community_tension&challenge=extractive_revenue_opacity&sector=extractives"
    "&partner_type=municipality&civic_space=closed&reprisal_risk=high&trait=mobile_technology"
)
PUBLIC = {
    "start": "/",
    "library": "/learn/",
    "about the guide": "/learn/about/",
    "search": "/learn/search/?q=tax",
    "search without a hit": "/learn/search/?q=xyzzy",
    "models": "/learn/democracy/all/models/",
    "examples": "/learn/democracy/all/examples/?country=PA",
    "problems": "/learn/democracy/all/challenges/",
    "contributions": "/learn/democracy/all/contributions/",
    "matrix": "/learn/democracy/all/motivations/",
    "resources": "/learn/democracy/all/resources/",
    "a model": "/learn/democracy/M3/",
    "an example": "/learn/democracy/EX06/",
    "a case": "/learn/democracy/CS2/",
    "a problem": "/learn/democracy/procurement_opacity/",
    "the misprinted row": "/learn/democracy/MR4/",
    "a lesson": "/learn/democracy/L13/",
    "a contribution": "/learn/democracy/OFFICIAL_INFLUENCE/",
    "countries": "/countries/",
    "a country": "/countries/PY/",
    "a country with few figures": "/countries/VE/",
    "no such country": "/countries/ZZ/",
    "questions": "/advice/",
    "answer": PARAGUAY,
    "answer with many safeguards": ANGOLA,
    "tied answer": "/advice/answer/?challenge=administrative_corruption&level=national",
    "refusal": "/advice/answer/?challenge=partisan_voter_targeting",
    "nothing fits": "/advice/answer/?challenge=dragons",
    "sign in": "/account/login/",
    "no such page": "/nowhere/",
}
PRIVATE = [
    "/drafts/",
    "/account/profile/",
    "/account/2fa/",
    "/organisations/",
    "/organisations/new/",
    "/organisations/import/",
]
PRIVATE += ["/organisations/merges/", "/vetting/", "/vetting/cases/"]
ADMINISTRATORS = ["/account/people/", "/account/people/invite/", "/drafts/template/"]


def person(role: str, email: str = "ana@example.org") -> User:
    return User.objects.create_user(email=email, name="Ana Souza", role=role, password=PASSWORD)


def sign_in(page: Page, email: str = "ana@example.org") -> None:
    page.goto("/account/login/")
    page.get_by_label("E-mail address").fill(email)
    page.locator("input[type=password]").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Sign in", exact=True).click()
    expect(page.locator(".me")).to_contain_text("Ana Souza")


@pytest.fixture(params=["light", "dark"])
def themed(
    request: pytest.FixtureRequest, browser: Browser, live_server: LiveServer
) -> Iterator[Page]:
    context = browser.new_context(
        base_url=live_server.url, color_scheme=request.param, locale="en-GB"
    )
    yield context.new_page()
    context.close()


def test_axe_finds_nothing_on_any_public_page(themed: Page, axe: Axe) -> None:
    found = {}
    for name, path in PUBLIC.items():
        themed.goto(path)
        found[name] = axe(themed)
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_axe_finds_nothing_on_pages_for_people_who_signed_in(themed: Page, axe: Axe) -> None:
    person("administrator")
    sign_in(themed)
    themed.goto(PARAGUAY)
    themed.get_by_role("link", name="Save as a draft alliance").click()
    faults = {"new draft": axe(themed)}
    themed.locator("main").get_by_role("button", name="Save", exact=False).first.click()
    draft = themed.url
    for path in [
        draft,
        f"{draft}edit/",
        f"{draft}history/",
        f"{draft}share/",
        *PRIVATE,
        *ADMINISTRATORS,
    ]:
        answer = themed.goto(path)
        assert answer is not None
        assert answer.status == 200, path
        faults[path] = axe(themed)
        themed.set_viewport_size({"width": 390, "height": 900})
        assert themed.evaluate("() => document.documentElement.scrollWidth") <= 390, path
        themed.set_viewport_size({"width": 1280, "height": 900})
    assert {path: found for path, found in faults.items() if found} == {}


@pytest.mark.parametrize("width", [390, 1280])
def test_no_public_page_scrolls_sideways(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    wide = {}
    for name, path in PUBLIC.items():
        page.goto(path)
        wide[name] = page.evaluate("() => document.documentElement.scrollWidth")
    assert {name: found for name, found in wide.items() if found > width} == {}


FOLDED = 2_200
"""Pixels that an answer may be high at 1280 while its parts are folded."""
EDITED = 2_500
"""Pixels that the page may be high on which the Jamaican draft is edited."""
ANSWERS = {
    "Zambia": "country=ZM&level=city&challenge=weak_municipal_capacity&challenge=weak_citizen_voice&challenge=administrative_corruption",
    "Jamaica": "country=JM&level=city&challenge=violent_crime&challenge=police_distrust&partner_type=chamber",
    "Angola": "country=AO&level=city&challenge=poor_local_services&challenge=company_community_tension&sector=extractives",
    "Paraguay": "country=PY&level=national&challenge=procurement_opacity&challenge=administrative_corruption&sector=ict",
    "Tunisia": "country=TN&level=national&challenge=procurement_opacity&challenge=budget_opacity&sector=finance",
    "Honduras": "country=HN&level=national&challenge=labour_rights_violations&challenge=hostile_labour_relations&sector=apparel",
}


def test_an_answer_begins_its_folds_within_two_screens(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    high, late = {}, {}
    for name, query in ANSWERS.items():
        page.goto(f"/advice/answer/?{query}", timeout=60_000)
        expect(page.locator(".in-short dt")).to_have_count(3)
        high[name] = page.evaluate("() => document.documentElement.scrollHeight")
        late[name] = page.locator(".folds").bounding_box()["y"]  # type: ignore[index]  # it is shown
    assert {name: found for name, found in high.items() if found > FOLDED} == {}
    assert {name: found for name, found in late.items() if found > 2 * 800} == {}


def test_a_draft_is_edited_on_a_page_one_can_tab_through(page: Page) -> None:
    person("builder")
    sign_in(page)
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"/advice/answer/?{ANSWERS['Jamaica']}", timeout=60_000)
    page.get_by_role("link", name="Save as a draft alliance").click()
    page.locator("main").get_by_role("button", name="Save", exact=False).first.click()
    page.get_by_role("link", name="Edit").first.click()
    expect(page.get_by_role("heading", name="What to ask for")).to_be_visible()
    assert page.evaluate("() => document.documentElement.scrollHeight") <= EDITED
    rows = page.locator("#tasks .fieldset")
    first, second = rows.nth(0).bounding_box(), rows.nth(1).bounding_box()
    assert second["height"] < first["height"] < 100  # type: ignore[index]  # both are shown
    page.get_by_label("Who could champion it").nth(1).focus()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Remove this row").nth(1)).to_be_focused()


def replaced(message: str) -> bool:
    """Whether htmx only says that a newer request took the place of an older one, or that the page
    was left.
    """
    return message.startswith(("htmx:afterRequest", "htmx:sendAbort"))


def test_from_a_problem_to_a_saved_draft_and_its_paper(page: Page) -> None:
    person("builder")
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on(
        "console",
        lambda message: (
            errors.append(message.text)
            if message.type == "error" and not replaced(message.text)
            else None
        ),
    )
    page.goto("/")
    page.get_by_role("link", name="Say what is not working").click()
    page.get_by_label("The problem, in your own words").fill(
        "small firms cannot bid for government contracts"
    )
    page.locator("#nearest").get_by_label("Opaque or inaccessible public procurement").check()
    expect(page.locator("#so-far")).to_contain_text("Supporting good governance")
    page.get_by_role("combobox", name="Country").select_option(label="Paraguay")
    page.get_by_label("National", exact=False).first.check()
    page.locator("summary", has_text="Who is around").click()
    page.get_by_label("Software and information technology").check()
    page.get_by_role("button", name="Show what could work").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("What could work in Paraguay")
    assert "contracts" not in page.url  # what was typed never stands in an address
    page.locator("a.cite").first.click()
    expect(page.locator(".source-card")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".source-card")).to_have_count(0)

    page.get_by_role("link", name="Save as a draft alliance").click()
    page.get_by_label("E-mail address").fill("ana@example.org")
    page.locator("input[type=password]").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Sign in", exact=True).click()
    page.locator("main").get_by_role("button", name="Save", exact=False).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Paraguay")
    expect(page.locator("main")).to_contain_text("small firms cannot bid for government contracts")
    with page.expect_download() as download:
        page.locator("a[href$='concept.pdf']").first.click()
    assert download.value.path().read_bytes()[:5] == b"%PDF-"
    assert errors == []


def test_the_main_job_needs_no_javascript(browser: Browser, live_server: LiveServer) -> None:
    context = browser.new_context(
        base_url=live_server.url, java_script_enabled=False, locale="en-GB"
    )
    page = context.new_page()
    page.goto("/advice/")
    page.get_by_label("The problem, in your own words").fill("judges take years")
    page.get_by_role("button", name="Find the nearest problems").click()
    page.locator("#nearest").get_by_label("Slow courts").check()
    page.get_by_role("button", name="Show what could work").click()
    expect(page.locator(".in-short dd").first).to_contain_text("Reinforcing rule of law")
    page.locator("a.cite:visible").first.click()
    page.wait_for_url("**#source-1")
    context.close()


def test_the_questions_can_be_answered_with_the_keyboard_alone(page: Page) -> None:
    page.goto("/advice/?challenge=court_backlog")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the content")
    page.keyboard.press("Enter")
    page.get_by_role("combobox", name="Country").focus()
    page.keyboard.type("Kenya")
    page.get_by_role("button", name="Show what could work").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("What could work in Kenya")


def test_two_people_edit_one_draft_and_nothing_is_overwritten(
    page: Page, browser: Browser, live_server: LiveServer
) -> None:
    person("builder")
    sign_in(page)
    page.goto(PARAGUAY)
    page.get_by_role("link", name="Save as a draft alliance").click()
    page.locator("main").get_by_role("button", name="Save", exact=False).first.click()
    page.wait_for_url(re.compile(r"/drafts/[\w-]{36}/$"))
    draft = page.url
    other = browser.new_context(base_url=live_server.url, locale="en-GB", java_script_enabled=False)
    second = other.new_page()
    sign_in(second)
    second.goto(f"{draft}edit/")
    page.goto(f"{draft}edit/")
    page.get_by_label("Title", exact=True).fill("Mine first")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Mine first")
    second.get_by_label("Title", exact=True).fill("Mine second")
    second.get_by_role("button", name="Save", exact=True).click()
    expect(second.locator("main")).to_contain_text("Mine first")
    expect(second.get_by_label("Title", exact=True)).to_have_value("Mine second")
    page.goto(draft)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Mine first")
    other.close()


def test_an_answer_prints_with_its_sources_and_without_the_menu(page: Page) -> None:
    page.goto(PARAGUAY)
    page.emulate_media(media="print")
    expect(page.locator("header.bar")).to_be_hidden()
    expect(page.locator(".actions.stay")).to_be_hidden()
    expect(page.locator("#source-1")).to_be_visible()
