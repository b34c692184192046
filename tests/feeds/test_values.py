"""Days and amounts as people write them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from convene.core.figures import readings
from convene.feeds.values import (
    amount,
    currencies,
    figure,
    in_order,
    noted_amount,
    noted_currency,
    noted_when,
    odd_share,
    odd_total,
    share,
    when,
)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2019-03-31", "2019-03-31", "2019-03-31"),
        ("2019-03-31T23:59:59+02:00", "2019-03-31", "2019-03-31"),
        ("2019-03-31 00:00", "2019-03-31", "2019-03-31"),
        ("2016-10-25Z", "2016-10-25", "2016-10-25"),
        ("2016-10-25+01:00", "2016-10-25", "2016-10-25"),
        ("2100-12-31", "2100-12-31", "2100-12-31"),
        ("31/03/2019", "2019-03-31", "2019-03-31"),
        ("31/03/2019 00:00", "2019-03-31", "2019-03-31"),
        ("5/6/2014", "2014-06-05", "2014-06-05"),
        ("31.3.2019", "2019-03-31", "2019-03-31"),
        ("08/2013", "2013-08-01", "2013-08-31"),
        ("02/2024", "2024-02-01", "2024-02-29"),
        ("2013-12", "2013-12-01", "2013-12-31"),
        ("2013", "2013-01-01", "2013-12-31"),
        ("19 April 2013", "2013-04-19", "2013-04-19"),
        ("1st Sep 2013", "2013-09-01", "2013-09-01"),
        ("29/02/2024", "2024-02-29", "2024-02-29"),
    ],
)
def test_a_day_a_month_or_a_year_is_as_exact_as_it_was_written(written: str, first: str, last: str):
    found = when(written)

    assert found is not None
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)
    assert found.exact == (found.first if first == last else None)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "12/25/2014",
        "31/02/2019",
        "2019-13-01",
        "soon",
        "0000-00-00",
        "1/2/03",
        "99999",
        "2019/03/31",
        "2016-10-25X",
        "2101-01-01",
        "1899-12-31",
        "2204",
        "１２",
    ],
)
def test_what_is_no_day_is_none(written: str):
    assert when(written) is None


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_every_day_reads_back_from_every_way_of_writing_it(day: date):
    for written in (
        day.isoformat(),
        f"{day:%d/%m/%Y}",
        f"{day:%d.%m.%Y}",
        f"{day:%d/%m/%Y} 10:30",
        f"{day.isoformat()}T00:00:00.000Z",
        f"{day.isoformat()}Z",
        f"{day.isoformat()}+05:30",
        f"{day.isoformat()}-0800",
    ):
        found = when(written)
        assert found is not None
        assert found.exact == day


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading_of_days_and_amounts(text: str):
    when(text)
    amount(text)


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, min_value=-(10**19), max_value=10**19, places=4
    )
)
def test_an_amount_is_exact_however_it_is_written(value: Decimal):
    assert amount(value) == value
    assert amount(str(value)) == value
    assert amount(f"{value:,}") == value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (5, "5"),
        (Decimal("0.10"), "0.10"),
        ("1,234.50", "1234.50"),
        ("1 234.50", "1234.50"),
        ("-5", "-5"),
        ("(5.00)", "-5.00"),
        ("1E+3", "1000"),
        (Decimal("1E+3"), "1000"),
        ("250000,50", "250000.50"),
        ("12,34", "12.34"),
        ("1.234,50", "1234.50"),
        ("1.234.567,89", "1234567.89"),
        ("1,000,000.00", "1000000.00"),
        ("1.234.567", "1234567"),
        ("1234,567", "1234.567"),
        ("1234.567", "1234.567"),
        ("1 234", "1234"),
        ("1\u202f234,5", "1234.5"),
        ("1'234.50", "1234.50"),
        ("1’234’567", "1234567"),
        ("1,00,000", "100000"),
        ("12,34,567.50", "1234567.50"),
        ("0,500", "0.500"),
        ("0.125", "0.125"),
        (".5", "0.5"),
        ("5.", "5"),
        ("\N{MINUS SIGN}5,25", "-5.25"),
        (Decimal("1.234"), "1.234"),
    ],
)
def test_amounts_are_read(written: object, value: str):
    assert amount(written) == Decimal(value)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "1,234",
        "1.234",
        "-12,345",
        "(1.234)",
        "1,234,50",
        "1.23.456",
        "12 34",
        "1 234.567.8",
        "EUR 500",
        "five",
        "NaN",
        "Infinity",
        "-",
        ".",
        "1e999",
        True,
        None,
        10**20,
        "£5",
        [],
        {},
    ],
)
def test_what_is_no_amount_or_could_mean_two_is_none(written: object):
    assert amount(written) is None


def test_what_is_odd_is_said_and_kept():
    said: list[str] = []

    assert noted_amount(-5, what="the amount", note=said.append) == -5
    assert noted_amount("about 5", what="the amount", note=said.append) is None
    assert noted_amount(None, what="the amount", note=said.append) is None
    assert noted_currency("zzq", note=said.append) == "ZZQ"
    assert noted_currency("usd", note=said.append) == "USD"
    assert noted_when("2099", what="the award date", note=said.append, past=True) is not None
    assert noted_when("2150", what="the award date", note=said.append, past=True) is None
    assert noted_when("31/31/2019", what="the award date", note=said.append) is None
    assert said == [
        "the amount -5 is negative: taken back, or a mistake of the publisher",
        "the amount “about 5” is no amount that can be read; it was left out",
        "the currency “zzq” is not known",
        "the award date 2099 is still to come",
        "the award date “2150” is not between 1900 and 2100; it was left out",
        "the award date “31/31/2019” is no day that can be read; it was left out",
    ]
    assert {"GBP", "UAH", "SUR"} <= currencies()


MARKS = st.sampled_from([",", ".", " ", "'", "\N{NO-BREAK SPACE}"])


@given(st.integers(0, 10**12), st.none() | st.integers(0, 999_999), MARKS, st.sampled_from(",."))
def test_an_amount_reads_back_or_is_left_out_whatever_marks_it_is_written_with(
    whole: int, fraction: int | None, thousands: str, point: str
):
    assume(thousands != point)
    typed = f"{whole:,}".replace(",", thousands)
    exact = Decimal(whole)
    if fraction is not None:
        typed, exact = f"{typed}{point}{fraction}", Decimal(f"{whole}.{fraction}")

    assert amount(typed) == exact or len(readings(typed)) == 2
    assert exact in readings(typed)


@given(st.from_regex(r"\A[-+(]?[0-9., ']{1,12}\)?\Z"))
def test_what_is_read_has_one_meaning_and_keeps_every_digit(typed: str):
    number = amount(typed)

    if number is not None:
        assert readings(typed) == (number,)
        kept, written = f"{number:f}", [letter for letter in typed if letter.isdigit()]
        assert "".join(written).lstrip("0") == kept.replace(".", "").lstrip("-0")


def test_what_could_mean_two_amounts_is_left_out_and_both_are_named():
    notes: list[str] = []

    for typed in ("1,234", "1.234", "9" * 21, "EUR 5"):
        assert noted_amount(typed, what="the amount", note=notes.append) is None
    assert notes == [
        "the amount “1,234” could mean 1234 or 1.234; it was left out",
        "the amount “1.234” could mean 1.234 or 1234; it was left out",
        "the amount “999999999999999999999” is an amount of more than twenty digits; it was left out",
        "the amount “EUR 5” is no amount that can be read; it was left out",
    ]


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("66,7", "66.7"),
        ("33.333", "33.333"),
        ("33,333", "33.333"),
        ("50 %", "50"),
        ("100%", "100"),
        ("-20", "-20"),
        ("101", "101"),
    ],
)
def test_per_cents_are_read_by_the_same_rule_and_are_no_more_than_a_hundred_if_they_can(
    typed: str, value: str
):
    assert share(typed) == Decimal(value)


def test_odd_per_cents_and_totals_that_are_not_a_hundred_are_told():
    assert [odd_share(typed) for typed in ("50", "0", "100", "", "-20", "101", "half")] == [
        *[""] * 4,
        "a per cent that cannot be: “-20”",
        "a per cent that cannot be: “101”",
        "a per cent that is no number: “half”",
    ]

    def total(*shares: str) -> str:
        return odd_total([Decimal(part) if part else None for part in shares], of="sectors")

    assert [total("60", "40"), total("33.3", "33.3", "33.3"), total("60", ""), total()] == [""] * 4
    assert total("60", "60", "") == "the per cents of its sectors add up to 120, not to 100"
    assert total("33", "33", "33") == "the per cents of its sectors add up to 99, not to 100"


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e12, max_value=1e12))
@example(1.234)
@example(-12.5)
def test_a_number_of_a_workbook_reads_back_in_one_way(number: float):
    assert amount(figure(number)) == Decimal(str(number))


@given(st.dates(), st.none() | st.dates())
def test_an_end_before_its_start_is_left_out_with_a_note(start: date, end: date | None):
    notes: list[str] = []
    kept = in_order(start, end, note=notes.append)

    if end and end < start:
        sentence = f"the end, {end}, is before the start, {start}; the end was left out"
        assert (kept, notes) == (None, [sentence])
    else:
        assert (kept, notes) == (end, [])
