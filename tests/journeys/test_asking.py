"""The page that asks: short, quick on the keyboard, whole without JavaScript."""

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

WORDS = "the town council has no money and no people and cannot keep the water running"
MOST_PRESSES = 12
FIRST = 30_000
"""Milliseconds that the first suggestion of a server may take: it reads what it knows."""


def ask(page: Page) -> None:
    page.goto("/advice/")
    page.get_by_label("The problem, in your own words").fill(WORDS)
    expect(page.locator("#nearest fieldset [type=checkbox]")).to_have_count(3, timeout=FIRST)


def focused(page: Page, selector: str) -> bool:
    return bool(page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector))


@pytest.mark.parametrize("width", [390, 1280])
def test_few_tab_presses_lead_from_the_words_to_the_answer(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    ask(page)
    page.get_by_label("The problem, in your own words").focus()
    presses, ticked = 0, 0
    while not focused(page, ".sofar .btn"):
        page.keyboard.press("Tab")
        presses += 1
        assert presses <= MOST_PRESSES
        if ticked < 2 and focused(page, "#nearest [type=checkbox]"):
            page.keyboard.press("Space")
            ticked += 1
    expect(page.locator("#so-far")).to_contain_text("Strengthening municipal governments")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("What could work")
    page.wait_for_url(lambda url: url.count("challenge=") == 2)


def test_what_is_so_far_keeps_its_place_and_stays_open_while_it_is_brought_anew(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 900})
    ask(page)
    page.locator(".sofar summary").click()
    for box in page.locator("#nearest [type=checkbox]").all():
        page.evaluate("() => document.querySelector('.sofar summary').focus()")
        with page.expect_response("**/advice/so-far/"):
            box.evaluate("(one) => one.click()")
    expect(page.locator("#so-far")).to_contain_text("From:")
    expect(page.locator("#so-far")).to_be_visible()
    expect(page.locator("#gist-so-far")).to_contain_text("Strengthening municipal governments")
    assert focused(page, ".sofar summary")


@pytest.mark.parametrize(("width", "most"), [(390, 2000), (1280, 1300)])
def test_the_page_is_short_until_something_is_opened(page: Page, width: int, most: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    ask(page)
    assert page.evaluate("() => document.documentElement.scrollHeight") <= most
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width


def test_one_button_ticks_all_and_a_tick_taken_back_is_gone_everywhere(page: Page) -> None:
    ask(page)
    page.get_by_role("button", name="Yes, all of these").click()
    expect(page.locator("#nearest :checked")).to_have_count(3)
    first = page.locator("#nearest :checked").first.get_attribute("value")
    page.locator("summary", has_text="Another problem").click()
    in_list = page.locator(f"#challenges [value={first}]")
    expect(in_list).to_be_checked()
    page.locator(f"#nearest [value={first}]").uncheck()
    expect(in_list).not_to_be_checked()


def test_what_is_folded_away_is_still_said(page: Page) -> None:
    ask(page)
    expect(page.locator("#gist-around")).to_contain_text("Nobody named yet.")
    page.locator("summary", has_text="Who is around").click()
    page.get_by_label("Telecoms").check()
    expect(page.locator("#gist-around")).to_have_text("Telecoms")
    page.locator("summary", has_text="How safe it is").click()
    page.get_by_role("radio", name="High").check()
    expect(page.locator("#gist-safe")).to_contain_text("reprisal risk: High")


def test_a_click_that_leaves_the_words_opens_what_it_is_on(page: Page) -> None:
    """The words' change is answered while the button of the mouse is still down."""
    ask(page)
    gist = page.locator("#gist-around")
    gist.hover()
    with page.expect_response("**/advice/so-far/"):
        page.mouse.down()
    expect(page.locator("#gist-so-far")).not_to_be_empty()
    page.wait_for_function("() => !document.querySelector('.htmx-request, .htmx-settling')")
    page.mouse.up()
    expect(page.get_by_label("Telecoms")).to_be_visible()


def test_all_suggestions_are_ticked_without_javascript(
    browser: Browser, live_server: LiveServer
) -> None:
    context = browser.new_context(
        base_url=live_server.url, java_script_enabled=False, locale="en-GB"
    )
    page = context.new_page()
    page.goto("/advice/")
    page.get_by_label("The problem, in your own words").fill(WORDS)
    page.get_by_role("button", name="Find the nearest problems").click()
    expect(page.locator("#nearest :checked")).to_have_count(0)
    page.get_by_role("button", name="Yes, all of these").click()
    expect(page.locator("#nearest :checked")).to_have_count(3)
    page.get_by_role("button", name="Show what could work").click()
    page.wait_for_url(lambda url: url.count("challenge=") == 3)
    context.close()


def test_near_its_limit_a_field_says_what_still_fits_and_cuts_nothing(page: Page) -> None:
    page.goto("/advice/")
    words = page.get_by_label("The problem, in your own words")
    words.fill("x" * 1799)
    expect(page.locator(".left")).to_have_count(0)
    words.fill("x" * 1990)
    expect(page.locator(".left")).to_have_text("Characters left: 10")
    words.fill("x" * 1990 + "\n" + "x" * 20)
    expect(page.locator(".left")).to_have_text("Characters too many: 11")
    expect(words).to_have_value("x" * 1990 + "\n" + "x" * 20)
    words.fill("x")
    expect(page.locator(".left")).to_have_count(0)
