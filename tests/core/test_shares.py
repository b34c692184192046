"""What part of an organisation somebody holds: a figure, a range, or not known."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convene.core.shares import Share, read, written

PARTS = st.decimals(min_value=0, max_value=100, places=6)


def share(least: str, most: str = "") -> Share:
    return Share(Decimal(least), Decimal(most or least))


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("25", share("25")),
        (" 33,3 % ", share("33.3")),
        ("25-50", share("25", "50")),
        ("25 % – 50 %", share("25", "50")),
        ("0.000001", share("0.000001")),
        ("0", share("0")),
        ("100", share("100")),
        ("", None),
        ("  ", None),
    ],
)
def test_a_share_is_read_as_people_write_it(text, known):
    assert read(text) == known


@pytest.mark.parametrize(
    "text", ["101", "50-25", "-5", "half", "25-", "1/3", "25 50", "1e2", "٢٥%%"]
)
def test_what_is_no_share_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        read(text)


@given(PARTS, PARTS)
def test_what_is_written_is_read_again(one, other):
    known = Share(*sorted([one, other]))
    assert read(written(known)) == known


@pytest.mark.parametrize(
    ("known", "text"),
    [
        (share("50.000000"), "50"),
        (share("100.000000"), "100"),
        (share("0.000000", "33.300000"), "0–33.3"),
        (None, ""),
    ],
)
def test_a_share_is_written_without_zeros_at_its_end(known, text):
    assert written(known) == text
