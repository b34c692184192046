"""An address that only takes a button says so where it is opened again."""

import pytest
from django.urls import reverse

from tests.apps.ledger.people import partner
from tests.apps.registry.people import at_desk_of

pytestmark = pytest.mark.django_db


def test_an_address_of_a_button_has_a_page_of_its_own():
    bank = partner()
    desk, address = at_desk_of(bank.added_by), reverse("partnering:end", args=[bank.pk])

    answer = desk.get(address)

    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert "There is nothing to read here" in answer.content.decode()
    assert desk.head(address).content == b""
