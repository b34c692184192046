"""Amounts are said to the last digit, as the language of the page writes them."""

from decimal import Decimal

import pytest
from django.utils import translation

from convene.ground.amounts import said


@pytest.mark.parametrize(
    ("amount", "language", "words"),
    [
        ("1000.5000", "en", "1,000.50"),
        ("1000.0000", "en", "1,000"),
        ("0.0050", "en", "0.005"),
        ("-1234567.8912", "en", "-1,234,567.8912"),
        ("1234567.5", "es", "1\xa0234\xa0567,50"),
        ("1234567.5", "fr", "1\xa0234\xa0567,50"),
        ("0", "en", "0"),
    ],
)
def test_no_digit_is_lost_or_made_up(amount: str, language: str, words: str):
    with translation.override(language):
        assert said(Decimal(amount)) == words
