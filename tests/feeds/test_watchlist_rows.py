"""Lists that are tables: periods, every sheet, encodings, days, and rows that name nobody."""

from pathlib import Path

import openpyxl
import pytest

from convene.feeds import FeedError, watchlists
from convene.feeds.mojibake import broken
from convene.feeds.watchlists.numbers import numbers
from convene.feeds.watchlists.periods import last_day
from tests.corpus.watchlists import lists

BANK = ("Firm Name", "Address", "Nationality", "Ineligible From", "Ineligible Until")
EBRD = (*BANK, "Originating Institution", "Prohibited Practice")
IDB = ("Title", "Entity", "Nationality", "Country", "From", "To", "Grounds", "Source")
AUSTRALIA = (
    "Reference",
    "Name of Individual or Entity",
    "Type",
    "Name Type",
    "Alias Strength",
    "IMO Number",
    "Additional Information",
)


class Told:
    """What a reader told, beside the entries it found."""

    def __init__(self, file: Path, *, form: str) -> None:
        self.asides: list[str] = []
        self.notes: list[str] = []
        telling = watchlists.Telling(aside=self.asides.append, note=self.notes.append)
        self.entries = list(watchlists.read([file], form=form, list=form, telling=telling))


def table(path: Path, *rows: tuple[str, ...], encoding: str = "utf-8") -> Path:
    lines = [",".join(f'"{cell}"' for cell in row) for row in rows]
    path.write_bytes(("\n".join(lines) + "\n").encode(encoding))
    return path


def workbook(path: Path, **sheets: list[tuple[object, ...]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        sheet.sheet_state = "hidden" if title.startswith("hidden") else "visible"
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-05-31T12:00:59Z", "2025-05-31"),
        ("2027-08-09", "2027-08-09"),
        ("Jan 12, 2027", "2027-01-12"),
        ("12 January 2027", "2027-01-12"),
        ("09-AUG-2027", "2027-08-09"),
        ("31/12/2026", "2026-12-31"),
        ("12/31/2026", "2026-12-31"),
        ("07/01/2025", "2025-07-01"),
        ("2026", "2026-12-31"),
        ("2999-12-31", ""),
        ("31-Dec-2999", ""),
        ("Ongoing", ""),
        ("Permanent", ""),
        ("indefinite", ""),
        ("", ""),
        ("until paid", None),
        ("31 Smarch 2026", None),
    ],
)
def test_the_end_of_a_period_is_read_and_of_two_readings_the_later_one_holds(text, day):
    assert last_day(text) == day


def test_entries_of_banks_have_the_last_day_of_their_period(tmp_path):
    ebrd = table(
        tmp_path / "e.csv",
        EBRD,
        ("Zorb A", "", "Kenya", "2020-01-01T12:00:59Z", "2024-05-31T12:00:59Z", "EBRD", "Fraud"),
        ("Zorb B", "", "Kenya", "", "Ongoing", "EBRD", "Fraud"),
        ("Zorb C", "", "Kenya", "", "some day", "EBRD", "Fraud"),
    )
    idb = table(
        tmp_path / "i.csv",
        IDB,
        ("Zorb D", "Firm", "Kenya", "Kenya", "Jul 03, 2020", "Jan 12, 2024", "Fraud", "IDB"),
    )
    bank = workbook(
        tmp_path / "w.xlsx",
        one=[
            ("Firm Name", "", "Address", "Country", "Ineligibility Period", None, "Grounds"),
            (None, None, None, None, "From Date", "To Date", None),
            ("Zorb E", None, None, "Kenya", "2020-01-01", "2024-08-09", "Fraud"),
        ],
    )

    told = Told(ebrd, form="ebrd")

    assert [entry.until for entry in told.entries] == ["2024-05-31", "", ""]
    assert told.notes == [
        "e.csv: row 4: the end of the period, “some day”, cannot be read as a day"
    ]
    assert [entry.until for entry in Told(idb, form="idb").entries] == ["2024-01-12"]
    assert [entry.until for entry in Told(bank, form="worldbank").entries] == ["2024-08-09"]


