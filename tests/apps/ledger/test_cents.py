"""Ordinary cents are verified, disputed and taken back on both engines, however they add up in
binary fractions; and a sum that would lose a digit is refused.
"""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from convene.apps.ledger import actions
from convene.apps.ledger.models import Contribution
from convene.apps.ledger.queries.due import outstanding
from tests.apps.ledger.people import Table, cash, due, promised, shown, table

pytestmark = pytest.mark.django_db
CENTS = st.integers(1, 10**8).map(lambda cents: Decimal(cents) / 100)


@pytest.fixture
def there() -> Table:
    return table()


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(amounts=st.lists(CENTS, min_size=2, max_size=6))
def test_whatever_cents_came_are_verified_and_disputed(there: Table, amounts: list[Decimal]):
    promise = promised(there, cash("100000000"))
    came = [shown(promise, there, str(amount)) for amount in amounts]
    for delivery in came:
        actions.verify(delivery, by=there.vera)

    assert Contribution.objects.get(pk=promise.pk).verified == sum(amounts)

    for delivery in came[1:]:
        actions.dispute(
            delivery,
            reason="No receipt.",
            answer_by=there.partner.joined_on.replace(year=2999),
            by=there.ravi,
        )
    assert Contribution.objects.get(pk=promise.pk).verified == amounts[0]


def test_tenths_that_come_at_once_are_all_that_was_due(there: Table):
    days = due("0.1", date(2026, 4, 1)), due("0.2", date(2026, 5, 1))
    promise = promised(there, cash("0.3"), *days)
    actions.verify(shown(promise, there, "0.3"), by=there.vera)

    assert not outstanding([there.alliance.pk]).exists()


def test_a_sum_of_more_digits_than_are_kept_is_refused(there: Table):
    promise = promised(there, cash("900000000000000"))
    actions.verify(shown(promise, there, "100000000000000"), by=there.vera)
    fine = shown(promise, there, "0.0001")

    with pytest.raises(actions.BadAmount, match="15 digits"):
        actions.verify(fine, by=there.vera)

    assert Contribution.objects.get(pk=promise.pk).verified == Decimal(100000000000000)
