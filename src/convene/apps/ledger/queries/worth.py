"""What an amount is worth in the base currency: worked out once, and stored."""

from decimal import ROUND_HALF_EVEN, Decimal, localcontext

from convene.apps.ledger.models import PLACES

MOST = Decimal(10) ** 15
"""An amount, and a value, is smaller than this."""
DIGITS = 60
UNIT = Decimal(1).scaleb(-PLACES)


class BadAmount(ValueError):
    """An amount is not above zero, is too large, or has more digits than are kept: none is ever
    rounded.
    """


def exact(amount: Decimal) -> Decimal:
    """Return an amount that the ledger holds as it is. Raises BadAmount."""
    if not amount.is_finite() or not 0 < amount < MOST or amount != _placed(amount):
        raise BadAmount(str(amount))
    return amount


def base_value(amount: Decimal, rate: Decimal) -> Decimal:
    """Return the product of an amount and a rate, rounded once, halves to the even digit. Raises
    BadAmount for more than the ledger holds.
    """
    with localcontext(prec=DIGITS):
        value = amount * rate
    if not value.is_finite() or value >= MOST:
        raise BadAmount(str(value))
    return _placed(value)


def _placed(value: Decimal) -> Decimal:
    with localcontext(prec=DIGITS):
        return value.quantize(UNIT, rounding=ROUND_HALF_EVEN)
