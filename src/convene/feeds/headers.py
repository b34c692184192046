"""How a table begins, for telling its form: the first rows of a CSV file, and of a workbook those
of each sheet, written as CSV.
"""

import csv
import io
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from convene.feeds import FeedError
from convene.feeds.tables import MARKS, SEARCH, rows
from convene.feeds.titles import plain
from convene.feeds.workbooks import sheets

HEAD = 1 << 16
"""Bytes that tell the form of a file."""
WORKBOOK = b"PK\x03\x04"


def beginning(path: Path) -> bytes:
    """Return the first bytes of a file, of a workbook its first rows as CSV. Raises FeedError."""
    try:
        with path.open("rb") as stream:
            head = stream.read(HEAD)
    except OSError as error:
        raise FeedError(f"{path.name}: {error.strerror or 'the file cannot be read'}") from error
    return _first_rows(path) if head.startswith(WORKBOOK) and is_table(path) else head


def is_table(path: Path) -> bool:
    """Say whether a file is a table by its name."""
    return path.suffix.lower() in {".csv", ".xlsx"}


def has_columns(head: bytes, required: Sequence[str]) -> bool:
    """Say whether a row near the beginning holds all columns, however they are spelt and whatever
    mark is between cells.
    """
    lines = [line for line in head.decode("utf-8-sig", errors="replace").splitlines() if line]
    return any(
        set(map(plain, required)) <= set(map(plain, row))
        for line in lines[:SEARCH]
        for mark in MARKS
        for row in csv.reader([line], delimiter=mark)
    )


def _first_rows(path: Path) -> bytes:
    out = io.StringIO()
    for sheet in sheets(path):
        filled = (row.cells for row in rows(path, sheet=sheet) if any(row.cells))
        csv.writer(out).writerows(islice(filled, SEARCH))
    return out.getvalue().encode()
