"""What a text can mean as an amount, as people write amounts in many countries."""

import re
from decimal import Decimal
from functools import lru_cache

_EXPONENT = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)[eE][-+]?\d{1,3}")
_GAPS = str.maketrans("\u00a0\u2009\u202f’", "   '")
"""The spaces and the apostrophe that stand between thousands, each as its plainest sister."""


def _decimal(mark: str, other: str) -> re.Pattern[str]:
    """Match numbers with this decimal mark; thousands stand alone, or part by the other mark, a
    space or an apostrophe, and in India by twos.
    """
    by_threes = "|".join(
        rf"[1-9]\d{{0,2}}(?:{gap}\d{{3}})+" for gap in (re.escape(other), " ", "'")
    )
    by_twos = r"|[1-9]\d?(?:,\d{2})+,\d{3}" if other == "," else ""
    return re.compile(
        rf"(?P<sign>[-+]?)(?=.*\d)(?P<whole>{by_threes}{by_twos}|\d*)(?P<fraction>{re.escape(mark)}\d*)?"
    )


_DECIMALS = _decimal(".", ","), _decimal(",", ".")


@lru_cache(maxsize=1 << 14)
def readings(text: str) -> tuple[Decimal, ...]:
    """Return all that a text can mean as an amount, the point before the comma as decimal mark:
    “1,234” is 1234 where people write decimals behind a point, and 1.234 where behind a comma.
    """
    plain = text.strip().replace("\N{MINUS SIGN}", "-").translate(_GAPS)
    if plain.startswith("(") and plain.endswith(")"):
        plain = f"-{plain[1:-1]}"
    if _EXPONENT.fullmatch(plain):
        return (Decimal(plain),)
    matches = (pattern.fullmatch(plain) for pattern in _DECIMALS)
    return tuple(dict.fromkeys(_exact(match) for match in matches if match))


def _exact(match: re.Match[str]) -> Decimal:
    digits = "".join(letter for letter in match["whole"] if letter.isdigit())
    fraction = (match["fraction"] or "")[1:]
    return Decimal(f"{match['sign']}{digits or 0}{'.' if fraction else ''}{fraction}")
