"""The World Bank's listing of ineligible firms and individuals: a workbook whose header stands
under a line of its own.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from convene.core.watchlists import Entry
from convene.feeds.countries import codes
from convene.feeds.watchlists.debarred import BRACKETS, names, number, over, period
from convene.feeds.watchlists.numbers import bracketed
from convene.feeds.watchlists.rows import entries_of, stated
from convene.feeds.watchlists.telling import Telling

SUFFIXES: tuple[str, ...] = (".xlsx", ".csv")
NUMBERED = re.compile(r"\b(?:no|nº|number|reg|registration|id)\b", re.IGNORECASE)
REGISTERED = re.compile(
    r"(?:Reg(?:istration)?[.,]? (?:No\.?|Number)|\bID):? *([\w./-]*\d[\w./-]*)", re.IGNORECASE
)
TITLES = ("MR. ", "MRS. ", "MS. ", "MR ", "MRS ", "MS ", "DR. ")


def dated(files: Sequence[Path]) -> str:
    """Return the day that the file states above its header; nothing where nobody can say whether
    the month or the day of the month comes first.
    """
    return stated(files[0])


def read(files: Sequence[Path], *, list: str, telling: Telling) -> Iterator[Entry]:
    """Yield firms and individuals; everything but the name may be missing. Raises FeedError."""
    file = files[0]
    for record in entries_of(
        file, name="firm name", required=("firm name",), telling=telling, search=10
    ):
        row, where = defaultdict(str, record.values), f"{file.name}: {record.where}"
        if row["firm name"]:
            until = over(_until(row), where=where, telling=telling)
            yield _entry(row, list=list, until=until)
        elif row["address"] or row["grounds"]:  # else it is the second line of the header
            telling.aside(f"{where}: no name")


def _until(row: Mapping[str, str]) -> str:
    """Return the end of the period: it stands in the column after its start, which has no title of
    its own, or in one that has.
    """
    return row["column 6"] or row["to date"] or row["ineligibility period to"]


def _entry(row: Mapping[str, str], *, list: str, until: str) -> Entry:
    text, more = row["firm name"], row["additional firm info"]
    since = row["ineligibility period"] or row["from date"]
    name, aliases = names(text, *_other_names(more))
    return Entry(
        list=list,
        id=number(text, more, row["address"], row["country"], since, row["grounds"]),
        name=name,
        schema="person" if text.upper().startswith(TITLES) else "unknown",
        aliases=aliases,
        countries=codes(row["country"]),
        programmes=("World Bank debarment",),
        reason="; ".join(part for part in (row["grounds"], period(since, _until(row))) if part),
        identifiers=tuple(dict.fromkeys(_numbers(more))),
        kind="debarment",
        until=until,
    )


def _numbers(more: str) -> Iterator[tuple[str, str]]:
    yield from (("Registration number", value) for value in REGISTERED.findall(more))
    for part in BRACKETS.findall(more):
        yield from (("Registration number", value) for _, value in bracketed(part))


def _other_names(more: str) -> Iterator[str]:
    """Take names out of the column that holds names, footnote marks and registration numbers."""
    for part in re.split(r"[()]", more):
        text = re.sub(r"\*\s*\d+", "", part).strip(" ,;")
        is_number = bool(NUMBERED.search(text)) or any(bracketed(text))
        if sum(c.isalpha() for c in text) > 1 and not is_number:
            yield text