def test_a_letter_of_reprimand_and_a_remark_below_the_table_debar_nobody(tmp_path):
    header = (*IDB, "IDB Sanction Type")
    firm = ("Firm", "Kenya", "Kenya", "Jul 03, 2020", "Ongoing", "Fraud", "IDB")
    idb = table(
        tmp_path / "i.csv",
        header,
        ("Zorb D", *firm, "Letter of reprimand"),
        ("Zorb E", *firm, "Debarment"),
        ("Applied filters: none", *[""] * 8),
    )

    told = Told(idb, form="idb")

    assert [(entry.name, entry.kind) for entry in told.entries] == [
        ("Zorb D", "other"),
        ("Zorb E", "debarment"),
    ]
    assert told.asides == [
        "i.csv: row 4: a remark and no entry: “Applied filters: none”",
    ]


def test_every_sheet_with_the_header_is_read_and_another_one_is_named(tmp_path):
    book = workbook(
        tmp_path / "a.xlsx",
        cover=[("About this list",)],
        people=[AUSTRALIA, (1, "Wanda Quill", "Individual", "Primary Name")],
        ships=[AUSTRALIA, (2, "QUENDOR STAR", "Vessel", "Primary Name", None, 9999999)],
        hidden=[AUSTRALIA, (3, "Quill Ltd", "Entity", "Primary Name"), ("", "Quill Two")],
    )

    told = Told(book, form="australia")

    assert [(entry.id, entry.name) for entry in told.entries] == [
        ("1", "Wanda Quill"),
        ("2", "QUENDOR STAR"),
        ("3", "Quill Ltd"),
    ]
    assert told.asides == ["a.xlsx: sheet “hidden”, row 3: no reference number"]
    (note,) = told.notes
    assert note == (
        "a.xlsx: there is no column “reference” in the sheet “cover”; found About this list"
        " (row 1, of 1 looked at); what it holds was not read"
    )


def test_australia_says_how_strong_a_name_is_and_what_is_a_ship(tmp_path):
    book = workbook(
        tmp_path / "a.xlsx",
        list=[
            AUSTRALIA,
            (101, "Zorblan Quendori", "Individual", "Primary Name", None, None, None),
            ("101a", "Zob", "Individual", "Alias", "Weak", None, None),
            ("101b", "Zorblan_x000D_ the Tall", "Individual", "Alias", "Strong", None, None),
            (103, "ZELTANIA STAR", "Vessel", "Primary Name", None, "IMO 9999999", None),
            (
                "105(a)",
                "Petrokan Lumidar",
                "Individual",
                "Primary Name",
                None,
                None,
                "Passport no: A1234567.",
            ),
        ],
    )

    person, ship, third = Told(book, form="australia").entries

    assert [(alias.text, alias.quality) for alias in person.aliases] == [
        ("Zob", "weak"),
        ("Zorblan the Tall", "strong"),
    ]
    assert (ship.schema, ship.topics, ship.identifiers) == (
        "unknown",
        ("vessel",),
        (("IMO", "9999999"),),
    )
    assert (third.id, third.identifiers) == ("105", (("Passport", "A1234567"),))


def test_a_reference_used_for_a_second_person_makes_two_entries(tmp_path):
    book = workbook(
        tmp_path / "a.xlsx",
        list=[
            AUSTRALIA,
            (7, "Wanda Quill", "Individual", "Primary Name"),
            ("7a", "Wandy", "Individual", "aka"),
            (7, "Orlan Brimfeld", "Individual", "Primary Name"),
            ("7b", "Orly", "Individual", "aka"),
        ],
    )

    entries = Told(book, form="australia").entries

    assert [(entry.id, entry.name, entry.aliases[0].text) for entry in entries] == [
        ("7", "Wanda Quill", "Wandy"),
        ("7", "Orlan Brimfeld", "Orly"),
    ]


