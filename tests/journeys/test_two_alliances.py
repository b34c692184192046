"""Two alliances of the guide in a browser: the Jamaican chamber through which more than fifty
companies joined (EX11), and the company towns of SUAL (CS1), whose five partners gave what is
partly never priced, and sums that the guide does not tell.

Names and gifts are the guide's; the companies behind the chamber, which it does not name, and
their sums are made up.
"""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, expect

from convene.apps.ledger import actions
from convene.apps.ledger.models import Contribution
from convene.apps.workshop import actions as workshop
from convene.apps.workshop.models import Alliance, Partner
from convene.apps.workshop.words import Origin
from convene.core.draft import Draft
from convene.packs import guide
from tests.apps.ledger.people import FEMI, JOINED, cash, clear, due, partner
from tests.apps.registry.people import organisation
from tests.apps.workshop.people import draft_of, person
from tests.journeys.test_partner_page import WIDTHS, _window

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
Axe = Callable[[Page], list[dict[str, Any]]]
CHAMBER, FIFTY = "American Chamber of Commerce in Jamaica", 50


def _joins_through_the_chamber(page: Page, alliance: Alliance, name: str) -> None:
    page.goto(f"/drafts/{alliance.pk}/members/join/")
    page.get_by_label("Which organisation").fill(name)
    page.get_by_label("Joined on").fill(JOINED.isoformat())
    page.get_by_label("Whose money it gives").select_option(label="Private")
    page.get_by_label("Joined through", exact=True).select_option(label=CHAMBER)
    page.get_by_label("Unnamed outside until").fill(str(FIFTY))
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()


def _agrees_to_its_name(page: Page) -> None:
    page.get_by_role("link", name="Record a consent").click()
    page.get_by_label("What may be shown").select_option(label="Its name")
    page.get_by_label("Who gave it").fill("The managing director")
    page.get_by_label("From").fill(JOINED.isoformat())
    page.get_by_role("button", name="Record the consent").click()


def _gives(by: Partner, amount: str, title: str) -> Contribution:
    clear(by)
    terms = cash(amount, currency="JMD", title=title, is_shared=True)
    given = actions.add(
        by.alliance, id=uuid4(), partner=by, terms=terms, lines=[due(amount)], by=by.added_by
    )
    return actions.commit(given, agreed_on=JOINED, by=by.added_by)


def test_fifty_companies_join_through_a_chamber(browser: Browser, live_server: Any, axe: Axe):
    """One firm agreed to be named, one did not: until fifty have joined nobody reads either name,
    and then only that of the first.
    """
    example = next(each for each in guide().examples if each.id == "EX11")
    assert CHAMBER in [each.name for each in example.partners]
    olga = person("Olga")
    alliance = draft_of(olga, Draft(title=example.title, country="JM", model=example.model))
    actions.open_book(alliance, base="JMD", by=olga)
    chamber = partner(CHAMBER, alliance=alliance, origin=Origin.CIVIL)
    officer = workshop.let_in(chamber, **FEMI, by=olga).person
    willing, silent = "Palm Court Bakery", "Harbour Street Hardware"
    for name in (willing, silent):
        organisation(name, by=olga)
    page = _window(browser, live_server, olga, width=1280)
    for name in (willing, silent):
        _joins_through_the_chamber(page, alliance, name)
        if name == willing:
            _agrees_to_its_name(page)
    named, unnamed = (
        Partner.objects.get(alliance=alliance, organisation__names__text=name)
        for name in (willing, silent)
    )
    _gives(named, "250000.50", "Money for the community centre")
    _gives(unnamed, "100000.25", "Money for training")
    for number in range(FIFTY - 3):
        given = organisation(f"Firm {number} of the chamber", by=olga)
        workshop.join(
            alliance,
            given,
            on=JOINED,
            umbrella=chamber,
            unnamed_until=FIFTY,
            origin=Origin.PRIVATE,
            by=olga,
        )

    phone = _window(browser, live_server, officer, width=390)
    phone.goto(f"/partner/{chamber.pk}/")
    others = phone.get_by_role("region", name="What other partners share")
    expect(others.get_by_text("a partner not named here")).to_have_count(2)
    assert willing not in phone.content()
    assert silent not in phone.content()

    organisation("Blue Mountain Printers", by=olga)
    _joins_through_the_chamber(page, alliance, "Blue Mountain Printers")
    phone.reload()
    expect(others.get_by_text(willing)).to_be_visible()
    expect(others.get_by_text("a partner not named here")).to_have_count(1)
    assert silent not in phone.content()
    assert axe(phone) == []
    page.goto(f"/drafts/{alliance.pk}/members/{chamber.pk}/")
    expect(page.get_by_text("50 partners")).to_be_visible()
    page.goto(f"/drafts/{alliance.pk}/promises/")
    expect(
        page.get_by_role("row", name="Private and civil")
        .get_by_text("350,000.75", exact=True)
        .first
    ).to_be_visible()
    page.context.close()
    phone.context.close()


def test_what_five_partners_gave_in_company_towns_is_partly_never_priced(
    browser: Browser, live_server: Any, axe: Axe
):
    """Each gift of the case is written down as what the guide says of it: where it tells no sum
    there is none, and no ratio is made of it.
    """
    case = next(each for each in guide().cases if each.id == "CS1")
    olga = person("Olga")
    alliance = draft_of(olga, Draft(title=case.title, country="RU", model=case.model))
    actions.open_book(alliance, base="USD", by=olga)
    origins = {"donor": Origin.PUBLIC, "company": Origin.PRIVATE, "foundation": Origin.PRIVATE}
    page = _window(browser, live_server, olga, width=1280)
    page.set_default_timeout(10_000)
    for giver in case.partners:
        own = giver.name == "USAID"
        partner(giver.name, alliance=alliance, origin=origins[giver.kind], is_own=own)
        for gift in giver.gave:
            _written_down(page, alliance, giver.name, gift)

    written = Contribution.objects.filter(alliance=alliance)
    gifts = [gift for giver in case.partners for gift in giver.gave]
    assert written.count() == len(gifts) == 8
    assert not written.exclude(amount=None).exists()
    for width in WIDTHS:
        read = _window(browser, live_server, olga, width=width)
        read.goto(f"/drafts/{alliance.pk}/promises/")
        without = read.get_by_role("region", name="Given, and never priced")
        expect(without.get_by_text("Local knowledge").first).to_be_visible()
        expect(read.get_by_text("0 USD")).to_have_count(0)
        assert axe(read) == []
        assert read.evaluate("document.documentElement.scrollWidth") <= width
        read.goto(f"/drafts/{alliance.pk}/promises/leverage/")
        assert axe(read) == []
        read.context.close()
    page.context.close()


def _written_down(page: Page, alliance: Alliance, who: str, gift: Any) -> None:
    """Write down one gift of the case through the page, with its kind and without a sum."""
    kinds = {kind.id: kind for kind in guide().contributions}
    kind = kinds[gift.code]
    page.goto(f"/drafts/{alliance.pk}/promises/add/")
    page.get_by_label("Who", exact=True).select_option(label=who)
    page.get_by_label("What", exact=True).first.fill(str(gift.text))
    page.get_by_label("Kind of contribution").select_option(label=kind.title)
    counted = "Cash or financing" if gift.code == "CASH" else "Never priced"
    page.get_by_label("Counted as").select_option(label=counted)
    page.get_by_role("group", name="Day 1").get_by_label("Due on").fill("2099-12-31")
    page.get_by_role("button", name="Write it down").last.click()
    expect(page.get_by_role("link", name=str(gift.text)).first).to_be_visible()
