"""Rows of a table that name nobody."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from convene.core.watchlists import Query
from convene.corpus.watchlists.asked import asked, asked_of
from convene.corpus.watchlists.columns import columns


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
        ("1984", "a.csv: row 4: the name “1984” is a number, not text"),
        ("Quendor", "a.csv: row 5: the row has 2 cells, but the header 1"),
        ("#REF!", "a.csv: row 6: the name is an error of the spreadsheet, #REF!"),
    ]


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["Null", "Nan", "N/A", "TBC", "n.a.", "por definir", "inconnu"])
def test_what_people_write_for_no_name_is_asked_and_noted(tmp_path: Path, name: str):
    (question,) = asked(written(tmp_path / "a.csv", f"name,country\n{name},KE\n"))

    assert (question.query.name, question.fault) == (name, "")
    assert question.notes == (
        f"a.csv: row 2: “{name}” is what people write for no name; it was asked as it stands",
    )


@pytest.mark.parametrize("name", ["Nan Quill", "Missing Persons Fund", "1984", "True North"])
def test_a_name_that_holds_such_a_word_is_not_noted(tmp_path: Path, name: str):
    (question,) = asked(written(tmp_path / "a.csv", f"name\n{name}\n"))

    assert (question.query.name, question.notes) == (name, ())


def test_date_of_birth_nationality_and_numbers_are_asked_with_the_name(tmp_path: Path):
    (question,) = asked(
        written(
            tmp_path / "a.csv",
            "Name,Country,Nationality,Date of Birth,Passport No.,IMO number,identifier\n"
            "Wanda Quill,Kenya,Ugandan,13/03/1961,QQ 123456,IMO 9999999,KE-123456\n",
        )
    )

    assert question.query == Query(
        name="Wanda Quill",
        country="KE",
        nationality="UG",
        born="13/03/1961",
        identifier="KE-123456",
        numbers=("QQ 123456", "IMO 9999999"),
    )
    assert question.query.identifiers == ("KE-123456", "QQ 123456", "IMO 9999999")
    assert question.notes == ()


def test_what_is_not_known_of_a_row_is_left_out_and_said(tmp_path: Path):
    (question,) = asked(
        written(
            tmp_path / "a.csv",
            "name,country,nationality,dob,identifier,passport\n"
            "Wanda,Narnia,Ruritanian,31/02/1957,n/a,K 12\n",
        )
    )

    assert question.notes == (
        "a.csv: row 2: the country “Narnia” is not known and was left out",
        "a.csv: row 2: the nationality “Ruritanian” is not known and was left out",
        "a.csv: row 2: the date of birth “31/02/1957” is no day of the calendar: asked without it",
        "a.csv: row 2: the number “n/a” is what people write for none: asked without it",
        "a.csv: row 2: the number “K 12” is too short to tell anyone apart: asked without it",
    )
    assert question.query == Query(name="Wanda")


def test_a_day_that_may_be_a_month_is_asked_as_either_and_said():
    question = asked_of("Wanda", born="02/03/1961")

    assert question.query.born == "02/03/1961"
    assert question.notes == (
        "the date of birth “02/03/1961” may be 1961-02-03 or 1961-03-02: asked as either",
    )


def test_signs_that_nobody_sees_are_named_and_left_out_of_a_name(tmp_path: Path):
    (question,) = asked(written(tmp_path / "a.csv", "name\n\u202eWanda\u200b Quill\n"))
    alone = asked_of("\u202eWanda\u200b Quill")
    note = (
        "the name “Wanda Quill” holds signs that nobody sees (U+202E, U+200B): asked without them"
    )

    assert {question.query.name, alone.query.name} == {"Wanda Quill"}
    assert (question.notes, alone.notes) == ((f"a.csv: row 2: {note}",), (note,))


def test_a_column_that_is_not_used_is_named_once(tmp_path: Path):
    rows = asked(written(tmp_path / "a.csv", "name,phone,,Contact\nWanda,1,2,x\nOrlan,,,\n"))

    assert [row.notes for row in rows] == [
        ("a.csv: not used: the columns “phone”, “contact”",),
        (),
    ]


@pytest.mark.parametrize(
    ("title", "what"),
    [
        ("DOB", "born"),
        ("date_of_birth", "born"),
        ("D.O.B.", "born"),
        ("Citizenship", "nationality"),
        ("schema", "type"),
        ("País", "country"),
        ("Passport No.", "number"),
        ("passport_number", "number"),
        ("Registration number", "number"),
        ("IMO", "number"),
        ("Tax ID", "number"),
        ("Número de pasaporte", "number"),
        ("Company", ""),
        ("Notes", ""),
        ("Phone number", ""),
    ],
)
def test_columns_are_known_by_the_titles_that_people_write(title: str, what: str):
    found = columns(["name", title.casefold()])
    facts = {column: fact for fact, those in found.facts.items() for column in those}

    assert facts.get(title.casefold(), "number" if found.numbers else "") == what
    assert bool(found.unused) == (not what)


def test_every_sheet_with_names_is_asked_and_another_one_is_named(tmp_path: Path):
    book = openpyxl.Workbook()
    book.worksheets[0].append(["How to use this workbook"])
    for title, name in (("People", "Wanda Quill"), ("More", "Orlan Brimfeld")):
        book.create_sheet(title).append(["name"])
        book[title].append([name])
    book["More"].append([1.5])
    book.save(tmp_path / "a.xlsx")

    rows = list(asked(tmp_path / "a.xlsx"))

    assert [row.query.name for row in rows] == ["Wanda Quill", "Orlan Brimfeld", "1.5"]
    assert rows[2].fault == "a.xlsx: sheet “More”, row 3: the name “1.5” is a number, not text"
    assert "the sheet “Sheet”" in rows[2].notes[0]


def test_a_name_whose_letters_were_read_wrongly_is_noted(tmp_path: Path):
    (question,) = asked(written(tmp_path / "a.csv", "name\nCafÃ© Quill\n"))

    assert question.notes == (
        "a.csv: row 2: the name “CafÃ© Quill” seems to be “Café Quill”, read wrongly",
    )


def test_a_ships_number_within_its_name_is_asked_too(tmp_path: Path):
    (question,) = asked(
        written(tmp_path / "a.csv", 'name,type\n"QUENDOR STAR (IMO 9999999)",Vessel\n')
    )

    assert (question.query.numbers, question.query.schema) == (("9999999",), "unknown")
    assert question.notes == ()


@pytest.mark.parametrize(
    "error",
    [
        "#¡REF!",
        "#NOM?",
        "#ДЕЛ/0!",
        "#BEZUG!",
        "#NV",
        "#ИМЯ?",
        "#VALOR!",
        "#N/D",
        "#Н/Д",
        "#ref!",
        "#SPILL!",
        "Err:502",
        "#¿NOMBRE?",
    ],
)
def test_what_a_failed_formula_leaves_is_no_name_in_any_language(tmp_path: Path, error: str):
    (question,) = asked(written(tmp_path / "a.csv", f"name\n{error}\n"))

    assert question.fault == f"a.csv: row 2: the name is an error of the spreadsheet, {error}"


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("2024-01-01", "a day or a time"),
        ("01/02/2024", "a day or a time"),
        ("1.2.2024", "a day or a time"),
        ("2024-01-01 10:30", "a day or a time"),
        ("44197", "a number"),
        ('"1,234.5"', "a number"),
        ("WAHR", "TRUE or FALSE"),
        ("FAUX", "TRUE or FALSE"),
        ("ЛОЖЬ", "TRUE or FALSE"),
    ],
)
def test_what_is_no_text_to_a_workbook_is_none_in_text_either(tmp_path: Path, name: str, what: str):
    (question,) = asked(written(tmp_path / "a.csv", f"name\n{name}\n"))

    plain = name.strip('"')
    assert question.fault == f"a.csv: row 2: the name “{plain}” is {what}, not text"


@pytest.mark.parametrize(
    "name", ["#MeToo", "#Quendor Ltd!", "Wahr", "1+1", "3M", "Errol", "7-11", "@Home Ltd", "+Plus"]
)
def test_names_that_look_like_them_are_asked(name: str):
    question = asked_of(name)

    assert (question.query.name, question.fault, question.notes) == (name, "", ())


@pytest.mark.parametrize(
    "name",
    ["XXXX", "noch offen", "N.N.", "por confirmar", "=A1", "+1+1", "@SUM(1)", "-2*3", "+cmd|x"],
)
def test_what_stands_for_a_name_to_come_is_asked_and_noted(name: str):
    question = asked_of(name)

    assert (question.query.name, question.fault) == (name, "")
    assert question.notes[0].endswith("it was asked as it stands")


def test_cells_of_a_tsv_file_are_parted_by_tabs_only(tmp_path: Path):
    rows = asked(written(tmp_path / "a.tsv", "name\tcountry\nQuendor, Ltd; Co\tKE\n"))

    assert [(row.query.name, row.query.country) for row in rows] == [("Quendor, Ltd; Co", "KE")]
