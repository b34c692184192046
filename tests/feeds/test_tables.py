"""Tables that people send: what is read, what is refused, and with which words."""

import zipfile
from datetime import date, time
from decimal import Decimal

import openpyxl
import pytest

from convene.feeds import FeedError
from convene.feeds.tables import records, rows
from convene.feeds.writing import safe_cell, write_xlsx


def names(path):
    return [record.values["name"] for record in records(path, required=("name",))]


def refusal(path) -> str:
    with pytest.raises(FeedError) as refused:
        names(path)
    return str(refused.value)


def workbook(path, *lines):
    book = openpyxl.Workbook()
    for line in lines:
        book.worksheets[0].append(line)
    book.save(path)
    return path


@pytest.mark.parametrize(
    "content",
    [
        b"name,country\r\nZorblax,PY\r\n",
        b"\xef\xbb\xbfname,country\nZorblax,PY",
        b"Name;Country\nZorblax;PY\n",
        b"name\tcountry\nZorblax\tPY\n",
        b"name\n\nZorblax\n\n",
    ],
)
def test_csv_as_spreadsheets_write_it_is_read(tmp_path, content):
    (tmp_path / "a.csv").write_bytes(content)

    assert names(tmp_path / "a.csv") == ["Zorblax"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "a.csv: the file is empty"),
        (b"\x00\x01\x02", "a.csv: this is a binary file, not CSV"),
        (b"PK\x03\x04zip", "a.csv: this is a binary file, not CSV"),
        ("name\nx".encode("utf-16"), "a.csv: this is UTF-16 text; save the file as “CSV UTF-8”"),
        (
            b"name\nCaf\xe9\n",
            "a.csv: row 1 or shortly after is not UTF-8 text; save the file as “CSV UTF-8”",
        ),
        (b"<html><body>404</body></html>", "a.csv: this is a web page or XML, not CSV"),
        (
            b"title,country\nx,PY\n",
            "a.csv: there is no column “name”; found title, country (row 1, of 2 looked at)",
        ),
        (b"name,name\nx,y\n", "a.csv: the column “name” stands twice"),
        (
            b'name\nfine\n"never closed\n',
            "a.csv: row 3: a quoted cell is never closed, so the file may be truncated",
        ),
    ],
)
def test_a_csv_that_is_not_one_is_refused_in_a_sentence(tmp_path, content, sentence):
    (tmp_path / "a.csv").write_bytes(content)

    assert refusal(tmp_path / "a.csv") == sentence


@pytest.mark.parametrize("quote", ["", '"'])
def test_ten_megabytes_in_one_cell_are_refused(tmp_path, quote):
    (tmp_path / "a.csv").write_text(f"name\nfine\n{quote}{'x' * 10_000_000}{quote}\n")

    assert "a cell is longer than 100,000 characters" in refusal(tmp_path / "a.csv")


def test_a_workbook_is_read_with_its_dates_and_numbers(tmp_path):
    file = workbook(tmp_path / "a.xlsx", ["name", "id"], ["Zorblax", 41.0])

    assert [record.values for record in records(file, required=("name",))] == [
        {"name": "Zorblax", "id": "41"}
    ]


def test_a_formula_without_a_value_is_told_from_an_empty_cell(tmp_path):
    file = workbook(
        tmp_path / "a.xlsx", ["name", "id"], ['=HYPERLINK("http://x.invalid","Zorblax")', "7"]
    )

    (record,) = records(file, required=("name",))

    assert record.values["name"] == ""
    assert record.formulas == {"name": 'A2 (=HYPERLINK("http://x.invalid","Zorblax"))'}


def test_a_zip_bomb_is_refused_without_being_unpacked(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 50_000_000)

    assert "unpacks to far more than it holds" in refusal(tmp_path / "a.xlsx")


def test_a_workbook_that_declares_entities_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("[Content_Types].xml", '<!DOCTYPE x [<!ENTITY a "b">]><Types/>')

    assert "declares entities" in refusal(tmp_path / "a.xlsx")


@pytest.mark.parametrize("content", [b"not a zip", b"PK\x03\x04 cut short"])
def test_a_workbook_that_is_not_whole_is_refused(tmp_path, content):
    (tmp_path / "a.xlsx").write_bytes(content)

    assert refusal(tmp_path / "a.xlsx") == "a.xlsx: this is not a whole workbook"


