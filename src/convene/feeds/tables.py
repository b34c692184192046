"""Tables in and out: CSV and XLSX read without surprises, and cells written so that no program
takes them for formulas.

A file is refused, in a sentence that names file, row and value, when it is not what it says;
nothing is read into memory whole.
"""

import csv
import io
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from convene.feeds import FeedError
from convene.feeds.values import figure, printable

LONGEST_CELL = 100_000
"""Characters; a cell of 10 MB is an attack or an accident."""
LARGEST_WORKBOOK = 300_000_000
"""Bytes a workbook may unpack to."""
MOST_PARTS = 10_000
BIG_PART = 10_000_000
HIGHEST_RATIO = 200
"""A part of more than BIG_PART bytes that shrank to less than a two-hundredth is a bomb."""
WIDEST = 200
"""Columns that are read."""
CHUNK = 1 << 16
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row: its number as a spreadsheet counts, its cells as text, and which of them hold
    formulas without a value.
    """

    number: int
    cells: tuple[str, ...]
    formulas: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Record:
    """One row under a header: cells by column name. `titles` are the columns as the file writes
    them.
    """

    number: int
    values: dict[str, str]
    formulas: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()


def rows(
    path: Path, *, encoding: str = "utf-8-sig", delimiter: str = "", strict: bool = True
) -> Iterator[Row]:
    """Read a .csv or .xlsx file row by row; without a delimiter, the first line tells it. Raises
    FeedError.
    """
    _check_is_file(path)
    if path.suffix.lower() == ".xlsx":
        yield from _xlsx_rows(path)
    elif path.suffix.lower() in {".csv", ".txt"}:
        yield from _csv_rows(path, encoding=encoding, delimiter=delimiter, strict=strict)
    else:
        raise FeedError(f"{path.name}: only .csv and .xlsx files are read here")


def records(
    path: Path,
    *,
    required: Sequence[str],
    known: Sequence[str] | None = None,
    search: int = 1,
    strict: bool = True,
) -> Iterator[Record]:
    """Read a table under its header, which stands within the first `search` rows. Header names are
    lower-cased; a column without one is called by its place, “column 3”. A row that is shorter than
    the header ends in empty cells, or is refused in a file that is not `strict`, where stray quotes
    would hide that it was cut short.

    Raises FeedError when a required column is missing or, where `known` is given, when a column is
    not known.
    """
    read = rows(path, strict=strict)
    titles = _header(read, path=path, required=required, search=search)
    header = [title.casefold() for title in titles]
    if known is not None and (
        strange := [name for name in header if name not in known and not name.startswith("column ")]
    ):
        raise FeedError(
            f"{path.name}: the column “{strange[0][:60]}” is not known. Known columns: {', '.join(known)}"
        )
    for row in read:
        if any(row.cells) or row.formulas:
            if not strict and len(row.cells) < len(header):
                raise FeedError(
                    f"{path.name}: row {row.number}: {len(row.cells)} columns instead of {len(header)}; the file is truncated"
                )
            values = dict(
                zip(
                    header,
                    (printable(cell).strip() for cell in (*row.cells, *[""] * len(header))),
                    strict=False,
                )
            )
            formulas = tuple(header[column] for column in row.formulas if column < len(header))
            yield Record(number=row.number, values=values, formulas=formulas, titles=titles)


def _header(
    read: Iterator[Row], *, path: Path, required: Sequence[str], search: int
) -> tuple[str, ...]:
    """Return the header as it is written."""
    seen: list[str] = []
    for _, row in zip(range(search), read, strict=False):
        titles = [" ".join(cell.split()) for cell in row.cells]
        names = [title.casefold() for title in titles]
        if all(name in names for name in required):
            _check_once([name for name in names if name], path=path)
            return tuple(
                title or f"column {number}" for number, title in enumerate(titles, start=1)
            )
        seen += [name for name in names if name]
    if not seen:
        raise FeedError(f"{path.name}: the file is empty")
    missing = [name for name in required if name not in seen]
    raise FeedError(
        f"{path.name}: there is no column “{missing[0] if missing else required[0]}”; found {', '.join(seen)[:120]}"
    )


def _check_once(names: list[str], *, path: Path) -> None:
    twice = [name for name in names if names.count(name) > 1]
    if twice:
        raise FeedError(f"{path.name}: the column “{twice[0][:60]}” stands twice")


def _check_is_file(path: Path) -> None:
    try:
        if path.is_dir() or path.stat().st_size == 0:
            raise FeedError(
                f"{path.name}: {'this is a folder' if path.is_dir() else 'the file is empty'}"
            )
    except OSError as error:
        raise FeedError(f"{path}: {error.strerror}") from error


# --- CSV


def _csv_rows(path: Path, *, encoding: str, delimiter: str, strict: bool) -> Iterator[Row]:
    number = 0
    try:
        with path.open("rb") as raw:
            start = raw.read(CHUNK)
            _check_is_text(start, path=path)
            raw.seek(0)
            text = io.TextIOWrapper(raw, encoding=encoding, newline="")
            read = csv.reader(
                _short_lines(text, path=path),
                delimiter=delimiter or _delimiter(start),
                strict=strict,
            )
            for number, cells in enumerate(read, start=1):
                yield Row(number=number, cells=tuple(cells))
    except UnicodeDecodeError as error:
        raise FeedError(
            f"{path.name}: row {number + 1} or shortly after is not UTF-8 text; save the file as “CSV UTF-8”"
        ) from error
    except csv.Error as error:
        raise FeedError(f"{path.name}: row {number + 1}: {_plain(error)}") from error
    except OSError as error:
        raise FeedError(f"{path.name}: {error.strerror}") from error


def _plain(error: csv.Error) -> str:
    sentence = str(error)
    if "field larger" in sentence:
        return f"a cell is longer than {LONGEST_CELL:,} characters"
    return (
        "a quoted cell is never closed, so the file may be truncated"
        if "unexpected end" in sentence
        else sentence
    )


def _short_lines(text: io.TextIOWrapper, *, path: Path) -> Iterator[str]:
    """Yield lines, none of them longer than memory should hold."""
    longest = LONGEST_CELL * 4
    for number in range(1, 1 << 60):
        line = text.readline(longest)
        if not line:
            return
        if len(line) >= longest:
            raise FeedError(
                f"{path.name}: line {number}: a cell is longer than {LONGEST_CELL:,} characters"
            )
        yield line


def _check_is_text(start: bytes, *, path: Path) -> None:
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FeedError(f"{path.name}: this is UTF-16 text; save the file as “CSV UTF-8”")
    if b"\0" in start or start.startswith((b"PK\x03\x04", b"%PDF", b"\x1f\x8b")):
        raise FeedError(f"{path.name}: this is a binary file, not CSV")
    if (
        start.lstrip(b"\xef\xbb\xbf \r\n\t")[:9]
        .lower()
        .startswith((b"<!doctype", b"<html", b"<?xml"))
    ):
        raise FeedError(f"{path.name}: this is a web page or XML, not CSV")


def _delimiter(start: bytes) -> str:
    """Tell commas from the semicolons and tabs that spreadsheets write in some countries, by the
    first line.
    """
    line = start.split(b"\n", 1)[0].decode("utf-8", errors="replace")
    return next((mark for mark in ("\t", ";") if line.count(mark) > line.count(",")), ",")


csv.field_size_limit(LONGEST_CELL)


# --- XLSX


def _xlsx_rows(path: Path) -> Iterator[Row]:
    formulas = check_workbook(path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of missing styles, which nobody here reads
        if not formulas:
            with _sheet(path, values=True) as read:
                yield from (
                    _xlsx_row(number, values, values, path=path)
                    for number, values in enumerate(read, start=1)
                )
            return
        with _sheet(path, values=True) as read, _sheet(path, values=False) as written:
            for number, (values, sources) in enumerate(zip(read, written, strict=False), start=1):
                yield _xlsx_row(number, values, sources, path=path)


@contextmanager
def _sheet(path: Path, *, values: bool) -> Iterator[Iterator[tuple[object, ...]]]:
    """Open the first sheet, with the values that formulas had when last saved, or with the formulas
    themselves.
    """
    import openpyxl  # local: a tenth of a second to import, and few read a workbook

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=values, keep_links=False)
    except Exception as error:  # openpyxl raises whatever its parts raise
        raise FeedError(
            f"{path.name}: this workbook cannot be read ({type(error).__name__})"
        ) from error
    try:
        yield _guarded(book.worksheets[0].iter_rows(values_only=True, max_col=WIDEST), path=path)
    finally:
        book.close()


def _guarded(read: Iterator[tuple[object, ...]], *, path: Path) -> Iterator[tuple[object, ...]]:
    try:
        yield from read
    except Exception as error:
        raise FeedError(
            f"{path.name}: this workbook cannot be read to its end ({type(error).__name__})"
        ) from error


def _xlsx_row(
    number: int, values: Sequence[object], sources: Sequence[object], *, path: Path
) -> Row:
    cells = _without_end(tuple(_text(value) for value in values))
    if any(len(cell) > LONGEST_CELL for cell in cells):
        raise FeedError(
            f"{path.name}: row {number}: a cell is longer than {LONGEST_CELL:,} characters"
        )
    formulas = tuple(
        column
        for column, (value, source) in enumerate(zip(values, sources, strict=False))
        if value is None and isinstance(source, str) and source.startswith("=")
    )
    return Row(number=number, cells=cells, formulas=formulas)


def _without_end(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out the empty cells at the end, of which some workbooks have hundreds."""
    last = max((at for at, cell in enumerate(cells, start=1) if cell), default=0)
    return cells[:last]


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return figure(value) if isinstance(value, float) else str(value)