def test_ofac_says_of_a_ship_its_flag_owner_and_type(tmp_path):
    row = '5,"QUENDOR STAR",vessel,"FICTION",-0- ,ABCD1,Tanker,1000,500,Panama,"QUENDOR LINES",'
    (tmp_path / "sdn.csv").write_text(row + '"Vessel Registration Identification IMO 9999999."\n')

    (ship,) = Told(tmp_path / "sdn.csv", form="ofac").entries

    assert ship.countries == ("PA",)
    assert ship.facts == (
        ("call sign", "ABCD1"),
        ("type", "Tanker"),
        ("flag", "Panama"),
        ("owner", "QUENDOR LINES"),
    )
    assert ship.identifiers == (("Vessel Registration Identification IMO", "9999999"),)


@pytest.mark.parametrize(
    ("remarks", "found"),
    [
        ("DOB 1961; Passport QQ123456 (Paraguay).", [("Passport", "QQ123456")]),
        ("Tax ID No. 80012345-6 (Paraguay).", [("Tax ID No", "80012345-6")]),
        ("alt. Diplomatic Passport D-1234.", [("Diplomatic Passport", "D-1234")]),
        ("C.U.R.P. QUFO610302HDF (Mexico)", [("C.U.R.P", "QUFO610302HDF")]),
        ("Folio Mercantil No. 12345 (Panama)", [("Folio Mercantil No", "12345")]),
        ("Identification Number IMO 5001234", [("Identification Number IMO", "5001234")]),
        ("UK Company Number 01234567", [("UK Company Number", "01234567")]),
        ("Phone Number 8613314257947", []),
        ("Executive Order 13846 information", []),
        ("Organization Established Date 01 Jan 1999", []),
    ],
)
def test_ofac_finds_numbers_of_passports_and_registers_in_remarks(tmp_path, remarks, found):
    row = f'5,"QUENDOR LTD",-0- ,"FICTION",{"-0- ," * 7}"{remarks}"\n'
    (tmp_path / "sdn.csv").write_text(row)

    (entry,) = Told(tmp_path / "sdn.csv", form="ofac").entries

    assert list(entry.identifiers) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Passport no: A1234567, issued in 1993", [("Passport", "A1234567")]),
        ("Afghan passport number TR024417; title: Mullah", [("Passport", "TR024417")]),
        (
            "National identification no: a) Iraq number 12345678",
            [("National identification", "12345678")],
        ),
        ("Company IMO number: 1790183", [("IMO", "1790183")]),
        ("Registration ID: 1027800000084 (Russia)", [("Registration id", "1027800000084")]),
        ("He has a passport issued in 1993.", []),
        ("A company of many.", []),
    ],
)
def test_numbers_are_found_where_a_sentence_names_them(text, found):
    assert list(numbers(text)) == found


def test_a_row_wider_than_the_header_is_at_fault_in_every_list(tmp_path):
    wide = ("Zorb", "", "Kenya", "", "Ongoing", "EBRD", "Fraud", "more")
    idb = ("Zorb", "Firm", "Kenya", "Kenya", "", "", "Fraud", "IDB", "", "more")

    assert Told(table(tmp_path / "e.csv", EBRD, wide), form="ebrd").asides == [
        "e.csv: row 2: the row has 8 cells, but the header 7"
    ]
    assert Told(table(tmp_path / "i.csv", IDB, idb), form="idb").asides == [
        "i.csv: row 2: the row has 10 cells, but the header 8"
    ]
    assert Told(
        table(tmp_path / "w.csv", ("Firm Name", "Country"), ("Zorb, Ltd", "Kenya", "x")),
        form="worldbank",
    ).asides == ["w.csv: row 2: the row has 3 cells, but the header 2"]
    assert Told(
        table(tmp_path / "a.csv", AUSTRALIA, ("1", "Zorb", *[""] * 6, "x")), form="australia"
    ).asides == ["a.csv: row 2: the row has 9 cells, but the header 7"]


