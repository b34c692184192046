"""A workbook that somebody brings, read in a process of its own: its sheets as the text that their
cells show.
"""

import io
import sys
import zipfile
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from convene.core.reasons import Reason, gettext_noop
from convene.documents import apart
from convene.documents.refusing import MB, Refused
from convene.feeds import FeedError, workbooks

SECONDS = 20
MEMORY = 1_000 * MB
"""Most that reading may take, in seconds of a processor and in bytes."""
MACROS = ("vbaproject", "vbadata", "macrosheets/", "dialogsheets/")
TYPES = "[Content_Types].xml"
NO_WORKBOOK = gettext_noop("This is no Excel workbook (.xlsx), whatever its name says.")
HOLDS_MACROS = gettext_noop(
    "This workbook holds macros. Save it as a workbook without macros (.xlsx)."
)
NOT_OPENED = gettext_noop(
    "This workbook is damaged, or unpacks to far more than it holds. It was not opened."
)
TOO_HARD = gettext_noop("Reading this workbook takes more time or memory than it may. Split it.")
KINDS = {text: text for text in (NO_WORKBOOK, HOLDS_MACROS, NOT_OPENED, apart.BUSY)}


class NotRead(ValueError):
    """Why a workbook is not read, in one sentence that any language can say."""

    def __init__(self, text: str) -> None:
        self.reason = Reason(text)
        super().__init__(text)


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row: its number as spreadsheets count, its cells as text, and in which columns, counted
    from 0, stands a formula without a value.
    """

    number: int
    cells: tuple[str, ...]
    formulas: frozenset[int] = frozenset()


def read(content: bytes) -> Mapping[str, tuple[Row, ...]]:
    """Return the rows of each sheet of a workbook, by the name of the sheet. Raises NotRead."""
    try:
        outcome, _rest = apart.asked(__name__, content, seconds=SECONDS, memory=MEMORY)
    except Refused as why:
        raise NotRead(KINDS.get(str(why), TOO_HARD)) from why
    return {
        sheet: tuple(
            Row(number=number, cells=tuple(cells), formulas=frozenset(formulas))
            for number, cells, formulas in rows
        )
        for sheet, rows in outcome["sheets"].items()
    }


def _look(content: bytes) -> apart.Answer:
    _check(content)
    book = workbooks.Held(content)
    try:
        names = workbooks.sheets(book, hidden=True)
        return {"sheets": {name: list(_rows(book, name)) for name in names}}, b""
    except FeedError as why:
        raise Refused(NOT_OPENED) from why


def _check(content: bytes) -> None:
    """Raises Refused for what is no workbook, and for one that acts."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [part.lower() for part in archive.namelist()]
            if TYPES.lower() not in parts or "xl/workbook.xml" not in parts:
                raise Refused(NO_WORKBOOK)
            if any(mark in part for part in parts for mark in MACROS) or _acts(archive):
                raise Refused(HOLDS_MACROS)
    except (zipfile.BadZipFile, NotImplementedError, KeyError) as why:
        raise Refused(NO_WORKBOOK) from why


def _acts(archive: zipfile.ZipFile) -> bool:
    """Say whether the types of a workbook are those of one with macros; they fill some kB."""
    with archive.open(TYPES) as stream:
        return b"macroenabled" in stream.read(MB).lower()


def _rows(book: workbooks.Held, sheet: str) -> Iterator[tuple[int, Collection[str], list[int]]]:
    for row in workbooks.workbook_rows(book, sheet=sheet):
        yield row.number, row.cells, [column for column, _formula in row.formulas]


if __name__ == "__main__":
    apart.answer(_look, seconds=int(sys.argv[1]), memory=int(sys.argv[2]))
