"""From the first promise to what was verified, through the pages, each person their own part."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from convene.apps.ledger.models import Book, Contribution, Delivery
from convene.apps.workshop import actions as workshop
from tests.apps.ledger.people import clear, partner
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
        "line": str(uuid4()),
        "partner": str(given.pk),
        "title": "Cash on the day it arrives",
        "kind": "CASH",
        "column": "cash",
        "state": "proposed",
        "amount": "400,000.50",
        "currency": "zmw",
        "due_on": "2026-10-30",
    }
    return {**terms, **more}


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
    assert browser.post(_page("commit", *keys), {"agreed_on": today}).status_code == 302
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
        ({"due_on": "2027-02-29"}, "valid date"),
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

    said = _refusal(browser, _page("commit", given.alliance_id, promise.pk), {"agreed_on": today})

    assert "Vetting stops this partner" in said


def test_whoever_only_reads_writes_nothing_down():
    given = partner()
    alliance = given.alliance
    rita = edits_too(alliance, "Rita")
    workshop.share(alliance, person=rita, may_edit=False, by=given.added_by)

    assert at_desk_of(rita).get(_page("add", alliance.pk)).status_code == 403
    assert at_desk_of(rita).get(_page("promises", alliance.pk)).status_code == 200
