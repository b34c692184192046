"""Workbooks (XLSX) read row by row, as the text that their cells show; what unpacks to more than
memory should hold is refused.
"""

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from convene.feeds import FeedError
from convene.feeds.values import figure

LONGEST_CELL = 100_000
"""Characters; a cell of 10 MB is an attack or an accident."""
LARGEST_WORKBOOK = 300_000_000
"""Bytes a workbook may unpack to."""
MOST_PARTS = 10_000
BIG_PART = 10_000_000
HIGHEST_RATIO = 200
"""A part of more than BIG_PART bytes that shrank to less than a two-hundredth is a bomb."""
WIDEST = 500
"""Columns that are read."""
MOST_ROWS = 1 << 20
"""Rows that a sheet may have, as spreadsheets count."""
CHUNK = 1 << 16
SHOWN = 60
"""Characters of a formula that a sentence shows."""
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z]{1,3}(\d{1,7}):[A-Z]{1,3}\d{1,7})"')
ERRORS = re.compile(
    r"#[^\sa-zа-яёіїє]{1,30}[!?]|#GETTING_DATA|#N/?[ADBV]\.?|#NV|#N\.D\.|#Н/Д|#I/T|#HIÁNYZIK|#YOK"
    r"|(?:Err|Error|Fehler|Erreur|Errore|Erro|Ошибка):\d{3}"
)
"""What spreadsheets write into a cell whose formula failed, in whatever language: #REF!, #¡REF!,
#NOM?, #ДЕЛ/0!, #NV.
"""
TRUTHS = frozenset(
    [
        "TRUE",
        "FALSE",
        "WAHR",
        "FALSCH",
        "VRAI",
        "FAUX",
        "VERDADERO",
        "FALSO",
        "VERDADEIRO",
        "WAAR",
        "ONWAAR",
        "ИСТИНА",
        "ЛОЖЬ",
        "ІСТИНА",
        "ХИБНІСТЬ",
        "PRAWDA",
        "FAŁSZ",
        "DOĞRU",
        "YANLIŞ",
        "IGAZ",
        "HAMIS",
        "ADEVĂRAT",
    ]
)
"""What spreadsheets of several languages write for a cell that is true or false; those of some more
are names too (PRAVDA, SAND).
"""
_ESCAPED = re.compile(r"_x([0-9A-F]{4})_")
"""How a workbook writes a character that XML does not hold."""