def check_workbook(path: Path) -> bool:
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


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, *, path: Path) -> bool:
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


# --- Out


def safe_cell(value: str) -> str:
    """Return text for a CSV cell that no spreadsheet takes for a formula."""
    return f"'{value}" if value.startswith(FORMULA_STARTS) else value


def write_xlsx(
    out: Path | io.BytesIO, *, header: Sequence[str], lines: Iterable[Sequence[str | float | None]]
) -> None:
    """Write a workbook of one sheet; text stays text, whatever it starts with. Raises OSError when
    the disk refuses it.
    """
    import xlsxwriter  # type: ignore[import-untyped]  # local, as above; xlsxwriter ships no types

    book = xlsxwriter.Workbook(
        out if isinstance(out, io.BytesIO) else str(out),
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True})
    for column, name in enumerate(header):
        sheet.write_string(0, column, name, bold)
    sheet.freeze_panes(1, 0)
    for number, line in enumerate(lines, start=1):
        for column, value in enumerate(line):
            if isinstance(value, float):
                sheet.write_number(number, column, value)
            elif value is not None:
                sheet.write_string(number, column, value[:32_000])
    try:
        book.close()
    except xlsxwriter.exceptions.FileCreateError as error:
        raise error.args[0] from error  # the library wraps what the disk said
