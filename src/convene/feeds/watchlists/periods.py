"""Until when someone is shut out, as development banks write it."""

import re
from collections.abc import Iterator

from convene.feeds.values import LATEST, When, when

ENDLESS = re.compile(
    r"on-?going|permanent(ly)?|indefinite(ly)?|lifetime|life|unlimited|none|no end|n/?a|[-–—]*",
    re.IGNORECASE,
)
"""What a list writes where there is no end, or where it does not say."""
YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})")
DASHED = re.compile(r"(\d{1,2})-([A-Za-z]{3,9})-(\d{4})")
SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def last_day(text: str) -> str | None:
    """Return the last day of a period as YYYY-MM-DD, nothing where it has no end, and None where
    what stands there cannot be read. Of two days that a text can mean, the later one holds: nobody
    goes free by a slip.
    """
    plain = " ".join(text.split())
    if ENDLESS.fullmatch(plain) or any(int(year) >= LATEST for year in YEAR.findall(plain)):
        return ""
    days = [moment.last.isoformat() for moment in _meanings(plain)]
    return max(days, default=None)


def _meanings(text: str) -> Iterator[When]:
    texts = [text]
    if match := MONTH_FIRST.fullmatch(text):
        texts = [f"{match[2]} {match[1]} {match[3]}"]
    elif match := DASHED.fullmatch(text):
        texts = [f"{match[1]} {match[2]} {match[3]}"]
    elif match := SLASHED.fullmatch(text):
        texts = [text, f"{match[2]}/{match[1]}/{match[3]}"]
    return (moment for reading in texts if (moment := when(reading)))
