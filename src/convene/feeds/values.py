"""Days, amounts, currencies and texts as people write them, read strictly: what could mean two
things is not read at all.
"""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from convene.core.figures import readings
from convene.packs import codelists

LONGEST = 100_000
"""Characters of a text; a longer one is an attack or an accident."""
LARGEST = Decimal(10) ** 20
"""Amounts from here on fit no table, and no economy."""
EARLIEST = 1900
LATEST = 2100
"""Years before and after these are slips, and say nothing of when anything was."""
Note = Callable[[str], None]
"""Told in a sentence what is odd about a value that was kept, or left out, all the same."""

_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2})(?:[T ].*|Z|[+-]\d\d:?\d\d)?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?:[ T]\d{1,2}:\d{2}.*)?")
_MONTH_FIRST = re.compile(r"(\d{1,2})/(\d{4})")
_YEAR = re.compile(r"(\d{4})")
_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? ([A-Za-z]{3,9})\.?,? (\d{4})")

_CONTROLS = re.compile("[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f\\ufeff\\ufffe\\uffff]")
INVISIBLE = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069]")
"""What only says where a line may break, or which way a text runs."""
_HALVES = re.compile("[\\ud800-\\udfff]")
"""Halves of characters, of which JSON may hold one without the other."""
ROUNDED = Decimal("0.1")
"""How far from a hundred per cents may be that were rounded."""
_MONTHS = {
    name: at
    for at, month in enumerate(
        (
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ),
        start=1,
    )
    for name in (month, month[:3])
}


class When(NamedTuple):
    """A day, a month or a year, as exact as it was written."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def exact(self) -> date | None:
        """The day, if one was written."""
        return date(self.year, self.month, self.day) if self.month and self.day else None

    @property
    def first(self) -> date:
        """The first day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day it can mean."""
        if exact := self.exact:
            return exact
        following = (
            date(self.year + 1, 1, 1)
            if (self.month or 12) == 12
            else date(self.year, (self.month or 12) + 1, 1)
        )
        return date.fromordinal(following.toordinal() - 1)


@lru_cache(maxsize=1 << 14)
def when(text: str) -> When | None:
    """Read a day (2019-03-31, 31/03/2019, 31.3.2019, 31 March 2019), a month (2019-03, 03/2019) or
    a year; nothing when it is none, or is no year between EARLIEST and LATEST.

    Times of the day and zones are left out. Slashes put the day first, as 360Giving
    asks; a month over 12 is refused, not turned round.
    """
    parts = _parts(" ".join(text.split()))
    return parts if parts and _is_day(parts) and EARLIEST <= parts.year <= LATEST else None


def _is_day(parts: When) -> bool:
    try:
        return parts.first is not None
    except ValueError:
        return False


def no_day(text: str) -> str:
    """Say why a text is not read as a day."""
    parts = _parts(plain(text))
    if parts and _is_day(parts) and not EARLIEST <= parts.year <= LATEST:
        return f"“{text[:40]}” is not between {EARLIEST} and {LATEST}"
    return f"“{text[:40]}” is no day that can be read"


def in_order(start: date | None, end: date | None, *, note: Note) -> date | None:
    """Return the end, but not one before its start; say so."""
    if start is None or end is None or start <= end:
        return end
    note(
        f"the end, {end.isoformat()}, is before the start, {start.isoformat()}; the end was left out"
    )
    return None


def _parts(text: str) -> When | None:
    if match := _ISO.fullmatch(text):
        return When(int(match[1]), int(match[2]), int(match[3]) if match[3] else None)
    if match := _DAY_FIRST.fullmatch(text):
        return When(int(match[3]), int(match[2]), int(match[1]))
    if match := _MONTH_FIRST.fullmatch(text):
        return When(int(match[2]), int(match[1]))
    if match := _YEAR.fullmatch(text):
        return When(int(match[1]))
    if (match := _WORDS.fullmatch(text)) and match[2].casefold() in _MONTHS:
        return When(int(match[3]), _MONTHS[match[2].casefold()], int(match[1]))
    return None


def noted_when(text: str, *, what: str, note: Note, past: bool = False) -> When | None:
    """Read a day, a month or a year; say so when it cannot be read, or is to come where it should
    be past.
    """
    if not text:
        return None
    moment = when(text)
    if moment is None:
        note(f"{what} {no_day(text)}; it was left out")
    elif past and moment.first > today():
        note(f"{what} {text[:40]} is still to come")
    return moment


def today() -> date:
    """Return today in UTC; only what is “to come” depends on it."""
    return datetime.now(UTC).date()


def amount(value: object) -> Decimal | None:
    """Read an exact amount: a number, or a text such as “1,234.50”, “1.234,50”, “-5” or “(5)”;
    nothing when it is none, or could mean two.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        return None
    meanings = readings(value) if isinstance(value, str) else (Decimal(value),)
    return meanings[0] if len(meanings) == 1 and _fits(meanings[0]) else None