def test_an_error_of_the_spreadsheet_is_no_name(tmp_path):
    told = Told(table(tmp_path / "w.csv", ("Firm Name",), ("#N/A",), ("Zorb",)), form="worldbank")

    assert [entry.name for entry in told.entries] == ["Zorb"]
    assert told.asides == ["w.csv: row 2: the name is an error of the spreadsheet, #N/A"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize(
    ("form", "header", "row"),
    [
        ("ebrd", EBRD, ("Café Ñandú", "", "Kenya", "", "Ongoing", "EBRD", "Fraud")),
        ("idb", IDB, ("Café Ñandú", "Firm", "Kenya", "", "", "", "Fraud", "IDB")),
        ("worldbank", ("Firm Name", "Country"), ("Café Ñandú", "Kenya")),
        ("australia", AUSTRALIA[:4], ("1", "Café Ñandú", "Entity", "Primary Name")),
    ],
)
def test_lists_are_read_as_utf_8_or_else_as_their_publisher_writes(
    tmp_path, form, header, row, encoding
):
    (entry,) = Told(table(tmp_path / "a.csv", header, row, encoding=encoding), form=form).entries

    assert entry.name == "Café Ñandú"


def test_a_list_of_ones_own_is_refused_where_nobody_knows_its_encoding(tmp_path):
    with pytest.raises(FeedError, match="is not UTF-8 text"):
        Told(
            table(tmp_path / "a.csv", ("id", "name"), ("1", "Café"), encoding="cp1252"), form="csv"
        )


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("CafÃ© Ã‘andÃº", "the name “CafÃ© Ã‘andÃº” seems to be “Café Ñandú”, read wrongly"),
        ("Ð—Ð¾Ñ€Ð±", "the name “Ð—Ð¾Ñ€Ð±” seems to be “Зорб”, read wrongly"),
        (
            "Caf\N{REPLACEMENT CHARACTER}",
            "the name “Caf\N{REPLACEMENT CHARACTER}” has lost letters",
        ),
        ("Café Ñandú", ""),
        ("Зорблан Квендори", ""),
        ("Ümit Ð. Åß", ""),
        ("Zorb", ""),
    ],
)
def test_a_name_whose_letters_were_read_wrongly_is_noticed(name, sentence):
    assert broken(name) == sentence


def test_a_list_with_such_a_name_is_read_and_says_so(tmp_path):
    told = Told(table(tmp_path / "w.csv", ("Firm Name",), ("CafÃ© Zorb",)), form="worldbank")

    assert [entry.name for entry in told.entries] == ["CafÃ© Zorb"]
    assert "seems to be “Café Zorb”, read wrongly" in told.notes[0]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Downloaded on: 2025-01-07 10:37", "2025-01-07"),
        ("Downloaded on: 31/01/2025 10:37", "2025-01-31"),
        ("Downloaded on: 01/31/2025 10:37", "2025-01-31"),
        ("Downloaded on: 07/01/2025 10:37", ""),
        ("Downloaded on: 07/07/2025", "2025-07-07"),
        ("Updated 3 March 2025", "2025-03-03"),
        ("As of March 3, 2025", "2025-03-03"),
        ("A list", ""),
    ],
)
def test_a_table_is_dated_by_what_stands_above_its_header_unless_that_could_mean_two(
    tmp_path, line, day
):
    book = workbook(tmp_path / "w.xlsx", list=[(line,), ("Firm Name", "Country"), ("Zorb", "")])

    assert watchlists.dated([book], form="worldbank") == day


@lists.needs_shared
@pytest.mark.parametrize(
    ("form", "file", "over"),
    [
        ("ebrd", "european_bank_for_reconstruction_and_development_ineligible_firms.csv", 466),
        ("worldbank", "world_bank_listing_of_ineligible_firms_and_individuals.xlsx", 231),
    ],
)
def test_the_periods_that_have_ended_on_the_real_lists(form, file, over):
    told = Told(lists.SHARED / "sanctions/debarment" / file, form=form)

    assert sum("" < entry.until < "2026-12-01" for entry in told.entries) == over
    assert told.notes == []