def test_a_workbook_cut_short_is_refused(tmp_path):
    whole = workbook(tmp_path / "a.xlsx", ["name"], *(["Zorblax"] for _ in range(500))).read_bytes()
    (tmp_path / "a.xlsx").write_bytes(whole[: len(whole) // 2])

    assert refusal(tmp_path / "a.xlsx") == "a.xlsx: this is not a whole workbook"


def test_a_decimal_is_a_number_unless_a_spreadsheet_would_round_it(tmp_path):
    lines = [(Decimal("12345678901.2345"),), (Decimal("123456789012.3451"),), (Decimal("1E+2"),)]
    write_xlsx(tmp_path / "a.xlsx", header=("amount",), lines=lines)

    _head, *cells = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0].values
    assert cells == [(12345678901.2345,), ("123456789012.3451",), (100,)]


def test_no_cell_that_is_written_is_a_formula(tmp_path):
    write_xlsx(
        tmp_path / "a.xlsx",
        header=("name",),
        lines=[("=1+1",), ("@SUM(A1)",), ("http://x.invalid",)],
    )
    cells = [
        cell
        for (cell,) in openpyxl.load_workbook(tmp_path / "a.xlsx")
        .worksheets[0]
        .iter_rows(min_row=2)
    ]

    assert [(cell.data_type, cell.value) for cell in cells] == [
        ("s", "=1+1"),
        ("s", "@SUM(A1)"),
        ("s", "http://x.invalid"),
    ]
    assert [safe_cell(text) for text in ("=1+1", "-2", "+3", "@x", "Zorblax")] == [
        "'=1+1",
        "'-2",
        "'+3",
        "'@x",
        "Zorblax",
    ]


def test_rows_are_counted_as_a_spreadsheet_counts(tmp_path):
    (tmp_path / "a.csv").write_text('name\n"two\nlines"\nlast\n')

    assert [row.number for row in rows(tmp_path / "a.csv")] == [1, 2, 3]


@pytest.mark.parametrize(
    "content",
    [
        "\n\nname,country\nZorblax,PY\n",
        "sep=;\r\nname;country\r\nZorblax;PY\r\n",
        "\ufeffsep=,\nname,country\nZorblax,PY\n",
        '"sep=|"\nname|country\nZorblax|PY\n',
        "Partners of 2026, and more\n\nname;country\nZorblax;PY\n",
        "Partners\nas of 1 May; final\nname\tcountry\nZorblax\tPY\n",
    ],
)
def test_the_header_is_found_below_titles_blank_lines_and_sep_lines(tmp_path, content):
    (tmp_path / "a.csv").write_text(content, encoding="utf-8", newline="")
    (record,) = records(tmp_path / "a.csv", required=("name", "country"))

    assert record.values == {"name": "Zorblax", "country": "PY"}
    assert record.number == content.count("\n")


def sheets_of(path, **sheets):
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, lines in sheets.items():
        sheet = book.create_sheet(title.replace("_", " "))
        for line in lines:
            sheet.append(line)
    book.save(path)
    return path


def test_the_sheet_with_the_header_is_found_behind_cover_sheets_and_below_merged_titles(tmp_path):
    cover = [["Instructions: fill in the second sheet"]]
    table = [["Partner list"], [], ["name", "country"], ["Zorblax", "PY"]]
    path = sheets_of(tmp_path / "a.xlsx", READ_ME=cover, Empty=[], Partners=table)

    assert [
        (record.number, record.values["name"]) for record in records(path, required=("name",))
    ] == [(4, "Zorblax")]


def test_where_no_header_is_found_the_sheets_and_rows_looked_at_are_named(tmp_path):
    path = sheets_of(tmp_path / "a.xlsx", Cover=[["Hello"]], Data=[["x"], ["title", "place"]])
    (tmp_path / "b.csv").write_text("\n\n \n")

    assert refusal(path) == (
        "a.xlsx: there is no column “name” in the sheet “Cover”; found Hello (row 1, of 1 looked at); "
        "there is no column “name” in the sheet “Data”; found title, place (row 2, of 2 looked at)"
    )
    assert refusal(tmp_path / "b.csv") == "b.csv: the file holds no row that is not blank"


def test_a_row_with_more_filled_cells_than_the_header_is_a_fault_with_both_counts(tmp_path):
    (tmp_path / "a.csv").write_text("name,country\nQuendor, Foods,PY\nZorblax,PY,,\n,,x\n")

    assert [record.fault for record in records(tmp_path / "a.csv", required=("name",))] == [
        "the row has 3 cells, but the header 2",
        "",
        "the row has 3 cells, but the header 2",
    ]


def test_cells_of_a_workbook_that_are_no_text_say_what_they_are(tmp_path):
    values = (True, 12345, 1.5, date(2024, 1, 2), time(1, 2), "12345", "_x0041_b_x000D_c")
    path = workbook(tmp_path / "a.xlsx", ["name"], *([value] for value in values))
    read = list(records(path, required=("name",)))

    assert [record.odd.get("name", "") for record in read] == [
        "TRUE or FALSE",
        "a number",
        "a number",
        "a day or a time",
        "a day or a time",
        "",
        "",
    ]
    assert read[-1].values["name"] == "Ab c"


def sheet_with(path, *rows):
    """A workbook whose sheet says of each row which it is: (number, text)."""
    workbook(path, ["name"])
    with zipfile.ZipFile(path) as before:
        parts = {name: before.read(name) for name in before.namelist()}
    lines = "".join(
        f'<row r="{number}"><c r="A{number}" t="inlineStr"><is><t>{text}</t></is></c></row>'
        for number, text in rows
    )
    parts["xl/worksheets/sheet1.xml"] = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{lines}</sheetData></worksheet>"
    ).encode()
    with zipfile.ZipFile(path, "w") as after:
        for name, part in parts.items():
            after.writestr(name, part)
    return path


def test_no_rows_are_made_up_between_two_that_lie_far_apart(tmp_path):
    far = sheet_with(tmp_path / "far.xlsx", (1, "name"), (3, "Zorblax"), (1_048_576, ""))
    assert [(row.number, row.cells) for row in rows(far)] == [(1, ("name",)), (3, ("Zorblax",))]

    far = sheet_with(tmp_path / "far.xlsx", (1, "name"), (1_048_576, "Zorblax"))
    assert [row.number for row in rows(far)] == [1, 1_048_576]


def test_a_row_that_no_sheet_has_is_refused(tmp_path):
    far = sheet_with(tmp_path / "far.xlsx", (1, "name"), (10**12, "Zorblax"))
    assert refusal(far) == "far.xlsx: a sheet holds no more than 1,048,576 rows"
