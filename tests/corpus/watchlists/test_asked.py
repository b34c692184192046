"""Rows of a table that name nobody."""

from datetime import date
from pathlib import Path

import openpyxl

from convene.corpus.watchlists.asked import asked


def test_errors_numbers_days_and_truths_in_a_column_of_names_are_rows_at_fault(tmp_path: Path):
    book = openpyxl.Workbook()
    for value in ("name", "#N/A", True, 1.5, date(2024, 1, 2), "Nan Quill"):
        book.worksheets[0].append([value])
    book.save(tmp_path / "a.xlsx")

    assert [question.fault for question in asked(tmp_path / "a.xlsx")] == [
        "a.xlsx: row 2: the name is an error of the spreadsheet, #N/A",
        "a.xlsx: row 3: the name “True” is TRUE or FALSE, not text",
        "a.xlsx: row 4: the name “1.5” is a number, not text",
        "a.xlsx: row 5: the name “2024-01-02” is a day or a time, not text",
        "",
    ]


def test_what_is_text_is_asked_as_it_stands_and_a_row_that_is_too_wide_is_at_fault(tmp_path: Path):
    (tmp_path / "a.csv").write_text("name\nNull\nN/A\n1984\nQuendor, Foods Ltd\n#REF!\n")

    assert [(question.query.name, question.fault) for question in asked(tmp_path / "a.csv")] == [
        ("Null", ""),
        ("N/A", ""),
        ("1984", ""),
        ("Quendor", "a.csv: row 5: the row has 2 cells, but the header 1"),
        ("#REF!", "a.csv: row 6: the name is an error of the spreadsheet, #REF!"),
    ]
