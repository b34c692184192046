"""The promises of an alliance and what has come of them, as a workbook that can come back."""

import io
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from convene.apps.accounts.models import User
from convene.apps.bookkeeping.queries.columns import SHEETS, Column
from convene.apps.bookkeeping.queries.here import Here
from convene.apps.bookkeeping.words import COLUMNS, DELIVERIES, PROMISES
from convene.apps.workshop.models import Alliance
from convene.feeds.writing import FORMULA_STARTS
from convene.ground.changes import allow

WIDTH = 16
WIDTHS = {"id": 12, "title": 40, "what": 40, "about": 70, "due": 30, "promise_title": 40}
BEYOND = 1000
"""Empty rows below the last, in which a list of choices is offered too."""
MOST_CHOICES = 250
"""Characters of a list of choices that a cell may offer."""


def workbook(alliance: Alliance, *, today: date, by: User) -> bytes:
    """Return everything that was promised in an alliance and has come of it, for somebody who may
    read it. Each cell is text, so that no program rounds an amount or runs what begins like a
    formula.
    """
    allow(by, "ledger.view_book", alliance)
    import xlsxwriter  # type: ignore[import-untyped]  # local: slow to load

    out, here = io.BytesIO(), Here(alliance=alliance, today=today)
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_urls": False})
    looks = {
        "plain": book.add_format({"num_format": "@"}),
        "quoted": book.add_format({"num_format": "@", "quote_prefix": True}),
        "head": book.add_format({"bold": True, "num_format": "@"}),
    }
    rows = {
        PROMISES: [here.promise_cells(promise) for promise in here.promises.values()],
        DELIVERIES: [here.delivery_cells(delivery) for delivery in here.deliveries.values()],
    }
    for name, columns in SHEETS.items():
        sheet = book.add_worksheet(name)
        _fill(sheet, [column.code for column in columns], rows[name], looks=looks)
        _offer(sheet, columns, count=len(rows[name]))
    explained = book.add_worksheet(COLUMNS)
    _fill(explained, list(_HEAD), list(_explained()), looks=looks)
    book.close()
    return out.getvalue()


def _fill(
    sheet: Any, codes: list[str], rows: Iterable[Mapping[str, str]], *, looks: Mapping[str, Any]
) -> None:
    for place, code in enumerate(codes):
        sheet.set_column(place, place, WIDTHS.get(code, WIDTH), looks["plain"])
    for place, code in enumerate(codes):
        sheet.write_string(0, place, code, looks["head"])
    sheet.freeze_panes(1, 0)
    for number, cells in enumerate(rows, start=1):
        for place, code in enumerate(codes):
            if text := cells.get(code, ""):
                looks_like = "quoted" if text.startswith((*FORMULA_STARTS, "'")) else "plain"
                sheet.write_string(number, place, text, looks[looks_like])


def _offer(sheet: Any, columns: Iterable[Column], *, count: int) -> None:
    """Let spreadsheets offer the codes of a column where they are few."""
    for place, column in enumerate(columns):
        codes = list(column.choices()) if column.choices else []
        if codes and len(",".join(codes)) <= MOST_CHOICES:
            offer = {"validate": "list", "source": codes, "error_type": "warning"}
            sheet.data_validation(1, place, count + BEYOND, place, offer)


_HEAD = ("sheet", "column", "title", "about", "codes")


def _explained() -> Iterable[Mapping[str, str]]:
    """Say of each column what it is for, in the language of whoever asks."""
    for name, columns in SHEETS.items():
        for column in columns:
            codes = column.choices() if column.choices else {}
            only_read = _("Only to read: a file never changes it.") if column.only_read else ""
            yield {
                "sheet": name,
                "column": column.code,
                "title": str(column.title),
                "about": " ".join(filter(None, (str(column.about), only_read))),
                "codes": "\n".join(f"{code}: {label}" for code, label in codes.items()),
            }
