"""What the database refuses of the ledger, whoever writes to it."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from convene.apps.ledger.models import Contribution, Delivery, DeliveryStep, Instalment
from convene.core.draft import Draft
from tests.apps.ledger.people import JOINED, delivery, partner, promise, step
from tests.apps.workshop.people import draft_of, person

RATED: dict[str, Any] = {"rate": Decimal(1), "rate_day": JOINED, "rate_source": "the base itself"}
pytestmark = pytest.mark.django_db


def _refused(write: Callable[[], object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        write()


def _set(record: Contribution, **values: Any) -> Callable[[], object]:
    return lambda: Contribution.objects.filter(pk=record.pk).update(**values)


@pytest.mark.parametrize(
    "values",
    [
        {"amount": Decimal(1)},
        {"method": "cash_at_rate_on_date"},
        {"is_estimate": True},
        {"verified": Decimal(1)},
    ],
)
def test_what_is_unpriced_holds_no_amount(values: dict[str, Any]):
    given = partner()
    unpriced = {"column": "unpriced", "amount": None, "currency": ""}
    assert promise(given, **unpriced).base_value is None

    _refused(lambda: promise(given, **{**unpriced, "currency": "ZMW", **values}))
    _refused(lambda: promise(given, **{**unpriced, **values}))


@pytest.mark.parametrize(
    "values", [{"amount": 0}, {"amount": -1}, {"amount": None, "currency": ""}]
)
def test_a_promise_with_a_price_has_an_amount_above_zero(values: dict[str, Any]):
    given = partner()

    _refused(lambda: promise(given, **values))


def test_verified_is_what_the_steps_add_up_to():
    given = promise(partner())
    came, second = delivery(given), person("Vera")

    _refused(_set(given, verified=Decimal(100000)))
    step(came, "verified", by=second, counted=Decimal(100000))
    _refused(_set(given, verified=Decimal(90000)))
    assert _set(given, verified=Decimal(100000))() == 1
    step(
        came,
        "disputed",
        by=second,
        counted=Decimal(-100000),
        reason="It is a copy.",
        answer_by=date(2026, 12, 20),
    )
    assert _set(given, verified=Decimal(0))() == 1


def test_sums_in_the_base_are_what_the_deliveries_add_up_to():
    given = promise(partner(), base_value=Decimal(400000), **RATED)
    came = delivery(given, base_value=Decimal("100000.0001"), **RATED)
    delivery(given, "7")
    step(came, "verified", by=person("Vera"), counted=100000, base_counted=Decimal(100000))
    kept = Contribution.objects.get()

    sums = (kept.base_came, kept.base_verified, kept.came_unrated)
    assert sums == (Decimal("100000.0001"), Decimal(100000), 1)
    for wrong in (
        {"base_came": Decimal(100000)},
        {"base_verified": Decimal("100000.0001")},
        {"came_unrated": 0},
    ):
        _refused(_set(given, **wrong))


def test_no_step_counts_more_than_was_promised_nor_less_than_nothing():
    given = promise(partner())
    came, second = delivery(given, "500000"), person("Vera")

    _refused(lambda: step(came, "verified", by=second, counted=Decimal("400000.0001")))
    _refused(
        lambda: step(
            came,
            "disputed",
            by=second,
            counted=Decimal(-1),
            reason="No receipt.",
            answer_by=date(2026, 12, 20),
        )
    )
    step(came, "verified", by=second, counted=Decimal(400000))
    _refused(lambda: step(came, "verified", by=second, counted=Decimal(1)))
    assert _set(given, verified=Decimal(400000))() == 1
    _refused(_set(given, amount=Decimal(399999)))


def test_whoever_recorded_it_does_not_verify_it():
    given = promise(partner())
    came = delivery(given)

    _refused(lambda: step(came, "verified", by=given.added_by, counted=Decimal(100000)))


def test_the_ledger_is_only_added_to():
    given = promise(partner())
    came = delivery(given)
    done = step(came, "verified", by=person("Vera"), counted=Decimal(5))

    for record in (done, came, given):
        _refused(record.delete)
    _refused(lambda: Delivery.objects.filter(pk=came.pk).update(amount=1))
    _refused(lambda: DeliveryStep.objects.filter(pk=done.pk).update(counted=1))


def test_a_due_day_does_not_move_by_itself():
    given = promise(partner())
    due = Instalment.objects.create(
        id=given.pk, contribution=given, position=0, due_on=date(2026, 10, 30), amount=400000
    )

    _refused(lambda: Instalment.objects.filter(pk=due.pk).update(due_on=date(2026, 12, 1)))
    _refused(due.delete)


def test_a_promise_is_of_a_partner_of_its_own_alliance():
    given, other = (
        partner(),
        partner("Mwala Chamber", alliance=draft_of(person("Petra"), Draft(title="Another"))),
    )

    _refused(lambda: promise(given, partner=other))
