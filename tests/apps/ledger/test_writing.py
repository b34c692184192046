"""From the first promise to what was verified, through the pages, each person their own part."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from convene.apps.accounts.models import Role
from convene.apps.ledger import actions
from convene.apps.ledger.models import Book, Contribution, Delivery
from convene.apps.ledger.queries import standing
from convene.apps.ledger.queries import terms as queries
from convene.apps.workshop import actions as workshop
from convene.core.rates import Rate
from tests.apps.ledger.people import (
    FEMI,
    JOINED,
    Table,
    clear,
    partner,
    promised,
    proposed,
    shown,
    table,
)
from tests.apps.registry.people import at_desk_of
from tests.apps.workshop.people import edits_too

pytestmark = pytest.mark.django_db


def _page(name: str, *keys: object) -> str:
    return reverse(f"ledger:{name}", args=keys)


def _refusal(browser: Client, page: str, sent: dict[str, Any]) -> str:
    answer = browser.post(page, sent)
    assert answer.status_code == 200
    return answer.content.decode()


def _terms(given: Any, **more: Any) -> dict[str, Any]:
    terms = {
        "id": str(uuid4()),
        "partner": str(given.pk),
        "title": "Cash on the day it arrives",
        "kind": "CASH",
        "column": "cash",
        "state": "proposed",
        "amount": "400,000.50",
        "currency": "zmw",
        **_days(("2026-10-30", "")),
    }
    return {**terms, **more}


def _days(*days: tuple[str, str]) -> dict[str, str]:
    """Return the rows of what is due, each with its day and amount, and a blank one."""
    rows = {"due-TOTAL_FORMS": str(len(days) + 1), "due-INITIAL_FORMS": "0"}
    for number, (day, amount) in enumerate(days):
        rows |= {
            f"due-{number}-id": str(uuid4()),
            f"due-{number}-due_on": day,
            f"due-{number}-amount": amount,
        }
    return rows


def test_a_promise_is_written_made_delivered_and_verified_by_another():
    given = partner()
    clear(given)
    alliance, owner = given.alliance, given.added_by
    browser, vera = at_desk_of(owner), edits_too(alliance, "Vera")

    assert browser.post(_page("book", alliance.pk), {"base": "ZMW"}).status_code == 302
    assert Book.objects.get().base == "ZMW"
    terms = _terms(given)
    assert browser.post(_page("add", alliance.pk), terms).status_code == 302
    assert browser.post(_page("add", alliance.pk), terms).status_code == 302
    promise = Contribution.objects.get()
    assert (str(promise.amount), promise.currency, str(promise.base_value)) == (
        "400000.5000",
        "ZMW",
        "400000.5000",
    )
    other = _refusal(browser, _page("add", alliance.pk), {**terms, "title": "Another"})
    assert "Something else was saved from this page already." in other

    keys = (alliance.pk, promise.pk)
    today = timezone.localdate().isoformat()
    seen = {"agreed_on": today, "seen": promise.version}
    assert browser.post(_page("commit", *keys), seen).status_code == 302
    came = {"id": str(uuid4()), "on": today, "what": "Transfer", "amount": "100000"}
    assert browser.post(_page("record", *keys), came).status_code == 302
    delivery = Delivery.objects.get()
    note = {"title": "Bank statement", "note": "Seen on the statement of the day."}
    assert browser.post(_page("evidence", *keys, delivery.pk), note).status_code == 302

    browser.post(_page("verify", *keys, delivery.pk))
    promise.refresh_from_db()
    assert promise.verified == 0
    at_desk_of(vera).post(_page("verify", *keys, delivery.pk))
    promise.refresh_from_db()
    assert (str(promise.verified), promise.state) == ("100000.0000", "part_delivered")
    shown = browser.get(_page("promise", *keys)).content.decode()
    assert "Verified" in shown

    doubt = {"reason": "The statement is of another account.", "answer_by": "2999-01-01"}
    assert at_desk_of(vera).post(_page("dispute", *keys, delivery.pk), doubt).status_code == 302
    promise.refresh_from_db()
    assert promise.verified == 0


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"amount": "1.234"}, "could be"),
        ({"amount": "0"}, "is nothing"),
        ({"amount": "-5"}, "below zero"),
        ({"amount": "NaN"}, "is no amount"),
        ({"amount": "1e5"}, "exponent"),
        ({"amount": "12345678901234567890"}, "more than 15 digits"),
        ({"amount": "1.23456"}, "digits after the point"),
        ({"currency": "ZZZ"}, "no currency code"),
        ({"currency": "ZMK"}, "ZMW took its place"),
        ({"currency": ""}, "Say in which currency."),
        ({"column": "unpriced"}, "What is never priced has no amount."),
        ({"currency": "USD", "rate": "0"}, "is no rate"),
        ({"currency": "USD", "rate": "25.5"}, "Say of which day the rate is, and whose."),
        ({"due-0-due_on": "2027-02-29"}, "valid date"),
    ],
)
def test_what_cannot_be_kept_exactly_is_said_and_asked_back(more: dict[str, str], refusal: str):
    given = partner()
    browser = at_desk_of(given.added_by)
    browser.post(_page("book", given.alliance_id), {"base": "ZMW"})

    said = _refusal(browser, _page("add", given.alliance_id), _terms(given, **more))

    assert refusal in said
    assert not Contribution.objects.exists()


def test_a_partner_that_nobody_has_cleared_promises_nothing():
    given = partner()
    browser = at_desk_of(given.added_by)
    browser.post(_page("book", given.alliance_id), {"base": "ZMW"})
    browser.post(_page("add", given.alliance_id), _terms(given))
    promise = Contribution.objects.get()
    today = timezone.localdate().isoformat()

    said = _refusal(
        browser,
        _page("commit", given.alliance_id, promise.pk),
        {"agreed_on": today, "seen": promise.version},
    )

    assert "Heron Savings Bank has not been cleared. Somebody opens its case" in said


def test_whoever_only_reads_writes_nothing_down():
    given = partner()
    alliance = given.alliance
    rita = edits_too(alliance, "Rita")
    workshop.share(alliance, person=rita, may_edit=False, by=given.added_by)

    assert at_desk_of(rita).get(_page("add", alliance.pk)).status_code == 403
    assert at_desk_of(rita).get(_page("promises", alliance.pk)).status_code == 200


def _came(there: Table) -> tuple[Contribution, Delivery]:
    """Return a promise and what came of it, with evidence by whoever edits the alliance too."""
    promise = promised(there)
    return promise, shown(promise, there)


def test_a_dispute_is_answered_and_settled_by_a_third_person_through_the_pages():
    there = table()
    promise, came = _came(there)
    keys = (there.alliance.pk, promise.pk, came.pk)
    for reader in (there.vera, there.ravi):
        reader.role = Role.BUILDER
        reader.save()
    doubt = {"reason": "The statement is of another account.", "answer_by": "2999-01-01"}
    at_desk_of(there.vera).post(_page("dispute", *keys), doubt)
    page = _page("promise", there.alliance.pk, promise.pk)
    assert "Answer the dispute" in at_desk_of(there.olga).get(page).text
    answer = {"reason": "It is the account of the bank itself."}
    assert at_desk_of(there.olga).post(_page("answer", *keys), answer).status_code == 302

    verdict = {"came": "yes", "reason": "The bank confirms the account."}
    own = _refusal(at_desk_of(there.vera), _page("settle", *keys), verdict)
    assert "Whoever took part in a dispute, or made the check in doubt, does not settle it." in own
    assert "Settle the dispute" in at_desk_of(there.ravi).get(page).text
    assert at_desk_of(there.ravi).post(_page("settle", *keys), verdict).status_code == 302

    promise.refresh_from_db()
    assert str(promise.verified) == "100000.0000"


def test_the_page_offers_no_step_that_would_be_refused():
    there = table()
    promise, came = _came(there)
    page = _page("promise", there.alliance.pk, promise.pk)
    there.edith.refresh_from_db()

    own = at_desk_of(there.olga).get(page).text
    others = at_desk_of(there.edith).get(page).text

    assert _page("verify", there.alliance.pk, promise.pk, came.pk) not in own + others
    assert "Whoever recorded it does not check it." in own
    assert "Whoever gave the evidence does not check it." in others


def test_what_was_recorded_by_mistake_is_taken_back():
    there = table()
    promise, came = _came(there)
    reason = {"reason": "It was recorded twice."}

    at_desk_of(there.olga).post(_page("take_back", there.alliance.pk, promise.pk, came.pk), reason)

    assert standing.of(came) == "reversed"


def test_what_is_not_promised_yet_is_edited_and_what_is_is_amended():
    there = table()
    promise = proposed(there)
    desk, keys = at_desk_of(there.olga), (there.alliance.pk, promise.pk)
    opened = desk.get(_page("edit", *keys)).text
    assert 'value="400000"' in opened
    terms = _terms(
        there.partner, amount="400000", **_days(("2026-09-01", "150000"), ("2026-10-01", "250000"))
    )
    first = {**terms, "seen": promise.version, "title": "Cash in two parts"}
    assert desk.post(_page("edit", *keys), first).status_code == 302
    assert "Somebody changed this since you opened it." in _refusal(
        desk, _page("edit", *keys), first
    )

    promise.refresh_from_db()
    actions.commit(promise, agreed_on=JOINED, by=there.olga)
    promise.refresh_from_db()
    amended = {
        **terms,
        **_days(("2026-09-01", "150000"), ("2026-10-01", "150000")),
        "amount": "300000",
        "seen": promise.version,
        "reason": "The board cut it.",
        "signatory": "J. Phiri",
    }
    wrong = _refusal(desk, _page("amend", *keys), {**amended, "amount": "300001"})
    assert "The instalments add up to 300000: 1 less than the amount." in wrong
    later = _days(("2026-09-01", "150000"), ("2026-12-01", "150000"))
    moved = _refusal(desk, _page("amend", *keys), {**amended, **later})
    assert "A due day moves when somebody proposes another on the page of the promise" in moved
    assert desk.post(_page("amend", *keys), amended).status_code == 302

    promise.refresh_from_db()
    assert (promise.title, promise.amount) == ("Cash on the day it arrives", Decimal(300000))
    days = [(line.due_on.isoformat(), line.amount) for line in queries.lines(promise)]
    assert days == [("2026-09-01", Decimal(150000)), ("2026-10-01", Decimal(150000))]
    assert "The board cut it." in desk.get(_page("promise", *keys)).text


def test_another_day_is_proposed_by_one_and_agreed_to_by_another():
    there = table()
    promise = promised(there)
    line = promise.instalments.get()
    wanted = {"due_on": "2099-01-15", "reason": "The board meets in January."}
    at_desk_of(there.olga).post(
        _page("another_day", there.alliance.pk, promise.pk, line.pk), wanted
    )
    change = line.changes.get()
    page = _page("decide_day", there.alliance.pk, promise.pk, change.pk)

    at_desk_of(there.olga).post(page, {"agree": "yes"})
    line.refresh_from_db()
    assert line.due_on.isoformat() == "2026-10-30"
    at_desk_of(there.edith).post(page, {"agree": "yes"})
    line.refresh_from_db()
    assert line.due_on.isoformat() == "2099-01-15"


def test_a_rate_is_filled_in_with_its_day_and_source_and_saved_by_a_person():
    there = table()
    day = date(2026, 3, 2)
    actions.load_rates([Rate("ZMW", "USD", day, Decimal("25.5"), "Bank of Zambia")], by=there.olga)
    desk = at_desk_of(there.olga)
    terms = _terms(there.partner, amount="1000", currency="USD", rate_day="2026-03-03")

    filled = desk.post(_page("add", there.alliance.pk), {**terms, "suggest": "1"}).text

    assert "1 USD = 25.5 ZMW, as published for 2026-03-02." in filled
    assert 'value="Bank of Zambia"' in filled
    assert not Contribution.objects.exists()
    nothing = {**terms, "rate_day": "2026-04-02", "suggest": "1"}
    assert (
        "No rate of USD in ZMW was published"
        in desk.post(_page("add", there.alliance.pk), nothing).text
    )
    rate = {"rate": "25.5", "rate_day": "2026-03-02", "rate_source": "Bank of Zambia"}
    desk.post(_page("add", there.alliance.pk), {**terms, **rate})
    assert Contribution.objects.get().base_value == Decimal(25500)


def test_quantity_and_value_of_one_make_the_amount():
    there = table()
    kind = {"column": "in_kind", "kind": "", "amount": "", "quantity": "12.5", "unit": "hours"}
    terms = _terms(there.partner, **kind, unit_value="80", method="rate_x_hours")

    at_desk_of(there.olga).post(_page("add", there.alliance.pk), terms)

    assert Contribution.objects.get().amount == Decimal(1000)


def test_a_focal_point_records_shows_and_answers_for_their_own_partner_only():
    there = table()
    promise = promised(there)
    town = partner("Town of Chipata", alliance=there.alliance)
    other = proposed(there, partner=town)
    femi = workshop.let_in(there.partner, **FEMI, by=there.olga).person
    desk, keys = at_desk_of(femi), (there.alliance.pk, promise.pk)
    today = timezone.localdate().isoformat()
    came = {"id": str(uuid4()), "on": today, "what": "Transfer", "amount": "100000"}

    home = desk.post(_page("record", *keys), came)
    own = reverse("partnering:page", args=[there.partner.pk])
    assert home["Location"] == own
    delivery = promise.deliveries.get()
    note = {"title": "Bank statement", "note": "Of the day."}
    assert desk.post(_page("evidence", *keys, delivery.pk), note).status_code == 302
    assert desk.post(_page("verify", *keys, delivery.pk)).status_code == 404
    assert desk.get(_page("record", there.alliance.pk, other.pk)).status_code == 404
    assert desk.get(_page("promise", *keys)).status_code == 404
    assert "Record what came" in desk.get(own).text
