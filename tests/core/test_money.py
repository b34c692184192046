"""Amounts, currencies and base values."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convene.core import money
from convene.core.currencies import currency
from convene.packs.codelists import currencies

AMOUNTS = st.decimals(min_value="0.0001", max_value="999999999999999", places=4)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("12,34,567.50", "1234567.50"),
        ("1 234", "1234"),
        ("1.2340", "1.2340"),
        ("999999999999999.9999", "999999999999999.9999"),
    ],
)
def test_an_amount_is_read_as_it_is_typed(text, amount):
    assert money.typed(text) == Decimal(amount)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("1,234", "“1,234” could be 1234 or 1.2340; write the one of them that is meant."),
        ("1.234", "“1.234” could be 1.2340 or 1234; write the one of them that is meant."),
        ("0", "“0” is nothing; leave the amount empty where it is not known."),
        ("-5", "“-5” is below zero, and only what is above can be promised or given."),
        ("1e3", "“1e3” is written with an exponent; write the digits out."),
        ("NaN", "“NaN” is no amount, such as 1234.56."),
        ("Infinity", "“Infinity” is no amount, such as 1234.56."),
        ("١٢٣", "“١٢٣” has digits of another script; write them from 0 to 9."),
        ("", "There is no amount."),
    ],
)
def test_what_is_no_amount_says_why(text, sentence):
    with pytest.raises(money.Refused) as refused:
        money.typed(text)
    assert str(refused.value) == sentence


@pytest.mark.parametrize("text", ["1.00001", "1000000000000000", "12345678901234567890"])
def test_an_amount_that_the_ledger_cannot_hold_is_never_rounded(text):
    for read in (money.typed, money.exact):
        with pytest.raises(money.Refused):
            read(text)


def test_zero_is_read_where_it_is_allowed():
    assert money.typed("0.00", zero=True) == 0


@given(amount=AMOUNTS)
def test_an_amount_written_plainly_is_read_back(amount):
    assert money.exact(money.plain(amount)) == amount


@pytest.mark.parametrize(
    ("amount", "rate", "value"),
    [
        ("1000.55", "1.0837", "1084.2960"),
        ("0.0001", "0.5", "0.0000"),  # half of the last place: to the even digit
        ("0.0003", "0.5", "0.0002"),
        ("7300000", "0.000137", "1000.1000"),
    ],
)
def test_a_base_value_is_the_exact_product_rounded_once(amount, rate, value):
    assert str(money.base_value(Decimal(amount), Decimal(rate))) == value


@pytest.mark.parametrize("rate", ["0", "-1", "NaN", "", "1,5", "Infinity"])
def test_what_is_no_rate_is_refused(rate):
    with pytest.raises(money.Refused, match="is no rate"):
        money.exact_rate(rate)


def test_a_currency_is_money_from_its_first_to_its_last_day():
    known = currencies()
    assert currency("ZMK", on=date(2012, 12, 31), known=known).then == "ZMW"
    with pytest.raises(money.Refused, match=r"ZMK ended on 2012-12-31, .* ZMW took its place"):
        currency("ZMK", on=date(2013, 1, 1), known=known)
    with pytest.raises(money.Refused, match="ZMW begins on 2013-01-01"):
        currency("ZMW", on=date(2012, 12, 31), known=known)


@pytest.mark.parametrize(("code", "says"), [("QQQ", "is no currency code"), ("XXX", "pays in")])
def test_what_is_no_currency_is_refused(code, says):
    with pytest.raises(money.Refused, match=says):
        currency(code, on=None, known=currencies())
