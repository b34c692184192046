"""Tables of rates, and the rate of a day."""

import zipfile
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convene.core.money import Refused
from convene.core.rates import Rate, suggested
from convene.feeds import FeedError
from convene.feeds.rates import read

HISTORY = """Date,USD,JPY,BGN,KRW,
2024-03-01,1.0813,162.5,1.9558,1445.2,
2024-02-29,1.0826,162.03,1.9558,1443.3,
2024-02-28,1.0808,N/A,1.9558,N/A,
"""
OWN = "currency,day,rate,source\nKES,2024-02-29,0.0069,Central bank\n"
TODAY = date(2024, 3, 20)


def load(folder, text, *, name="rates.csv", base="USD"):
    file, refused = folder / name, list[str]()
    file.write_text(text)
    return list(read(file, base=base, refused=refused.append)), refused


def asked(rates, currency, base, day):
    return suggested(currency, base=base, day=day, today=TODAY, rates=rates)


def test_the_history_of_the_bank_is_known_by_its_header(tmp_path):
    rates, refused = load(tmp_path, HISTORY)

    assert (len(rates), refused) == (10, [])
    assert rates[0] == Rate(
        "USD", "EUR", date(2024, 3, 1), Decimal("1.0813"), "European Central Bank, rates.csv"
    )


def test_it_is_read_out_of_its_archive(tmp_path):
    with zipfile.ZipFile(tmp_path / "hist.zip", "w") as archive:
        archive.writestr("eurofxref-hist.csv", HISTORY)

    assert len(list(read(tmp_path / "hist.zip", base="USD", refused=print))) == 10


def test_a_table_of_ones_own_holds_base_units(tmp_path):
    rates, refused = load(tmp_path, OWN)

    assert (rates, refused) == (
        [Rate("USD", "KES", date(2024, 2, 29), Decimal("0.0069"), "Central bank")],
        [],
    )


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("KES,2024-02-29,0,x", "row 2: “0” is no rate; a rate is a number above zero"),
        ("KES,2024-02-29,-1,x", "row 2: “-1” is no rate"),
        ("KES,2024-02-29,,x", "row 2: “” is no rate"),
        ("KES,2024-02-29,NaN,x", "row 2: “NaN” is no rate"),
        ("KES,2023-02-29,1,x", "row 2: “2023-02-29” is no day"),
        ("KES,2099-01-01,1,x", "row 2: 2099-01-01 is still to come"),
        ("ZMK,2024-02-29,1,x", "row 2: ZMK ended on 2012-12-31"),
        ("QQQ,2024-02-29,1,x", "row 2: “QQQ” is no currency code"),
        ("USD,2024-02-29,1,x", "row 2: “USD” is the base itself"),
        ("KES,2024-02-29,1,", "row 2: there is no source"),
    ],
)
def test_a_row_that_is_no_rate_is_told(tmp_path, row, sentence):
    rates, refused = load(tmp_path, f"currency,day,rate,source\n{row}\n")

    assert rates == []
    assert refused[0].startswith(sentence)


def test_another_table_is_refused(tmp_path):
    with pytest.raises(FeedError, match="currency"):
        load(tmp_path, "name,country\nA,PY\n")


def test_a_rate_is_read_off_turned_round_or_taken_by_way_of_the_euro(tmp_path):
    rates, _ = load(tmp_path, HISTORY)
    leap = date(2024, 2, 29)

    assert asked(rates, "EUR", "USD", leap).rate == Decimal("1.0826")
    assert asked(rates, "USD", "EUR", leap).rate == Decimal("0.923702198411")
    crossed = asked(rates, "JPY", "USD", leap)
    assert crossed.rate == Decimal("0.006681478739")
    assert str(crossed.way) == (
        "By way of EUR, as published for 2024-02-29: 1 EUR = 1.0826 USD and 1 EUR = 162.03 JPY."
    )


def test_a_rate_holds_for_seven_days(tmp_path):
    rates, _ = load(tmp_path, HISTORY)

    assert asked(rates, "EUR", "USD", date(2024, 3, 8)).day == date(2024, 3, 1)
    with pytest.raises(Refused) as refused:
        asked(rates, "EUR", "USD", date(2024, 3, 9))
    assert str(refused.value) == (
        "No rate of EUR in USD was published from 2024-03-02 to 2024-03-09."
    )


def test_a_gap_is_no_rate_of_that_day(tmp_path):
    rates, _ = load(tmp_path, HISTORY)

    with pytest.raises(Refused, match="No rate of JPY"):
        asked(rates, "JPY", "USD", date(2024, 2, 28))


def test_a_day_to_come_has_no_rate(tmp_path):
    rates, _ = load(tmp_path, HISTORY)

    with pytest.raises(Refused, match="2024-03-21 is still to come"):
        asked(rates, "EUR", "USD", date(2024, 3, 21))


def test_the_base_itself_is_one():
    assert asked((), "USD", "USD", TODAY).rate == 1


@given(
    rate=st.decimals(min_value="0.0001", max_value="1000000", places=6),
    other=st.decimals(min_value="0.0001", max_value="1000000", places=6),
)
def test_there_and_back_is_one_but_for_rounding(rate, other):
    rates = [
        Rate("AAA", "EUR", TODAY, rate, "s"),
        Rate("BBB", "EUR", TODAY, other, "s"),
    ]
    there = asked(rates, "AAA", "BBB", TODAY).rate

    assert abs(there * rate - other) <= max(rate * Decimal("1e-12"), other * Decimal("1e-14"))
