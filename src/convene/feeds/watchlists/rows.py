"""The rows of lists that are tables: every sheet with the header, and what is wrong with a row told
in one way.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

from convene.feeds.tables import SEARCH, Record, encoding_of, records, rows
from convene.feeds.titles import as_written, spelt
from convene.feeds.values import when
from convene.feeds.watchlists.telling import Telling
from convene.feeds.workbooks import failed

WESTERN = "cp1252"
"""How the publishers of these lists write where they do not write UTF-8."""
STATED = re.compile(
    r"(?:downloaded|exported|generated|published|updated|as of|as at|report date|list date)(?: on| date)?[ :]{0,5}([^\n]{4,30})",
    re.IGNORECASE,
)
"""Where a table says above its header of which day it is."""
CLOCK = re.compile(r"[ T,]+\d{1,2}:\d\d.*$")
MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})")
SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def entries_of(
    file: Path,
    *,
    name: str,
    required: Sequence[str],
    telling: Telling,
    search: int,
    strict: bool = True,
    known: Sequence[str] | None = None,
    otherwise: str = WESTERN,
) -> Iterator[Record]:
    """Yield the rows of a list that can be read, with a name in the column of names or without one.
    Raises FeedError.
    """
    is_text = file.suffix.lower() != ".xlsx" and file.is_file()
    read = records(
        file,
        required=required,
        known=known,
        search=search,
        strict=strict,
        encoding=encoding_of(file, otherwise=otherwise) if is_text else otherwise,
        unread=telling.note,
        naming=spelt(known) if known else as_written,
    )
    for record in read:
        if wrong := record.fault or _no_name(record, name):
            telling.aside(f"{file.name}: {record.where}: {wrong}")
        else:
            yield record


def _no_name(record: Record, name: str) -> str:
    if name in record.formulas:
        return "the name is a formula without a value"
    text = record.values[name]
    return f"the name is an error of the spreadsheet, {text}" if failed(text) else ""


def stated(file: Path) -> str:
    """Return the day that a table states above its header, as YYYY-MM-DD; nothing where it states
    none, or one that could mean two. Raises FeedError.
    """
    is_text = file.suffix.lower() != ".xlsx" and file.is_file()
    encoding = encoding_of(file, otherwise=WESTERN) if is_text else WESTERN
    for row in islice(rows(file, encoding=encoding, strict=False), SEARCH):
        filled = [cell for cell in row.cells if cell.strip()]
        if len(filled) > 3:
            return ""
        days = [day for match in STATED.finditer(" ".join(filled)) for day in _days(match[1])]
        if days:
            return days[0].isoformat() if len(set(days)) == 1 else ""
    return ""


def _days(text: str) -> Iterator[date]:
    """Yield every day that a text can mean."""
    plain = CLOCK.sub("", text.strip()).strip(" .,;:")
    texts = [plain, plain.replace("-", " ")]
    if match := MONTH_FIRST.match(plain):
        texts.append(f"{match[2]} {match[1]} {match[3]}")
    if match := SLASHED.match(plain):
        texts.append(f"{match[2]}/{match[1]}/{match[3]}")
    yield from (day.exact for reading in texts if (day := when(reading)) and day.exact)
