"""Tables out: cells written so that no program takes them for formulas."""

import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
KEPT = 15
"""Digits of a number that spreadsheets keep."""
Cell = str | float | Decimal | None


def safe_cell(value: str) -> str:
    """Return text for a CSV cell that no spreadsheet takes for a formula."""
    return f"'{value}" if value.startswith(FORMULA_STARTS) else value


def write_xlsx(
    out: Path | io.BytesIO, *, header: Sequence[str], lines: Iterable[Sequence[Cell]]
) -> None:
    """Write a workbook of one sheet; text stays text, whatever it starts with, and a decimal that
    spreadsheets would round becomes text. Raises OSError when the disk refuses it.
    """
    import xlsxwriter  # type: ignore[import-untyped]  # local: slow to load

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
            shown = _exact(value) if isinstance(value, Decimal) else value
            if isinstance(shown, float):
                sheet.write_number(number, column, shown)
            elif shown is not None:
                sheet.write_string(number, column, shown[:32_000])
    try:
        book.close()
    except xlsxwriter.exceptions.FileCreateError as error:
        raise error.args[0] from error  # the library wraps what the disk said


def _exact(value: Decimal) -> str | float:
    """Return a decimal as a number where spreadsheets keep all of its digits, else as text."""
    is_kept = len(value.normalize().as_tuple().digits) <= KEPT
    return float(value) if is_kept else f"{value.normalize():f}"
