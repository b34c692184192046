"""From a draft alliance to a shortlist of partners, in a browser: narrow, without JavaScript, and
open to everyone.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect

from tests.apps.finder.fictional import served
from tests.apps.workshop.people import OPEN_TENDERS, at_desk_of, draft_of, person

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_a_partner_is_shortlisted_on_a_narrow_screen_without_scripts(
    browser: Browser,
    live_server: Any,
    axe: Callable[[Page], list[dict[str, Any]]],
    tmp_path: Any,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setenv("CONVENE_DATA", str(tmp_path / "data"))
    served("journey-1")
    paula = person("Paula")
    draft = draft_of(paula, replace(OPEN_TENDERS, country="AO", model="M2"))
    key = at_desk_of(paula).cookies[settings.SESSION_COOKIE_NAME].value
    context = browser.new_context(
        base_url=live_server.url,
        locale="en-GB",
        java_script_enabled=False,
        viewport={"width": 390, "height": 800},
    )
    context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}]
    )
    page = context.new_page()

    page.goto(f"/drafts/{draft.pk}/partners/")
    page.get_by_role("button", name="Shortlist Blue Hill Mining").click()

    expect(
        page.locator("#shortlist ~ .cards").get_by_role("link", name="Blue Hill Mining")
    ).to_be_visible()
    context.close()

    scripted = browser.new_context(
        base_url=live_server.url, locale="en-GB", viewport={"width": 390, "height": 800}
    )
    scripted.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}]
    )
    wide = scripted.new_page()
    for address in (f"/drafts/{draft.pk}/partners/", "/partners/?country=AO&model=M2"):
        wide.goto(address)
        assert axe(wide) == []
        assert wide.evaluate("document.documentElement.scrollWidth") <= 390
    scripted.close()
