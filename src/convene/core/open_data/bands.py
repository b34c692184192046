"""Bands of amounts, each in its own currency: nothing is converted."""

from decimal import Decimal

from convene.core.open_data.asked import QueryError
from convene.core.reasons import Reason, gettext_noop

DIGITS = (3, 4, 5, 6, 7, 8)
"""Bands of amounts: 0 up to 10³, from 10³ up to 10⁴, and so on, and all from 10⁸."""


def band(value: Decimal, currency: str) -> str:
    """Return the code of the band an amount falls in, such as USD-5: from 10⁵ up to 10⁶ US dollars.
    Bands never cross currencies.
    """
    digits = len(str(int(abs(value)))) - 1
    return f"{currency}-{0 if digits < DIGITS[0] else min(digits, DIGITS[-1])}"


def bounds(code: str) -> tuple[str, int, int | None]:
    """Return a band's currency, from which amount and up to which (None: no end). Raises
    QueryError.
    """
    currency, mark, digits = code.rpartition("-")
    if not mark or digits not in {"0", *map(str, DIGITS)}:
        raise QueryError(
            Reason(
                gettext_noop("“{code}” is not a band of amounts such as USD-5."),
                {"code": code[:40]},
            )
        )
    low = int(digits)
    return (
        currency,
        10**low if low else 0,
        10 ** (low + 1 if low else DIGITS[0]) if low < DIGITS[-1] else None,
    )
