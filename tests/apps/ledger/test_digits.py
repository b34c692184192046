"""Every digit of an amount that the ledger takes is read again, on both engines."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from convene.apps.ledger import actions
from convene.apps.ledger.models import Contribution
from convene.core.money import DIGITS, PLACES, kept_value
from tests.apps.ledger.people import Table, cash, proposed, table

pytestmark = pytest.mark.django_db


@pytest.fixture
def there() -> Table:
    return table()


@st.composite
def amounts(draw: st.DrawFn) -> Decimal:
    places = draw(st.integers(0, PLACES))
    return Decimal(draw(st.integers(1, 10**DIGITS - 1))).scaleb(-places)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(amount=amounts())
def test_what_is_taken_is_read_again_to_the_last_digit(there: Table, amount: Decimal):
    promise = Contribution.objects.get(pk=proposed(there, cash(f"{amount:f}")).pk)

    assert (promise.amount, promise.base_value) == (amount, amount)


@pytest.mark.parametrize(
    "amount", ["123456789012.3456", "999999999999999.4398", "1234567890123.456"]
)
def test_what_would_lose_a_digit_is_refused(there: Table, amount: str):
    with pytest.raises(actions.BadAmount, match="more than 15 digits in all"):
        proposed(there, cash(amount))


def test_a_value_in_a_small_currency_is_kept_to_as_many_digits(there: Table):
    rate = {"currency": "USD", "rate": Decimal("16234.1234"), "rate_source": "A bank"}
    day = there.partner.joined_on
    written = proposed(there, cash("9999999999.9999", **rate, rate_day=day))

    promise = Contribution.objects.get(pk=written.pk)

    assert promise.base_value == kept_value(Decimal("9999999999.9999"), Decimal("16234.1234"))
    assert str(promise.base_value).rstrip("0").rstrip(".") == "162341233999998"
