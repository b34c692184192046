"""The page of everything that was promised in an alliance."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from convene.apps.ledger import actions
from convene.apps.ledger.queries.board import board
from convene.apps.workshop import actions as workshop
from convene.apps.workshop.models import Part
from convene.apps.workshop.words import Origin
from tests.apps.ledger.people import cash, due, partner, promised, shown, table
from tests.apps.workshop.people import at_desk_of, person

pytestmark = pytest.mark.django_db


def test_sums_are_of_stored_values_and_say_what_is_not_known():
    there = table()
    promise = promised(there)
    actions.verify(shown(promise, there), by=there.vera)
    promised(there, cash(currency="USD"))

    (private,) = board(there.alliance, today=timezone.localdate()).sums

    assert private.group == "private"
    assert (private.come.promised, private.come.verified) == (Decimal(400000), Decimal(100000))
    assert private.unknown == 1


def test_what_is_only_talked_of_is_in_no_sum():
    there = table()
    actions.add(
        there.alliance,
        id=there.partner.pk,
        partner=partner("Town", alliance=there.alliance, origin=Origin.PUBLIC),
        terms=cash(),
        lines=[due()],
        by=there.olga,
    )

    assert board(there.alliance, today=timezone.localdate()).sums == ()


def test_the_page_shows_what_was_promised_and_links_to_each():
    there = table()
    promise = promised(there)
    shown(promise, there)
    desk = at_desk_of(there.vera)

    page = desk.get(reverse("ledger:promises", args=[there.alliance.pk]))
    own = desk.get(reverse("ledger:promise", args=[there.alliance.pk, promise.pk]))

    assert page.status_code == own.status_code == 200
    assert "Promised 400,000, delivered 100,000, of this verified 0" in page.text
    assert "400,000" in page.text
    assert "Bank transfer" in own.text


def test_a_focal_point_does_not_see_what_others_promised():
    there, femi = table(), person("Femi")
    workshop.give_part(there.alliance, person=femi, kind=Part.Kind.FOCAL_POINT, by=there.olga)

    page = at_desk_of(femi).get(reverse("ledger:promises", args=[there.alliance.pk]))

    assert page.status_code == 404


def test_what_is_open_of_a_partner_that_has_left_is_marked_with_what_to_do():
    there = table()
    given, desk = promised(there), at_desk_of(there.olga)
    where = reverse("ledger:promises", args=[there.alliance.pk])
    assert "has left" not in desk.get(where).text

    workshop.leave(there.partner, on=timezone.localdate(), because="It closed.", by=there.olga)

    assert '<b class="state late">has left</b>' in desk.get(where).text
    own = desk.get(reverse("ledger:promise", args=[there.alliance.pk, given.pk])).text
    assert "amend it, cancel it or write it off" in " ".join(own.split())
