"""What a partner's focal point and the owner of an alliance see, in a browser: open to everyone,
and nothing wider than a phone.
"""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from convene.apps.accounts.models import User
from convene.apps.ledger.models import Book, Instalment
from convene.apps.workshop import actions as workshop
from convene.apps.workshop.models import Partner
from convene.core.draft import Draft
from tests.apps.ledger.people import delivery, partner, promise, step
from tests.apps.registry.people import at_desk_of
from tests.apps.workshop.people import draft_of, person

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
WIDTHS = (1280, 390)
RATED = {"rate": Decimal(1), "rate_day": date(2026, 3, 2), "rate_source": "the base itself"}


def _alliance() -> tuple[Partner, User]:
    """Make an alliance of two partners that promised something, and who speaks for one of them."""
    olga = person("Olga")
    draft = draft_of(olga, Draft(title="Market fees you can check", country="ZM", model="M2"))
    at = timezone.now()
    Book.objects.create(alliance=draft, base="ZMW", opened_by=olga, opened_at=at, changed_at=at)
    bank = partner("Heron Savings Bank", alliance=draft)
    cash = promise(bank, base_value=Decimal(400000), **RATED)
    for number, day in enumerate((timedelta(days=-32), timedelta(days=10), timedelta(days=90))):
        Instalment.objects.create(
            contribution=cash,
            position=number,
            due_on=timezone.localdate() + day,
            amount=Decimal(133333),
        )
    came = delivery(promise(bank, title="180 receipt printers, used"), "200000")
    step(came, "disputed", by=person("Vera"), reason="No receipt.", answer_by=date(2027, 1, 1))
    chamber = partner("Mwala Chamber of Commerce", alliance=draft)
    nothing = {"column": "unpriced", "amount": None, "currency": ""}
    promise(chamber, title="Bringing firms and councils to one table", is_shared=True, **nothing)
    femi = workshop.let_in(
        bank, name="Femi Adeyemi", email="femi@heron.example", language="en", by=olga
    ).person
    return bank, femi


def _window(browser: Browser, live_server: Any, who: User, *, width: int) -> Page:
    key = at_desk_of(who).cookies[settings.SESSION_COOKIE_NAME].value
    context = browser.new_context(
        base_url=live_server.url, locale="en-GB", viewport={"width": width, "height": 800}
    )
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}
    context.add_cookies([cookie])  # type: ignore[list-item]  # a dictionary is what it takes
    return context.new_page()


def test_partners_and_owners_read_their_pages(
    browser: Browser,
    live_server: Any,
    axe: Callable[[Page], list[dict[str, Any]]],
):
    bank, femi = _alliance()
    pages = {
        femi: ["/partner/"],
        bank.added_by: [
            "/alliances/",
            f"/drafts/{bank.alliance_id}/late/",
            f"/partner/{bank.pk}/",
            f"/partner/{bank.pk}/people/",
            "/vetting/calendar/",
        ],
    }
    for who, addresses in pages.items():
        for width in WIDTHS:
            page = _window(browser, live_server, who, width=width)
            for address in addresses:
                answer = page.goto(address)
                assert answer is not None
                assert answer.status == 200
                assert axe(page) == []
                assert page.evaluate("document.documentElement.scrollWidth") <= width
            page.context.close()


def test_a_reminder_is_read_before_it_is_written(
    browser: Browser, live_server: Any, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(settings, "CAN_SEND_MAIL", True)
    bank, _femi = _alliance()
    page = _window(browser, live_server, bank.added_by, width=390)

    page.goto(f"/drafts/{bank.alliance_id}/late/")
    page.get_by_label("Remind Heron Savings Bank: Cash on the day it arrives").check()
    page.get_by_role("button", name="Read the reminders first").click()
    expect(page.get_by_text("What your organisation promised")).to_be_visible()
    page.get_by_role("button", name="Write this reminder").click()
    expect(page.get_by_text("1 reminder is on its way.")).to_be_visible()
    page.context.close()
