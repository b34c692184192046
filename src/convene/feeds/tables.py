"""Tables in: CSV and XLSX read without surprises.

A file is refused, in a sentence that names file, row and value, when it is not what it says;
nothing is read into memory whole.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from convene.feeds import FeedError
from convene.feeds.titles import Naming, as_written
from convene.feeds.values import Note, hidden, printable
from convene.feeds.workbooks import LONGEST_CELL, Row, merged, sheets, workbook_rows

CHUNK = 1 << 16
SEARCH = 20
"""Rows that are not blank within which a header stands, below titles and notes."""
MERGED = 10
"""Ranges of merged cells that a sentence names."""
NO_TABLE = "{name}: only .csv, .tsv, .txt and .xlsx files are read here"
WIDER = "the row has {cells} cells, but the header {columns}"
SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx")
"""How the files end that are read as tables."""
MARKS = (",", ";", "\t", "|")
SEPARATOR = re.compile(rb"(?:\xef\xbb\xbf)?\"?sep=([,;|\t:])\"?\r?\n", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Record:
    """One row under a header: cells by column name. `titles` are the columns as the file writes
    them.
    """

    number: int
    values: dict[str, str]
    formulas: dict[str, str] = field(default_factory=dict)
    """Which cells hold formulas without a value: their place and what is written there."""
    titles: tuple[str, ...] = ()
    fault: str = ""
    """Why the row cannot be read as it stands: it has more filled cells than the header."""
    odd: dict[str, str] = field(default_factory=dict)
    """Which cells of a workbook hold something else than text, and what."""
    sheet: str = ""
    """The sheet of a workbook of which several are read."""
    unseen: dict[str, str] = field(default_factory=dict)
    """Which cells held signs that nobody sees, and that were taken out."""

    @property
    def where(self) -> str:
        """Where the row stands in its file."""
        return f"sheet “{self.sheet}”, row {self.number}" if self.sheet else f"row {self.number}"


def rows(
    path: Path,
    *,
    encoding: str = "utf-8-sig",
    delimiter: str = "",
    strict: bool = True,
    sheet: str = "",
) -> Iterator[Row]:
    """Read a table row by row; without a delimiter, the first line tells it, and
    without a sheet, the first one is read. Raises FeedError.
    """
    _check_is_file(path)
    if path.suffix.lower() == ".xlsx":
        yield from workbook_rows(path, sheet=sheet)
    elif path.suffix.lower() in SUFFIXES:
        mark = delimiter or ("\t" if path.suffix.lower() == ".tsv" else "")
        yield from _csv_rows(path, encoding=encoding, delimiter=mark, strict=strict)
    else:
        raise FeedError(NO_TABLE.format(name=path.name))


def records(
    path: Path,
    *,
    required: Sequence[str],
    known: Sequence[str] | None = None,
    search: int = 1,
    strict: bool = True,
    encoding: str = "utf-8-sig",
    unread: Note | None = None,
    naming: Naming = as_written,
    first: bool = False,
) -> Iterator[Record]:
    """Read a table under its header, which stands within the first `search` rows. `naming` names
    its columns, by default in small letters; one without a title is called by its place, “column
    3”. A row that is shorter than the header ends in empty cells, or is refused in a file that is
    not `strict`, where stray quotes would hide that it was cut short.

    Where `unread` is given, every sheet with the header is read, hidden ones too, or only the
    `first`, and `unread` is told in a sentence of each that is not, and of merged cells; otherwise
    only the first. Raises FeedError when a required column is missing or, where `known` is given,
    when a column is not known.
    """
    looks = _Looks(
        required=required, search=search, strict=strict, encoding=encoding, naming=naming
    )
    headers = _headers(path, looks, hidden=unread is not None)
    is_read = False
    for header in headers if unread else [next(headers)]:
        if header.titles and not (first and is_read):
            is_read = True
            if unread and header.sheet:
                _tell_merged(header, unread, path=path)
            yield from _below(header, known, path=path, strict=strict)
        elif unread:
            missing = header.missing or f"the sheet “{header.sheet}” is not the first table"
            unread(f"{path.name}: {missing}; what it holds was not read")


def _tell_merged(header: "_Header", unread: Note, *, path: Path) -> None:
    """Say which cells below a header are merged: a workbook gives their value to the first one."""
    ranges = [cells for cells, first in merged(path, header.sheet) if first > header.row]
    if ranges:
        more = f" and {len(ranges) - MERGED} more" if len(ranges) > MERGED else ""
        unread(
            f"{path.name}: sheet “{header.sheet}”: {', '.join(ranges[:MERGED])}{more} are merged cells; "
            "what they hold was read for the first row and column only"
        )


def _below(
    header: "_Header", known: Sequence[str] | None, *, path: Path, strict: bool
) -> Iterator[Record]:
    names = header.names
    _check_known(names, known, path=path)
    for row in header.rows:
        if any(row.cells) or row.formulas:
            if not strict and len(row.cells) < len(names):
                raise FeedError(
                    f"{path.name}: row {row.number}: {len(row.cells)} columns instead of {len(names)}; the file is truncated"
                )
            sheet = "" if header.is_first else header.sheet
            yield _record(row, names, titles=header.titles, sheet=sheet)


def _record(row: Row, names: Sequence[str], *, titles: tuple[str, ...], sheet: str) -> Record:
    cells = [printable(cell).strip() for cell in (*row.cells, *[""] * len(names))]
    last = max((place for place, cell in enumerate(cells, start=1) if cell), default=0)
    return Record(
        number=row.number,
        values=dict(zip(names, cells, strict=False)),
        formulas={names[column]: cell for column, cell in row.formulas if column < len(names)},
        titles=titles,
        fault=WIDER.format(cells=last, columns=len(names)) if last > len(names) else "",
        odd={names[column]: kind for column, kind in row.odd if column < len(names)},
        sheet=sheet,
        unseen={
            name: signs
            for name, cell in zip(names, row.cells, strict=False)
            if not cell.isprintable() and (signs := hidden(cell))
        },
    )


def _check_known(names: Sequence[str], known: Sequence[str] | None, *, path: Path) -> None:
    strange = [name for name in names if name not in (known or names)]
    if strange := [name for name in strange if not name.startswith("column ")]:
        raise FeedError(
            f"{path.name}: the column “{strange[0][:60]}” is not known. Known columns: {', '.join(known or ())}"
        )


class _Header(NamedTuple):
    """The titles of a table as it writes them, what its columns are named, the row where they stand
    and the rows below; of a sheet without them, what is missing.
    """

    titles: tuple[str, ...] = ()
    names: Sequence[str] = ()
    row: int = 0
    rows: Iterator[Row] = iter(())
    sheet: str = ""
    is_first: bool = True
    """Whether it is the first sheet: records name the others only."""
    missing: str = ""


class _Looks(NamedTuple):
    """How a table is looked for: see `records`."""

    required: Sequence[str]
    search: int
    strict: bool
    encoding: str
    naming: Naming


def _headers(path: Path, looks: _Looks, *, hidden: bool) -> Iterator[_Header]:
    """Yield the header of each sheet, or the one that shows with one of the marks that may stand
    between the cells of a CSV file. Raises FeedError where there is none, which says where it
    looked.
    """
    looked: list[str] = []
    is_found = False
    for place, (sheet, delimiter) in enumerate(_ways(path, hidden=hidden)):
        read = rows(
            path,
            sheet=sheet,
            delimiter=delimiter,
            strict=looks.strict,
            encoding=looks.encoding,
        )
        titles, seen = _titles(read, looks, path=path)
        if titles:
            is_found = True
            yield _Header(
                titles,
                names=looks.naming(titles),
                row=seen[-1].number,
                rows=read,
                sheet=sheet,
                is_first=not place,
            )
            if not sheet:
                return
        elif seen and not (looked and delimiter):
            looked.append(_looked(sheet, seen, looks))
    if not is_found and not looked:
        raise FeedError(f"{path.name}: the file holds no row that is not blank")
    if not is_found:
        raise FeedError(f"{path.name}: {'; '.join(looked)}")
    yield from (_Header(missing=missing) for missing in looked)


def _titles(read: Iterator[Row], looks: _Looks, *, path: Path) -> tuple[tuple[str, ...], list[Row]]:
    """Return the titles of the columns, none where no row holds those required, and the rows looked
    at, the header last.
    """
    filled = (row for row in read if any(cell.strip() for cell in row.cells))
    seen: list[Row] = []
    for row in islice(filled, max(looks.search, SEARCH)):
        seen.append(row)
        titles = [" ".join(cell.split()) for cell in row.cells]
        names = looks.naming(titles)
        if all(name in names for name in looks.required):
            _check_once([name for name in names if name], path=path)
            called = (title or f"column {place}" for place, title in enumerate(titles, start=1))
            return tuple(called), seen
    return (), seen


def _looked(sheet: str, seen: Sequence[Row], looks: _Looks) -> str:
    """Say what was found where a header should be."""
    widest = max(seen, key=lambda row: sum(1 for cell in row.cells if cell))
    cells = [" ".join(cell.split()) for cell in widest.cells if cell.strip()]
    names = {name for row in seen for name in looks.naming(row.cells)}
    missing = [name for name in looks.required if name not in names] or [looks.required[0]]
    where = f" in the sheet “{sheet}”" if sheet else ""
    return (
        f"there is no column “{missing[0]}”{where}; found {', '.join(cells)[:120]}"
        f" (row {widest.number}, of {seen[-1].number} looked at)"
    )


def _ways(path: Path, *, hidden: bool) -> Iterator[tuple[str, str]]:
    """Yield each sheet of a workbook; of another file, each mark between cells, the likeliest
    first.
    """
    _check_is_file(path)
    if path.suffix.lower() == ".xlsx":
        yield from ((sheet, "") for sheet in sheets(path, hidden=hidden))
    else:
        yield from (("", mark) for mark in ("", *MARKS))


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


def encoding_of(path: Path, *, otherwise: str = "latin-1") -> str:
    """Return how a text file is written: UTF-8, with or without a mark, where it can be that."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as stream:
        try:
            while block := stream.read(1 << 20):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return otherwise
    return "utf-8-sig"


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
                delimiter=_said(start) or delimiter or _delimiter(start),
                strict=strict,
            )
            for number, cells in enumerate(read, start=1):
                if not (number == 1 and _said(start)):
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


def _said(start: bytes) -> str:
    """Return the mark between cells that the first line names for spreadsheets: “sep=;”."""
    named = SEPARATOR.match(start)
    return named[1].decode() if named else ""


def _delimiter(start: bytes) -> str:
    """Tell commas from the semicolons and tabs that spreadsheets write in some countries, by the
    first line.
    """
    line = start.lstrip().split(b"\n", 1)[0].decode("utf-8", errors="replace")
    return next((mark for mark in ("\t", ";") if line.count(mark) > line.count(",")), ",")


csv.field_size_limit(LONGEST_CELL)
