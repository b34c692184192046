"""Workbooks that the tests of bookkeeping speak of: what went out, changed by hand, and back in."""

import io
from collections.abc import Callable, Mapping
from typing import Any

import openpyxl
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.bookkeeping import actions, exports
from convene.apps.bookkeeping.forms import read
from convene.apps.bookkeeping.models import Row, Upload
from convene.apps.bookkeeping.queries import uploads
from convene.apps.workshop.models import Alliance
from tests.apps.ledger.people import Table

Sheets = dict[str, list[dict[str, str]]]


def went_out(alliance: Alliance, *, by: User) -> bytes:
    return exports.workbook(alliance, today=timezone.localdate(), by=by)


def cells(content: bytes) -> Sheets:
    """Return the rows of each sheet by column, as a spreadsheet would show them."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheets: Sheets = {}
    for sheet in book.worksheets:
        read = sheet.iter_rows(values_only=True)
        head, *rows = [["" if cell is None else str(cell) for cell in row] for row in read]
        sheets[sheet.title] = [dict(zip(head, row, strict=True)) for row in rows]
    return sheets


def changed(content: bytes, change: Callable[[Any], object]) -> bytes:
    """Return a workbook that somebody changed by hand."""
    book, out = openpyxl.load_workbook(io.BytesIO(content)), io.BytesIO()
    change(book)
    book.save(out)
    return out.getvalue()


def put(sheet: str, row: int, **values: object) -> Callable[[Any], None]:
    """Write into cells of a row, by column."""

    def write(book: Any) -> None:
        head = [cell.value for cell in book[sheet][1]]
        for column, value in values.items():
            book[sheet].cell(row=row, column=head.index(column) + 1, value=value)

    return write


def brought(at: Table, content: bytes, *, by: User | None = None) -> Upload:
    """Bring a workbook back."""
    table = read(content, name="promises.xlsx")
    return actions.preview_upload(at.alliance, table, by=by or at.olga)


def with_cells(at: Table, sheet: str, row: int, **values: object) -> Upload:
    """Bring back what went out with something changed in one row."""
    went = went_out(at.alliance, by=at.olga)
    return brought(at, changed(went, put(sheet, row, **values)))


def sorts(upload: Upload) -> dict[str, list[str]]:
    """Return which rows would do what, those that do anything."""
    return {
        sort: [str(line.row) for line in lines]
        for sort, lines in uploads.preview(upload).items()
        if lines
    }


def problems(upload: Upload) -> list[tuple[str, str]]:
    """Return each cell that is refused, and why."""
    return [
        (cell, str(reason))
        for line in uploads.preview(upload)["refused"]
        for cell, reason in line.shown_problems
    ]


def applied(upload: Upload, *, by: User | None = None, picked: Any = ()) -> Upload:
    """Apply a workbook to its end."""
    who = by or upload.by
    done = actions.apply_upload(upload, picked=picked, by=who)
    for row in uploads.to_apply(done):
        actions.apply_row(row, by=who)
    return done


def undone(upload: Upload, *, by: User | None = None, **more: str) -> Upload:
    """Undo a workbook to its end."""
    who = by or upload.by
    words: Mapping[str, str] = {"reason": "The wrong file.", "signatory": "J. Phiri", **more}
    done = actions.undo_upload(upload, **words, by=who)
    for row in uploads.to_undo(done):
        actions.undo_row(row, by=who)
    return done


def outcomes(upload: Upload) -> list[str]:
    return list(Row.objects.filter(upload=upload).values_list("outcome", flat=True))


def said_why(upload: Upload) -> list[Any]:
    """Return why nothing was done, of each row."""
    return [row.why for row in uploads.rows(upload) if row.why]
