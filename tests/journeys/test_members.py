"""The partners of an alliance and its checks, in a browser: wide and narrow, open to everyone."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page

from convene.apps.workshop import actions
from convene.apps.workshop.words import Check, ConsentForm, ConsentTo, Origin, PartnerRole, Said
from tests.apps.registry.people import organisation
from tests.apps.workshop.people import at_desk_of, draft_of, person
from tests.apps.workshop.test_partners_in import JOINED

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", [1280, 390])
def test_partners_and_checks_are_read_at_any_width(
    browser: Browser,
    live_server: Any,
    axe: Callable[[Page], list[dict[str, Any]]],
    width: int,
):
    draft = draft_of(person("Paula"))
    chamber = actions.join(
        draft,
        organisation("Mwala Chamber of Commerce"),
        on=JOINED,
        roles=(PartnerRole.FUNDING, PartnerRole.ADVISING),
        origin=Origin.PRIVATE,
        by=draft.owner,
    )
    actions.join(
        draft,
        organisation("Quill and Sons"),
        on=JOINED,
        umbrella=chamber,
        unnamed_until=5,
        by=draft.owner,
    )
    actions.add(draft, actions.Proposed(name="Heron Savings Bank"), by=draft.owner)
    actions.consent(
        chamber,
        what=ConsentTo.NAME,
        given_by="Grace Mwila",
        form=ConsentForm.SIGNED,
        since=JOINED,
        by=draft.owner,
    )
    actions.answer(draft, Check.HARM, Said.YES, note="Two clerks read it.", by=draft.owner)
    key = at_desk_of(draft.owner).cookies[settings.SESSION_COOKIE_NAME].value
    context = browser.new_context(
        base_url=live_server.url, locale="en-GB", viewport={"width": width, "height": 900}
    )
    context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}]
    )
    page = context.new_page()
    for where in (
        "members/",
        f"members/{chamber.pk}/",
        f"members/{chamber.pk}/edit/",
        f"members/{chamber.pk}/consent/",
        "members/join/",
        "checks/",
        "checks/civil_society/",
    ):
        page.goto(f"/drafts/{draft.pk}/{where}")
        if folder := os.environ.get("PICTURES"):
            name = where.replace(str(chamber.pk), "one").replace("/", "-")
            page.screenshot(path=Path(folder) / f"{name}{width}.png", full_page=True)
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