class Held(io.BytesIO):
    """A workbook that stands in memory, where no file may be written."""

    name = "workbook.xlsx"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row: its number as a spreadsheet counts, its cells as text, and which of them hold
    formulas without a value: by column, as “B5 (=SUM(B2:B4))”.
    """

    number: int
    cells: tuple[str, ...]
    formulas: tuple[tuple[int, str], ...] = ()
    odd: tuple[tuple[int, str], ...] = ()
    """Which cells of a workbook hold something else than text, and what."""


def failed(text: str) -> bool:
    """Say whether a cell holds what spreadsheets write where a formula failed."""
    return text[:1] in "#EFО" and bool(ERRORS.fullmatch(text) or ERRORS.fullmatch(text.upper()))


def sheets(path: Path | Held, *, hidden: bool = False) -> tuple[str, ...]:
    """Return the names of the sheets of a workbook that people see, and of those that are hidden
    behind them where these are asked for. Raises FeedError.
    """
    check_workbook(path)
    with _book(path, values=True) as book:
        shown = [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"]
        every = [sheet.title for sheet in book.worksheets] if hidden else shown
        return tuple(dict.fromkeys([*shown, *every]))


def merged(path: Path | Held, sheet: str) -> tuple[tuple[str, int], ...]:
    """Return the merged cells of a sheet, each as “A2:A5” with its first row. Raises FeedError."""
    with _book(path, values=True) as book, zipfile.ZipFile(path) as archive:
        part = book[sheet]._worksheet_path  # noqa: SLF001 - openpyxl tells it nowhere else
        first_rows: dict[str, int] = {}
        tail = b""
        with archive.open(part) as stream:
            while chunk := stream.read(CHUNK):
                for match in MERGED.finditer(tail + chunk):
                    first_rows[match[1].decode()] = int(match[2])
                tail = (tail + chunk)[-200:]
        return tuple(first_rows.items())


def workbook_rows(path: Path | Held, *, sheet: str = "") -> Iterator[Row]:
    """Yield the rows of a sheet, the first one if none is named. Raises FeedError."""
    formulas = check_workbook(path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of missing styles, which nobody here reads
        with _sheet(path, sheet, values=True) as read:
            if not formulas:
                pairs = ((values, values) for values in read)
                yield from _rows(pairs, path=path)
                return
            with _sheet(path, sheet, values=False) as written:
                yield from _rows(zip(read, written, strict=False), path=path)


def _rows(
    pairs: Iterable[tuple[Sequence[object], Sequence[object]]], *, path: Path | Held
) -> Iterator[Row]:
    """Yield the rows that hold something. A sheet may have its second one at the very end: openpyxl
    makes up those in between, all of them the same, which is told at once.
    """
    blank: tuple[object, object] = (None, None)
    for number, (values, sources) in enumerate(pairs, start=1):
        if number > MOST_ROWS:
            raise FeedError(f"{path.name}: a sheet holds no more than {MOST_ROWS:,} rows")
        if values is blank[0] and sources is blank[1]:
            continue
        row = _xlsx_row(number, values, sources, path=path)
        if row.cells or row.formulas:
            yield row
        else:
            blank = values, sources


@contextmanager
def _book(path: Path | Held, *, values: bool) -> Iterator[Any]:
    """Open a workbook, with the values that formulas had when last saved, or with the formulas
    themselves.
    """
    import openpyxl  # local: a tenth of a second to import, and few read a workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of missing styles, which nobody here reads
            book = openpyxl.load_workbook(path, read_only=True, data_only=values, keep_links=False)
    except Exception as error:  # openpyxl raises whatever its parts raise
        raise FeedError(
            f"{path.name}: this workbook cannot be read ({type(error).__name__})"
        ) from error
    try:
        yield book
    finally:
        book.close()


@contextmanager
def _sheet(
    path: Path | Held, sheet: str, *, values: bool
) -> Iterator[Iterator[tuple[object, ...]]]:
    with _book(path, values=values) as book:
        read = book[sheet] if sheet else book.worksheets[0]
        yield _guarded(read.iter_rows(values_only=True, max_col=WIDEST), path=path)


def _guarded(
    read: Iterator[tuple[object, ...]], *, path: Path | Held
) -> Iterator[tuple[object, ...]]:
    try:
        yield from read
    except Exception as error:
        raise FeedError(
            f"{path.name}: this workbook cannot be read to its end ({type(error).__name__})"
        ) from error


def _xlsx_row(
    number: int, values: Sequence[object], sources: Sequence[object], *, path: Path | Held
) -> Row:
    end = max(_filled(values), _filled(sources))
    values, sources = values[:end], sources[:end]
    cells = _without_end(tuple(_text(value) for value in values))
    if any(len(cell) > LONGEST_CELL for cell in cells):
        raise FeedError(
            f"{path.name}: row {number}: a cell is longer than {LONGEST_CELL:,} characters"
        )
    from openpyxl.utils import get_column_letter  # local, as below

    formulas = tuple(
        (column - 1, f"{get_column_letter(column)}{number} ({source[:SHOWN]})")
        for column, (value, source) in enumerate(zip(values, sources, strict=False), start=1)
        if value is None and isinstance(source, str) and source.startswith("=")
    )
    return Row(number=number, cells=cells, formulas=formulas, odd=_odd(values))


def _filled(values: Sequence[object]) -> int:
    """Return how many cells of a row there are up to the last that is not empty; looked for from
    the end, since some workbooks have hundreds of empty ones.
    """
    end = len(values)
    while end and values[end - 1] is None:
        end -= 1
    return end


def _odd(values: Sequence[object]) -> tuple[tuple[int, str], ...]:
    """Say which cells hold something else than text, and what."""
    kinds = ((column, _kind(value)) for column, value in enumerate(values))
    return tuple((column, kind) for column, kind in kinds if kind)


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "TRUE or FALSE"
    if isinstance(value, int | float):
        return "a number"
    return "a day or a time" if isinstance(value, date | time) else ""


def _without_end(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out the cells at the end that hold an empty text."""
    last = max((at for at, cell in enumerate(cells, start=1) if cell), default=0)
    return cells[:last]


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return figure(value)
    return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), str(value))


def check_workbook(path: Path | Held) -> bool:
    """Refuse what is no workbook, what unpacks to more than memory should hold, and XML that
    declares entities.

    Says whether any sheet holds formulas. Raises FeedError.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            if sum(part.file_size for part in parts) > LARGEST_WORKBOOK or len(parts) > MOST_PARTS:
                raise FeedError(
                    f"{path.name}: the workbook unpacks to more than {LARGEST_WORKBOOK // 1_000_000} MB and is not opened"
                )
            if "[Content_Types].xml" not in archive.namelist():
                raise FeedError(f"{path.name}: this is a zip file, not a workbook")
            return sum(_check_part(archive, part, path=path) for part in parts) > 0
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
        zlib.error,
    ) as error:
        raise FeedError(f"{path.name}: this is not a whole workbook") from error


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, *, path: Path | Held) -> bool:
    """Say whether a part is a sheet with formulas."""
    if part.file_size > BIG_PART and part.file_size > part.compress_size * HIGHEST_RATIO:
        raise FeedError(
            f"{path.name}: the part {part.filename[:60]} unpacks to far more than it holds and is not opened"
        )
    if not part.filename.endswith((".xml", ".rels")):
        return False
    tail, formulas, sheet = b"", False, "worksheets/" in part.filename
    with archive.open(part) as stream:
        while chunk := stream.read(CHUNK):
            plain = (tail + chunk).replace(b"\0", b"")
            if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
                raise FeedError(
                    f"{path.name}: the part {part.filename[:60]} declares entities and is not opened"
                )
            formulas = formulas or (sheet and (b"<f>" in plain or b"<f " in plain))
            tail = chunk[-32:]
    return formulas
