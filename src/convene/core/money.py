"""Amounts of money, read exactly and never rounded, and what they are worth in another currency."""

import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from convene.core.figures import readings
from convene.core.reasons import Reason, Value, gettext_noop

PLACES = 4
"""Digits kept after the point of an amount, whatever its currency shows."""
WHOLE = 15
"""Digits before the point that an amount may have."""
RATE_PLACES = 12
"""Digits kept after the point of a rate."""
LONGEST_RATE = 40
"""Digits that a rate may be written with."""
SHOWN = 40
"""Characters of a text that a refusal repeats."""

DIGITS = 15
"""Digits of a number, without the zeros around them, that SQLite keeps exactly: the ledger takes no
more on either engine.
"""
_PLAIN = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_EXPONENT = re.compile(r"-?[0-9]+(?:\.[0-9]+)?[eE][-+]?[0-9]{1,3}")

NOTHING = gettext_noop("There is no amount.")
NO_NUMBER = gettext_noop("“{value}” is no amount, such as 1234.56.")
EXPONENT = gettext_noop("“{value}” is written with an exponent; write the digits out.")
BELOW = gettext_noop("“{value}” is below zero, and only what is above can be promised or given.")
ZERO = gettext_noop("“{value}” is nothing; leave the amount empty where it is not known.")
TOO_MANY = gettext_noop(
    "“{value}” has more than {most} digits before the point: no amount is as large."
)
TOO_FINE = gettext_noop(
    "“{value}” has more than {most} digits after the point, and an amount is never rounded."
)
TOO_LONG = gettext_noop("“{value}” has more than {most} digits in all, which are not kept exactly.")
OTHER_DIGITS = gettext_noop("“{value}” has digits of another script; write them from 0 to 9.")
TWO_MEANINGS = gettext_noop(
    "“{value}” could be {first} or {second}; write the one of them that is meant."
)
NO_RATE = gettext_noop("“{value}” is no rate; a rate is a number above zero, such as 1.0837.")


class Refused(ValueError):
    """Why something is not read as money, in one sentence that any language can say."""

    def __init__(self, text: str, **values: Value) -> None:
        self.reason = Reason(text, values)
        super().__init__(str(self.reason))


def exact(value: str | int | Decimal, *, zero: bool = False) -> Decimal:
    """Read an amount as machines write it: digits, and a point before the last at most four of
    them. Raises Refused for zero, unless that is allowed, and for whatever else is no amount.
    """
    text = str(value).strip()
    if not text:
        raise Refused(NOTHING)
    if not _PLAIN.fullmatch(text):
        raise Refused(EXPONENT if _EXPONENT.fullmatch(text) else NO_NUMBER, value=text[:SHOWN])
    return fitting(Decimal(text), shown=text, zero=zero)


def typed(text: str, *, zero: bool = False) -> Decimal:
    """Read an amount as people type it: “1,234.56” and “1.234,56” are one amount, and what could be
    two is asked back. Raises Refused.
    """
    text = text.strip()
    if not text:
        raise Refused(NOTHING)
    value = text[:SHOWN]
    if any(sign.isdigit() and not sign.isascii() for sign in text):
        raise Refused(OTHER_DIGITS, value=value)
    if _EXPONENT.fullmatch(text):
        raise Refused(EXPONENT, value=value)
    meanings = readings(text)
    if not meanings:
        raise Refused(NO_NUMBER, value=value)
    if len(meanings) > 1:
        first, second = (unmistakable(meaning) for meaning in meanings)
        raise Refused(TWO_MEANINGS, value=value, first=first, second=second)
    return fitting(meanings[0], shown=text, zero=zero)


def unmistakable(amount: Decimal) -> str:
    """Write an amount so that it is read back in one way: 1.234 could be 1234 too."""
    text = f"{amount:f}"
    return f"{text}0" if len(readings(text)) > 1 else text


def fitting(amount: Decimal, *, shown: str, zero: bool = False) -> Decimal:
    """Return an amount that the ledger holds as it is. Raises Refused for any other."""
    whole, fraction = _digits(amount)
    value = shown[:SHOWN]
    if amount < 0:
        raise Refused(BELOW, value=value)
    if amount == 0 and not zero:
        raise Refused(ZERO, value=value)
    if whole > WHOLE:
        raise Refused(TOO_MANY, value=value, most=WHOLE)
    if fraction > PLACES:
        raise Refused(TOO_FINE, value=value, most=PLACES)
    return amount


def kept(number: Decimal, *, shown: str = "") -> Decimal:
    """Return an amount or a rate of which every database keeps each digit. Raises Refused for one
    of more digits than that.
    """
    if len(plain(abs(number)).replace(".", "").strip("0")) > DIGITS:
        raise Refused(TOO_LONG, value=(shown or plain(number))[:SHOWN], most=DIGITS)
    return number


def kept_value(amount: Decimal, rate: Decimal) -> Decimal:
    """Return what an amount is worth in the base currency as the ledger keeps it: as `base_value`,
    with fewer places after the point where there would be more digits than it keeps.
    """
    value = base_value(amount, rate)
    return rounded(Fraction(amount) * Fraction(rate), places=_places(value))


def kept_sum(values: Iterable[Decimal]) -> Decimal:
    """Return the sum of values in the base currency as the ledger keeps it, as `kept_value` does
    one. Raises Refused for more than it holds.
    """
    total = sum(values, Decimal(0))
    if _digits(total)[0] > WHOLE:
        raise Refused(TOO_MANY, value=plain(total), most=WHOLE)
    return rounded(Fraction(total), places=_places(total))


def _places(value: Decimal) -> int:
    return min(PLACES, DIGITS - _digits(value)[0])


def _digits(amount: Decimal) -> tuple[int, int]:
    """Return how many digits that say something stand before and after the point."""
    whole, _, fraction = f"{amount:f}".lstrip("-").partition(".")
    return len(whole.lstrip("0")), len(fraction.rstrip("0"))


def exact_rate(value: str | int | Decimal) -> Decimal:
    """Read a rate as machines write it, exactly; it may have an exponent. Raises Refused."""
    text = str(value).strip()
    is_number = _PLAIN.fullmatch(text) or _EXPONENT.fullmatch(text)
    rate = Decimal(text) if is_number and len(text) <= LONGEST_RATE else Decimal(0)
    if rate <= 0 or sum(_digits(rate)) > LONGEST_RATE:
        raise Refused(NO_RATE, value=text[:SHOWN])
    return rate


def base_value(amount: Decimal, rate: Decimal) -> Decimal:
    """Return what an amount is worth in the base currency, at base units for one unit of its own:
    the exact product, rounded once to four places, halves to the even digit. Raises Refused for
    more than the ledger holds.
    """
    value = rounded(Fraction(amount) * Fraction(rate), places=PLACES)
    if _digits(value)[0] > WHOLE:
        raise Refused(TOO_MANY, value=plain(value), most=WHOLE)
    return value


def rounded(number: Fraction, *, places: int) -> Decimal:
    """Return a fraction rounded once, halves to the even digit."""
    return _placed(round(number * 10**places), places)


def cut(number: Fraction, *, places: int) -> Decimal:
    """Return a fraction without the digits after so many places: never more than there is."""
    return _placed(number.numerator * 10**places // number.denominator, places)


def _placed(units: int, places: int) -> Decimal:
    digits = tuple(map(int, str(abs(units))))
    return Decimal((int(units < 0), digits, -places))


def plain(number: Decimal) -> str:
    """Write a number without zeros at its end, and never with an exponent."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
