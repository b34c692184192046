"""Dates of birth as people write them: which days and years one can mean, and why another means
none.

What cannot be read is left out of the asking, for a wrong date sets two apart who are one.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from convene.core.reasons import Reason, filled, gettext_noop
from convene.core.writing import fold, tidy

Span = tuple[int, int]
"""The first year and the last."""
FIRST_YEAR = 1850
LONGEST = 100
"""Characters of a date that is read."""
BLANKS = frozenset({date(1899, 12, 30), date(1899, 12, 31), date(1900, 1, 1)})
"""What spreadsheets make of an empty cell."""
MONTHS = (
    "january enero janvier janeiro januar",
    "february febrero fevrier fevereiro februar",
    "march marzo mars marco marz",
    "april abril avril",
    "may mayo mai maio",
    "june junio juin junho juni",
    "july julio juillet julho juli",
    "august agosto aout",
    "september septiembre setiembre septembre setembro",
    "october octubre octobre outubro oktober",
    "november noviembre novembre novembro",
    "december diciembre decembre dezembro dezember",
)
TIME = re.compile(r"[t ]\d\d?:\d\d(?::\d\d(?:\.\d+)?)?(?: ?(?:z|utc|[ap]m|[+-]\d\d:?\d\d))?$")
ABOUT = re.compile(
    r"^(?:born|nacido|nacida|ne|nee)?(?: in| on| en| el| le)?\s*"
    r"(?:(?:circa|ca?\.?|about|around|approximately|approx\.?|hacia|vers|environ|~)\s*)?(?=[\d(]|[a-z]{3})"
)
"""Words before a date that make it no other one."""
OR = re.compile(r"\s*;\s*|\s+(?:or|o|ou|oder)\s+")
BETWEEN = re.compile(r"(?:between |from |entre |de )?(\d{4})\s?(?:-|–|/|to|and|y|a|et)\s?(\d{4})")
YEAR = re.compile(r"(\d{4})(?:\.0)?")
"""A year; some programs write it as a decimal number."""
YEAR_MONTH = re.compile(r"(\d{4})[-/.](\d\d?)")
MONTH_YEAR = re.compile(r"(\d\d?)[-/.](\d{4})")
YEAR_FIRST = re.compile(r"(\d{4})([-/. ])(\d\d?)\2(\d\d?)")
YEAR_LAST = re.compile(r"(\d\d?)([-/. ])(\d\d?)\2(\d{4})")
DAY_WORD = re.compile(
    r"(\d\d?)(?:st|nd|rd|th|er|o|\.)?[ -]?(?:de |of )?([a-z]{3,12})\.?,?[ -]?(?:de |del |of )?(\d{4})"
)
WORD_DAY = re.compile(r"([a-z]{3,12})\.? (\d\d?)(?:st|nd|rd|th)?,? (\d{4})")
WORD_YEAR = re.compile(r"([a-z]{3,12})\.?,?[ -](?:de |of )?(\d{4})")
FIGURES = re.compile(r"\d{4}[-/. ]\d\d?(?:[-/. ]\d\d?)?|(?:\d\d?[-/. ]){1,2}\d{4}")
SHORT_YEAR = re.compile(r"['’]?\d\d|\d\d?([-/. ])(?:\d\d?|[a-z]{3,12})\1\d\d")
COUNT = re.compile(r"[-+]?\d+(?:[.,]\d+)?")

NO_DAY = gettext_noop("“{born}” is no day of the calendar")
SHORT = gettext_noop("“{born}” gives a year of two digits, which may be of either century")
TO_COME = gettext_noop("“{born}” is still to come")
LONG_AGO = gettext_noop("“{born}” is before {year}")
BLANK = gettext_noop("“{born}” is the day that spreadsheets make of an empty cell")
NUMBER = gettext_noop("“{born}” is a number, as spreadsheets count days, and no date")
NO_DATE = gettext_noop("“{born}” is no date that can be read")
EITHER = gettext_noop("“{born}” may be {one} or {other}")


@dataclass(frozen=True)
class Born:
    """What a date of birth can mean: years, and days where it gives one. `fault` says why it means
    nothing, `doubt` which days it can be where it does not tell the month from the day.
    """

    years: tuple[Span, ...] = ()
    days: frozenset[date] = frozenset()
    fault: Reason | None = None
    doubt: Reason | None = None


@dataclass(frozen=True)
class _Moment:
    """One date: its years, the first day that it can be, and its days where it gives one."""

    years: Span
    first: date
    days: frozenset[date] = frozenset()


@lru_cache(maxsize=1 << 14)
def read(text: str, *, on: date) -> Born:
    """Read a date of birth as it is written, on a day; nothing is guessed of what is no date."""
    plain = _plain(text)
    if not plain:
        return Born() if not text.strip() else _no(NO_DATE, text)
    moments = [_moment(piece) for piece in OR.split(plain)]
    known = [moment for moment in moments if moment]
    if len(known) < len(moments):
        return _no(_why_none(plain), text)
    if wrong := next(filter(None, (_impossible(moment, on=on) for moment in known)), ""):
        return _no(wrong, text)
    return Born(
        years=tuple(moment.years for moment in known),
        days=frozenset(day for moment in known for day in moment.days if day <= on),
        doubt=_doubt(known, text=text) if len(known) == 1 else None,
    )


def _no(why: str, text: str) -> Born:
    return Born(fault=filled(why, {"born": _short(text), "year": str(FIRST_YEAR)}))


def _short(text: str) -> str:
    return tidy(text)[:60]


def _plain(text: str) -> str:
    """Return a date in small letters without accents, with the digits of one script."""
    digits = "".join(str(unicodedata.decimal(sign, sign)) for sign in tidy(text[:LONGEST]))
    plain = " ".join(fold(digits).split())
    return ABOUT.sub("", TIME.sub("", plain), count=1).strip()


def _moment(piece: str) -> _Moment | None:
    if match := BETWEEN.fullmatch(piece):
        first, last = int(match[1]), int(match[2])
        return _Moment((first, last), date(first, 1, 1)) if 0 < first <= last else None
    if match := YEAR.fullmatch(piece):
        return _of_month(int(match[1]), 1)
    if days := frozenset(_days(piece)):
        return _Moment((min(days).year, max(days).year), min(days), days)
    return next((_of_month(year, month) for year, month in _months(piece)), None)


def _of_month(year: int, month: int) -> _Moment | None:
    day = _date(year, month, 1)
    return _Moment((year, year), day) if day else None


def _days(piece: str) -> Iterator[date]:
    """Yield each day that a piece can mean; between strokes, the month may stand first."""
    return filter(None, (_date(*parts) for parts in _parts(piece)))


def _parts(piece: str) -> Iterator[tuple[int, int, int]]:
    """Yield year, month and day as a piece gives them, whether or not there is such a day."""
    if match := YEAR_FIRST.fullmatch(piece):
        yield int(match[1]), int(match[3]), int(match[4])
    elif match := YEAR_LAST.fullmatch(piece):
        yield int(match[4]), int(match[3]), int(match[1])
        yield int(match[4]), int(match[1]), int(match[3])
    elif match := DAY_WORD.fullmatch(piece):
        yield int(match[3]), _number(match[2]), int(match[1])
    elif match := WORD_DAY.fullmatch(piece):
        yield int(match[3]), _number(match[1]), int(match[2])


def _months(piece: str) -> Iterator[tuple[int, int]]:
    if match := YEAR_MONTH.fullmatch(piece):
        yield int(match[1]), int(match[2])
    elif match := MONTH_YEAR.fullmatch(piece):
        yield int(match[2]), int(match[1])
    elif (match := WORD_YEAR.fullmatch(piece)) and _number(match[1]):
        yield int(match[2]), _number(match[1])


def _number(word: str) -> int:
    """Return the number of a month that a word is, or begins; 0 where it is none, or two."""
    meant = [
        number
        for number, names in enumerate(MONTHS, start=1)
        if any(name.startswith(word) for name in names.split())
    ]
    return meant[0] if len(meant) == 1 else 0


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _names_month(piece: str) -> bool:
    return any(month for _year, month, _day in _parts(piece))


def _why_none(plain: str) -> str:
    """Say why a text that means no date means none."""
    if any(FIGURES.fullmatch(piece) or _names_month(piece) for piece in OR.split(plain)):
        return NO_DAY
    if SHORT_YEAR.fullmatch(plain):
        return SHORT
    return NUMBER if COUNT.fullmatch(plain) and plain != "0000" else NO_DATE


def _impossible(moment: _Moment, *, on: date) -> str:
    """Say why nobody alive can be born then; nothing where somebody can."""
    if moment.years[0] < FIRST_YEAR:
        return LONG_AGO
    if moment.first > on or moment.years[1] > on.year:
        return TO_COME
    return BLANK if moment.days & BLANKS else ""


def _doubt(known: list[_Moment], *, text: str) -> Reason | None:
    days = sorted(known[0].days)
    if len(days) < 2 or "." in text:  # between full stops, the day stands first
        return None
    first, last = (day.isoformat() for day in days)
    return Reason(EITHER, {"born": _short(text), "one": first, "other": last})
