"""The plan of an alliance in a browser: open to everyone, by keyboard, no wider than a phone."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from convene.apps.workshop import actions
from convene.apps.workshop.models import Alliance, Task
from tests.apps.ledger.people import partner
from tests.apps.workshop.people import PUBLISH, TRAIN, draft_of, person
from tests.journeys.test_partner_page import WIDTHS, _window

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def _plan() -> Alliance:
    """Make a plan with four levels, something late and something dropped."""
    olga = person("Olga")
    draft = draft_of(olga)
    bank = partner("Heron Savings Bank", alliance=draft)
    above = Task.objects.get(pk=PUBLISH)
    for title, days in (("Agree the form", 30), ("Print it", -3), ("Hand it out", -1)):
        written = {"title": title, "due_on": timezone.localdate() + timedelta(days=days)}
        above = actions.add_task(
            draft, {**written, "partner": bank}, id=uuid4(), under=above, by=olga
        )
    gone = actions.add_task(draft, {"title": "Repaint the stalls"}, id=uuid4(), by=olga)
    actions.drop_task(gone, by=olga)
    return draft


def test_a_plan_is_read_and_changed_by_keyboard(
    browser: Browser, live_server: Any, axe: Callable[[Page], list[dict[str, Any]]]
):
    draft = _plan()
    where = f"/drafts/{draft.pk}/tasks/"
    for width in WIDTHS:
        page = _window(browser, live_server, draft.owner, width=width)
        for address in ("", "add/", *(f"{TRAIN}/{sheet}" for sheet in ("", "change/", "move/"))):
            page.goto(f"{where}{address}")
            assert axe(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.context.close()

    page = _window(browser, live_server, draft.owner, width=390)
    page.goto(where)
    page.get_by_role("button", name="Move “Train staff” up").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: address.endswith(f"#task-{TRAIN}"))
    numbered = page.locator(".outline").all_inner_texts()
    assert [line.split()[0] for line in numbered] == ["1", "2", "2.1", "2.1.1", "2.1.1.1"]
    assert numbered[0].split() == ["1", "Train", "staff"]

    page.get_by_role("button", name="Take it back").press("Enter")
    expect(page.get_by_text("It is back in the plan")).to_be_visible()
    page.get_by_role("link", name="Train staff").press("Enter")
    page.get_by_role("link", name="Drop", exact=True).press("Enter")
    page.get_by_role("button", name="Drop it").press("Enter")
    page.wait_for_url(f"**{where}")
    expect(page.get_by_role("button", name="Take it back")).to_be_visible()
    page.context.close()