def _fits(number: Decimal) -> bool:
    return number.is_finite() and abs(number) < LARGEST


def no_amount(text: str) -> str:
    """Say what a text holds that is not read as an amount."""
    meanings = readings(text)
    if len(meanings) > 1:
        return f"what could mean {' or '.join(f'{number:f}' for number in meanings)}"
    return "an amount of more than twenty digits" if meanings else "no amount"


def figure(number: float) -> str:
    """Write a number so that it is read back in one way: 1.234 as text could be 1234 too."""
    if number.is_integer():
        return str(int(number))
    return f"{number}0" if len(readings(str(number))) > 1 else str(number)


def unread(text: str) -> str:
    """Say why a text is not read as an amount."""
    why = no_amount(text).replace("what could mean", "could mean")
    why = f"{why} that can be read" if why == "no amount" else why
    return f"“{brief(text)}” {'' if why.startswith('could') else 'is '}{why}"


def noted_amount(value: object, *, what: str, note: Note) -> Decimal | None:
    """Read an amount; say so when there is a text that is none, or the amount is negative."""
    number = amount(value)
    if number is None and value is not None and (shown := brief(value)):
        why = (
            unread(value) if isinstance(value, str) else f"“{shown}” is no amount that can be read"
        )
        note(f"{what} {why}; it was left out")
    elif number is not None and number < 0:
        note(f"{what} {number} is negative: taken back, or a mistake of the publisher")
    return number


def share(text: str) -> Decimal | None:
    """Read a per cent: as an amount, but of two meanings the one that is no more than a hundred."""
    meanings = readings(text.strip().removesuffix("%"))
    possible = [number for number in meanings if number <= 100] or list(meanings)
    return possible[0] if len(possible) == 1 and _fits(possible[0]) else None


def odd_share(text: str) -> str:
    """Return what is odd about a per cent, or nothing."""
    number = share(text)
    if number is None:
        return f"a per cent that is no number: “{brief(text)}”" if text.strip() else ""
    return "" if 0 <= number <= 100 else f"a per cent that cannot be: “{brief(text)}”"


def odd_total(shares: Sequence[Decimal | None], *, of: str) -> str:
    """Return what is odd about the sum of all per cents of one thing, or nothing: those that are
    not written may make up for what is missing, but not for what is too much.
    """
    written = [number for number in shares if number is not None]
    total = sum(written, Decimal(0))
    short = len(written) == len(shares) and total < 100 - ROUNDED
    if not written or not (short or total > 100 + ROUNDED):
        return ""
    return f"the per cents of its {of} add up to {total.normalize():f}, not to 100"


@cache
def currencies() -> frozenset[str]:
    """Return the codes of currencies, today's and past ones."""
    return frozenset(codelists.currencies())


def noted_currency(text: str, *, note: Note) -> str:
    """Return a currency code in capitals, as published; say so when it is not known."""
    code = text.strip().upper()
    if code and code not in currencies():
        note(f"the currency “{text[:20]}” is not known")
    return code


def brief(value: object) -> str:
    """Return how a value begins, for a sentence; what holds other values is not spelt out, since it
    may be nested without end.
    """
    if isinstance(value, list | dict):
        return "a list" if isinstance(value, list) else "an object"
    return plain(str(value)[:40])


def plain(text: str) -> str:
    """Return a text with its white space evened out, and without control characters."""
    spaced = " ".join(text.split())
    return spaced if spaced.isprintable() else " ".join(printable(spaced).split())


def printable(text: str) -> str:
    """Return a text with a space for each control character but the end of a line: neither XML nor
    workbooks hold them, so that what has them could not be read back. Soft hyphens, spaces
    without width and marks of direction, by which words would not be found or what follows would
    be turned round, are left out.
    """
    spaced = _CONTROLS.sub(" ", INVISIBLE.sub("", text))
    return _HALVES.sub("\N{REPLACEMENT CHARACTER}", spaced)


def hidden(text: str) -> str:
    """Name the signs that `printable` takes out of a text, blanks apart: “U+202E”."""
    if text.isprintable():
        return ""
    taken = (sign for sign in text if INVISIBLE.match(sign) or _CONTROLS.match(sign))
    return ", ".join(f"U+{ord(sign):04X}" for sign in dict.fromkeys(taken) if not sign.isspace())
