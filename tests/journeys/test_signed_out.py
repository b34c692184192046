"""Signed out in mid-sentence, in a browser: the words come back, with and without JavaScript."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.apps.workshop.people import draft_of
from tests.journeys.test_main_job import PASSWORD, person, sign_in

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

BACK = "What you typed is in the form again; nothing of it was sent."


def sign_in_here(page: Page) -> None:
    page.get_by_label("E-mail address").fill("ana@example.org")
    page.locator("input[type=password]").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Sign in", exact=True).click()


def test_a_draft_that_saves_itself_keeps_the_words(page: Page) -> None:
    alliance = draft_of(person("builder"))
    sign_in(page)
    page.goto(f"/drafts/{alliance.pk}/edit/")
    Session.objects.all().delete()
    page.get_by_label("Title", exact=True).fill("In mid-sentence")
    expect(page.locator("#signed-out")).to_contain_text("Your words are still here")
    expect(page.get_by_label("Title", exact=True)).to_have_value("In mid-sentence")
    page.locator("#signed-out").get_by_role("link", name="Sign in").click()
    sign_in_here(page)
    expect(page.locator("#signed-out")).to_contain_text(BACK)
    expect(page.get_by_label("Title", exact=True)).to_have_value("In mid-sentence")
    alliance.refresh_from_db()
    assert alliance.title == "Open tenders in Paraguay"


def test_another_row_on_a_page_that_is_signed_out_takes_nothing_away(page: Page) -> None:
    alliance = draft_of(person("builder"))
    sign_in(page)
    page.goto(f"/drafts/{alliance.pk}/edit/")
    Session.objects.all().delete()
    page.locator("#tasks button[name=add]").click()
    expect(page.locator("#signed-out")).to_contain_text("Your words are still here")
    expect(page.locator("#tasks")).to_be_visible()


def test_the_words_come_back_without_javascript(browser: Browser, live_server: LiveServer) -> None:
    alliance = draft_of(person("builder"))
    context = browser.new_context(
        base_url=live_server.url, java_script_enabled=False, locale="en-GB"
    )
    page = context.new_page()
    sign_in(page)
    page.goto(f"/drafts/{alliance.pk}/edit/")
    Session.objects.all().delete()
    page.get_by_label("Title", exact=True).fill("In mid-sentence")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("main")).to_contain_text("Your words are still here")
    sign_in_here(page)
    page.wait_for_url(f"**/drafts/{alliance.pk}/edit/")
    expect(page.get_by_label("Title", exact=True)).to_have_value("In mid-sentence")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("In mid-sentence")
    context.close()
