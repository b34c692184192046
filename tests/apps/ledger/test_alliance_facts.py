"""What the gates of an alliance are told of its promises."""

from datetime import date, timedelta
from typing import Any

import pytest

from convene.apps.ledger.models import Contribution, Instalment
from convene.apps.ledger.queries import alliance_facts
from convene.apps.workshop.models import Partner
from convene.apps.workshop.queries import facts
from tests.apps.ledger.people import JOINED, delivery, partner, promise, step

pytestmark = pytest.mark.django_db
DUE = date(2026, 6, 30)
AFTER = DUE + timedelta(days=1)


@pytest.fixture
def bank() -> Partner:
    return partner()


def told(bank: Partner) -> dict[str, Any]:
    return dict(alliance_facts.facts(bank.alliance, today=JOINED))


def due(of: Contribution, **more: Any) -> Instalment:
    values = {"contribution": of, "position": 1, "due_on": DUE, **more}
    return Instalment.objects.create(**values)


def late(bank: Partner, *, today: date = AFTER) -> list[str]:
    return [row.what for row in facts.late(bank.alliance, today=today)]


def test_nothing_promised_is_not_settled(bank):
    assert told(bank) == {"contribution_schedule": False, "deliveries_reconciled": None}


def test_a_promise_with_its_day_is_a_schedule(bank):
    given = promise(bank)
    assert told(bank)["contribution_schedule"] is False
    due(given)
    assert told(bank) == {"contribution_schedule": True, "deliveries_reconciled": False}


def test_all_is_settled_once_nothing_is_open_and_no_delivery_waits(bank):
    given = promise(bank, state="delivered")
    assert told(bank)["deliveries_reconciled"] is True
    came = delivery(given)
    assert told(bank)["deliveries_reconciled"] is False
    step(came, "reversed", by=bank.added_by, reason="Entered twice.")
    assert told(bank)["deliveries_reconciled"] is True


def test_what_was_due_and_has_not_come_is_late(bank):
    given = promise(bank)
    instalment = due(given)
    sentence = "Heron Savings Bank: “Cash on the day it arrives” was due."

    assert late(bank, today=DUE) == []
    assert late(bank) == [sentence]
    came = delivery(given, instalment=instalment)
    assert late(bank) == [f"{sentence} It is said to have come, and nobody has verified it."]
    step(came, "reversed", by=bank.added_by, reason="Entered twice.")
    assert late(bank) == [sentence]


def test_what_was_called_off_is_neither_planned_nor_late(bank):
    due(promise(bank, state="cancelled", ended_because="The bank closed its branch."))

    assert (told(bank)["contribution_schedule"], late(bank)) == (False, [])
