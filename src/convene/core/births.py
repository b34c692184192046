"""Whether a date of birth that somebody asks with can be the one that a list gives, in whatever
words the list writes it.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

from convene.core import born
from convene.core.reasons import Reason, gettext_noop

Birth = Literal["", "same", "fits", "other"]
"""Of the same day; of years that can be one; of years that can't be. Empty where nobody knows."""
NEAR = 5
"""Years that a list's own guess may be wrong by (expert choice): lists often write “circa”."""
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NUMBERS = {month: number for number, month in enumerate(MONTHS, start=1)}
YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)")
SPAN = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)\s?(?:-|–|to|and|/)\s?(1[89]\d\d|20\d\d)(?!\d)")
YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})-(\d\d?)-(\d\d?)(?!\d)")
SLASHES = re.compile(r"(?<!\d)(\d\d?)[/.](\d\d?)[/.](\d{4})(?!\d)")
DAY_MONTH = re.compile(
    r"(?<!\d)(\d\d?)(?:st|nd|rd|th)?[ -]([a-z]{3})[a-z]{0,6}\.?,?[ -](\d{4})(?!\d)"
)
MONTH_DAY = re.compile(r"(?<![a-z])([a-z]{3})[a-z]{0,6}\.? (\d\d?),? (\d{4})(?!\d)")
LONGEST = 1_000
"""Characters of a text that are looked at."""
Day = tuple[int, int, int]

SAME = gettext_noop("The list gives the date of birth asked for, {asked}.")
FITS = gettext_noop("Born: asked for {asked}; the list says {listed}, which can be the same.")
OTHER = gettext_noop("Born: asked for {asked}, but the list says {listed}.")
_WORDS = {"same": SAME, "fits": FITS, "other": OTHER}


def birth(asked: str, listed: Iterable[str], *, on: date) -> Birth:
    """Say how a date of birth, as it is known on a day, stands to those of an entry: not at all
    where it cannot be read.
    """
    mine = born.read(asked, on=on)
    texts = [" ".join(text[:LONGEST].casefold().split()) for text in listed]
    theirs = [span for text in texts for span in _years_of(text, on=on)]
    if not mine.years or not theirs:
        return ""
    days = {day for text in texts for day in _days(text)}
    if any((day.year, day.month, day.day) in days for day in mine.days):
        return "same"
    is_near = any(
        first - NEAR <= latest and earliest <= last + NEAR
        for first, last in theirs
        for earliest, latest in mine.years
    )
    return "fits" if is_near else "other"


def why(stands: Birth, *, asked: str, listed: Iterable[str]) -> tuple[Reason, ...]:
    """Say in a sentence how the dates of birth stand to each other; nothing where nobody knows."""
    if not stands:
        return ()
    return (Reason(_WORDS[stands], {"asked": asked, "listed": "; ".join(listed)[:200]}),)


def _years_of(text: str, *, on: date) -> list[born.Span]:
    """Return the years that an entry gives; none where its days cannot be, or are still to come. A
    nought stands for what the list does not know.
    """
    days = list(_days(text))
    if days and not any(0 in day or _is_day(*day) for day in days):
        return []
    return [span for span in _years(text) if span[0] <= on.year]


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _years(text: str) -> list[born.Span]:
    """Return the years that a text names, each as a span."""
    spans = [(int(match[1]), int(match[2])) for match in SPAN.finditer(text)]
    alone = [(int(year), int(year)) for year in YEAR.findall(text)]
    return [(first, last) for first, last in spans if first <= last] + alone


def _days(text: str) -> Iterator[Day]:
    """Yield each day that a text can mean; between slashes, the month may stand first."""
    for match in YEAR_FIRST.finditer(text):
        yield int(match[1]), int(match[2]), int(match[3])
    for match in SLASHES.finditer(text):
        yield int(match[3]), int(match[2]), int(match[1])
        yield int(match[3]), int(match[1]), int(match[2])
    for match in DAY_MONTH.finditer(text):
        if month := NUMBERS.get(match[2]):
            yield int(match[3]), month, int(match[1])
    for match in MONTH_DAY.finditer(text):
        if month := NUMBERS.get(match[1]):
            yield int(match[3]), month, int(match[2])
