"""Tables out: cells written so that no program takes them for formulas."""

import io
from collections.abc import Iterable, Sequence
from pathlib import Path

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(value: str) -> str:
    """Return text for a CSV cell that no spreadsheet takes for a formula."""
    return f"'{value}" if value.startswith(FORMULA_STARTS) else value


def write_xlsx(
    out: Path | io.BytesIO, *, header: Sequence[str], lines: Iterable[Sequence[str | float | None]]
) -> None:
    """Write a workbook of one sheet; text stays text, whatever it starts with. Raises OSError when
    the disk refuses it.
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
            if isinstance(value, float):
                sheet.write_number(number, column, value)
            elif value is not None:
                sheet.write_string(number, column, value[:32_000])
    try:
        book.close()
    except xlsxwriter.exceptions.FileCreateError as error:
        raise error.args[0] from error  # the library wraps what the disk said
