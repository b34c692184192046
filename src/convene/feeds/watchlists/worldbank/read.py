"""The World Bank's listing of ineligible firms and individuals: a workbook whose header stands
under a line of its own.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from convene.core.watchlists import Entry
from convene.feeds.countries import codes
from convene.feeds.tables import records
from convene.feeds.watchlists.debarred import names, number, period

SUFFIXES: tuple[str, ...] = (".xlsx", ".csv")
NUMBERED = re.compile(r"\b(?:no|nº|number|reg|registration)\b", re.IGNORECASE)
REGISTERED = re.compile(
    r"Reg(?:istration)?\.? (?:No\.?|Number):? *([\w./-]*\d[\w./-]*)", re.IGNORECASE
)
TITLES = ("MR. ", "MRS. ", "MS. ", "MR ", "MRS ", "MS ", "DR. ")


def dated(files: Sequence[Path]) -> str:
    """Return nothing: the file states a day, but not whether the month or the day of the month
    comes first.
    """
    return ""


def read(files: Sequence[Path], *, list: str, aside: Callable[[str], None]) -> Iterator[Entry]:
    """Yield firms and individuals; everything but the name may be missing. Raises FeedError."""
    for record in records(files[0], required=("firm name",), search=10):
        row = defaultdict(str, record.values)
        text = row["firm name"]
        if text:
            yield _entry(row, list=list)
        elif row["address"] or row["grounds"]:  # else it is the second line of the header
            aside(f"{files[0].name}: row {record.number}: no name")


def _entry(row: Mapping[str, str], *, list: str) -> Entry:
    text, more, since, until = (
        row["firm name"],
        row["additional firm info"],
        row["ineligibility period"],
        row["column 6"],
    )
    name, aliases = names(text, *_other_names(more))
    return Entry(
        list=list,
        id=number(text, more, row["address"], row["country"], since, row["grounds"]),
        name=name,
        schema="person" if text.upper().startswith(TITLES) else "unknown",
        aliases=aliases,
        countries=codes(row["country"]),
        programmes=("World Bank debarment",),
        reason="; ".join(part for part in (row["grounds"], period(since, until)) if part),
        identifiers=tuple(("Registration number", value) for value in REGISTERED.findall(more)),
        kind="debarment",
    )


def _other_names(more: str) -> Iterator[str]:
    """Take names out of the column that holds names, footnote marks and registration numbers."""
    for part in re.split(r"[()]", more):
        text = re.sub(r"\*\s*\d+", "", part).strip(" ,;")
        if sum(c.isalpha() for c in text) > 1 and not NUMBERED.search(text):
            yield text
