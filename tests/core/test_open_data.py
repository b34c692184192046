"""Bands of amounts, and answers as JSON."""

from datetime import date
from decimal import Decimal

import pytest

from convene.core.json import as_json
from convene.core.open_data import Amount, QueryError, Sum, YearSum, band, bounds, busiest
from convene.core.reasons import Reason
from convene.core.records import Text


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("0", "USD-0"),
        ("999.99", "USD-0"),
        ("1000", "USD-3"),
        ("99999.99", "USD-4"),
        ("-250000", "USD-5"),
        ("100000000", "USD-8"),
        ("5e12", "USD-8"),
    ],
)
def test_a_band_is_an_order_of_magnitude(value: str, code: str):
    assert band(Decimal(value), "USD") == code


def test_bounds_of_bands_meet():
    assert [bounds(f"XAF-{digits}")[1:] for digits in (0, 3, 7, 8)] == [
        (0, 1000),
        (1000, 10_000),
        (10_000_000, 100_000_000),
        (100_000_000, None),
    ]


def test_a_band_is_read_from_its_end():
    assert bounds("X-Y-5") == ("X-Y", 100_000, 1_000_000)


@pytest.mark.parametrize("code", ["USD", "USD-1", "USD-9", "", "USD-x", "-"])
def test_what_is_no_band_is_named(code: str):
    with pytest.raises(QueryError) as refused:
        bounds(code)

    assert str(refused.value) == f"“{code}” is not a band of amounts such as USD-5."
    assert refused.value.why == Reason(
        "“{code}” is not a band of amounts such as USD-5.", {"code": code}
    )


def test_a_text_that_is_far_too_long_for_a_band_is_cut():
    with pytest.raises(QueryError) as refused:
        bounds("1234567890" * 5)

    assert refused.value.why.values == {"code": "1234567890" * 4}


def test_many_sums_are_told_from_the_most_entries_on():
    sums = [
        Sum(
            end="gave",
            kind="grant",
            currency="USD",
            publisher="US",
            inner=False,
            value=Decimal(1),
            count=count,
            years=(),
            sources=(),
        )
        for count in (2, 9, 4)
    ]

    assert [one.count for one in busiest(sums, few=3)] == [2, 9, 4]
    assert [one.count for one in busiest(sums, few=2)] == [9, 4, 2]


def test_json_claims_no_more_digits_of_a_likeness_than_are_known():
    assert as_json([0.12345678, 1.0, 1]) == [0.123457, 1.0, 1]


def test_json_keeps_every_digit():
    found = (
        YearSum(year=None, value=Decimal("1.2300"), count=1),
        Text("en", "Water"),
        date(2009, 10, 1),
    )

    assert as_json(found) == [
        {"year": None, "value": "1.2300", "count": 1},
        {"language": "en", "text": "Water"},
        "2009-10-01",
    ]
    assert as_json(Amount(kind="budget", currency="EUR", value=Decimal(3), count=1))["value"] == "3"
