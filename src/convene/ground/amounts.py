"""How amounts are said to people: to the last digit, as the language of the page writes them."""

from decimal import Decimal

from django.utils.formats import number_format

from convene.core.money import plain


def said(amount: Decimal) -> str:
    """Return an amount with every digit it has; where it has some after the point, two at least."""
    digits = plain(amount).partition(".")[2]
    places = max(len(digits), 2) if digits else 0
    return str(number_format(amount, decimal_pos=places, force_grouping=True))
