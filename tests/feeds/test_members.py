"""Lists of members. Every list and member here is made up."""

import csv
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]  # it ships no types
from hypothesis import given
from hypothesis import strategies as st

from convene.core.records import STANDINGS, Activity, SetAside
from convene.feeds import FeedError, records
from convene.feeds.members.layouts import COLUMNS, others
from convene.feeds.members.read import PERSON, question, read
from convene.feeds.members.words import standing, type_of
from convene.feeds.writing import write_xlsx

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "load-a-members-list.md"
HEADER = "name,country,kind,sector,since,status,number,source"
BLUE = "Blue Hill Ltd,Angola,Empresa,mining; roads,2015-05,Active,GB-COH-01234567,https://x.example"


def all_of(folder: Path, *rows: str) -> tuple[list[Activity], list[SetAside]]:
    aside: list[SetAside] = []
    file = folder / "members.csv"
    file.write_text("\n".join((HEADER, *rows)), encoding="utf-8")
    return list(read(file, aside=aside.append)), aside


def test_a_row_is_a_member_with_all_that_the_list_says_of_it(tmp_path: Path):
    (member,), aside = all_of(tmp_path, BLUE)

    assert aside == []
    assert (member.kind, member.identifier, member.record, member.url) == (
        "membership",
        "",
        2,
        "https://x.example",
    )
    assert (member.status, member.start, [text.text for text in member.descriptions]) == (
        "member",
        date(2015, 5, 1),
        ["Active"],
    )
    assert ([place.country for place in member.places], [row.name for row in member.sectors]) == (
        ["AO"],
        ["mining", "roads"],
    )
    assert [(m.name, m.role, m.type, m.country, m.scheme) for m in member.mentions] == [
        ("Blue Hill Ltd", "member", "70", "AO", "GB-COH")
    ]


def test_who_stands_on_a_list_unmarked_is_a_member_and_a_name_is_enough(tmp_path: Path):
    (member,), aside = all_of(tmp_path, "Blue Hill Ltd,,,,,,,")

    assert (member.status, member.start, member.places, member.notes, aside) == (
        "member",
        None,
        (),
        (),
        [],
    )


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("ACTIVE", "member"),
        ("al  día", "member"),
        ("adhérent", "member"),
        ("Suspended", "suspended"),
        ("Withdrawn", "lapsed"),
        ("démissionnaire", "lapsed"),
        ("Expelled", "expelled"),
        ("Non-Communicating", ""),
        ("Delisted", ""),
        ("Terminated", ""),
        ("Expulsada", "expelled"),
        ("not active", ""),
        ("orbiting", ""),
    ],
)
def test_words_of_lists_say_how_a_member_stands(word: str, code: str):
    assert standing(word) == code


def test_a_status_that_is_not_known_is_kept_with_a_note_and_counts_as_no_membership(tmp_path: Path):
    (member,), _ = all_of(tmp_path, "Blue Hill Ltd,AO,,,,Orbiting,,")

    assert (member.status, member.descriptions[0].text) == ("", "Orbiting")
    assert member.notes == ("the status “Orbiting” is not known; it counts as no membership",)


@pytest.mark.parametrize(
    ("row", "reason", "value"),
    [
        (",AO,,,,,7,", "nothing stands in the column “name”", "7"),
        (
            "Blue Hill,Atlantis,,,,,,",
            "the country is not known; write a code such as KE",
            "Atlantis",
        ),
        (
            "Blue Hill,AO,comet,,,,,",
            (
                "the kind is not known; write one of government, public, ngo, foundation, company, "
                "university, association, or an IATI organisation type code"
            ),
            "comet",
        ),
        (
            "Blue Hill,AO,,,soon,,,",
            (
                "the column “since” holds no day or year that can be read; write it as 2019 or "
                "2019-03-31"
            ),
            "soon",
        ),
        (
            "Blue Hill,AO,,,2099,,,",
            "the column “since” holds a day that is still to come",
            "2099",
        ),
        ("Wanda Quill,AO,Persona física,,,,,", PERSON, ""),
        ("Blue Hill,AO,,,,,,,more", "the row has 9 cells, but the header 8", ""),
    ],
)
def test_a_row_that_cannot_be_read_is_set_aside_with_reason_and_value(
    tmp_path: Path, row: str, reason: str, value: str
):
    members, aside = all_of(tmp_path, "Amber Ltd,AO,,,,,,", row)

    assert len(members) == 1
    assert aside == [SetAside("members.csv", 3, reason, value)]


def test_the_same_member_twice_is_said_and_kept_once(tmp_path: Path):
    members, aside = all_of(tmp_path, BLUE, BLUE.replace("Blue", "BLUE"), BLUE.replace("15", "16"))

    assert [member.record for member in members] == [2, 4]
    assert aside == [
        SetAside("members.csv", 3, "the same member stands in row 2 already", "BLUE Hill Ltd")
    ]


def test_a_name_that_is_a_persons_is_marked_so_that_nobody_shows_it(tmp_path: Path):
    (member,), _ = all_of(tmp_path, "Ing. Wanda Quill,AO,,,,,,")

    assert member.mentions[0].person


def test_a_column_that_is_not_known_is_refused_by_name(tmp_path: Path):
    file = tmp_path / "members.csv"
    file.write_text("name,country,favourite\nBlue Hill,AO,9\n")

    with pytest.raises(FeedError, match=r"members\.csv: the column “favourite” is not known"):
        list(read(file, aside=lambda _: None))


def test_a_workbook_is_read_as_the_same_table(tmp_path: Path):
    file = tmp_path / "members.xlsx"
    write_xlsx(file, header=HEADER.split(","), lines=[BLUE.split(","), ["=1+1 Ltd", "AO"]])

    members = list(read(file, aside=lambda _: None))

    assert [member.titles[0].text for member in members] == ["Blue Hill Ltd", "=1+1 Ltd"]


def test_a_formula_without_a_value_is_no_name(tmp_path: Path):
    file, aside = tmp_path / "members.xlsx", list[SetAside]()
    with xlsxwriter.Workbook(str(file)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["name", "country"])
        sheet.write_formula(1, 0, "=A9", value="")

    assert list(read(file, aside=aside.append)) == []
    assert aside == [
        SetAside(
            "members.xlsx",
            2,
            "the column “name” holds a formula without a value; paste values instead",
        )
    ]


def test_a_table_with_the_telling_columns_shows_itself_to_be_a_list(tmp_path: Path):
    file = tmp_path / "members.csv"
    file.write_text(HEADER)
    assert records.form_of(file) == "members"
    file.write_text("name,country\nBlue Hill,AO\n")
    with pytest.raises(FeedError, match="this is none of the forms read here"):
        records.form_of(file)


CELL = st.sampled_from(
    (
        "",
        "AO",
        "Atlantis",
        "company",
        "person",
        "2015",
        "2099",
        "Delisted",
        "Blue Hill",
        "=1+1",
        "?",
    )
) | st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)


@given(st.lists(st.lists(CELL, min_size=8, max_size=9), max_size=8))
def test_no_row_is_lost_in_silence(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]):
    file = tmp_path_factory.mktemp("members") / "members.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([HEADER.split(","), *rows])
    written = [number for number, row in enumerate(rows, start=2) if any(row)]
    aside: list[SetAside] = []

    members = list(read(file, aside=aside.append))

    assert len(members) + len(aside) == len(written)
    places = [member.record for member in members] + [row.record for row in aside]
    assert len(places) == len(set(places))
    assert all(member.status in {*STANDINGS, ""} for member in members)
    assert all(row.reason for row in aside)


def test_every_column_word_and_kind_is_documented():
    page = PAGE.read_text(encoding="utf-8")

    assert [column for column in COLUMNS if f"| `{column}` |" not in page] == []
    assert [
        word for word in ("active", "suspended", "lapsed", "expelled") if word not in page
    ] == []
    assert type_of("company") == "70"


LEI = (
    "LEI,Entity.LegalName,Entity.LegalAddress.Country,Entity.LegalAddress.City,"
    "Entity.EntityCategory,Registration.InitialRegistrationDate,Registration.RegistrationStatus\n"
)


def under(folder: Path, header: str, *rows: str) -> tuple[Path, list[Activity], list[SetAside]]:
    """Read rows under a header of their publisher's."""
    file, aside = folder / "theirs.csv", list[SetAside]()
    file.write_text(header + "\n".join(rows), encoding="utf-8")
    return file, list(read(file, aside=aside.append)), aside


def test_records_of_legal_entities_are_read_under_the_titles_of_their_publisher(tmp_path: Path):
    file, members, aside = under(
        tmp_path,
        LEI,
        "00000000000000000098,Blue Hill Ltd,AO,Luanda,GENERAL,2014-05-09T10:30:00Z,ISSUED",
        "00000000000000000195,Amber Ltd,AO,Luanda,GENERAL,2014-05-09T10:30:00Z,LAPSED",
        "00000000000000000292,Wanda Quill,AO,Luanda,SOLE_PROPRIETOR,2014-05-09,ISSUED",
        "00000000000000000389,Fund of Tides,AO,Luanda,FUND,2014-05-09,ISSUED",
    )

    assert records.form_of(file) == "members"
    assert [(m.status, m.start, m.mentions[0].scheme, m.mentions[0].type) for m in members] == [
        ("registered", date(2014, 5, 9), "XI-LEI", ""),
        ("unregistered", date(2014, 5, 9), "XI-LEI", ""),
        ("registered", date(2014, 5, 9), "XI-LEI", "90"),
    ]
    assert aside == [SetAside("theirs.csv", 4, PERSON)]
    told = records.origin(file, form="members")
    assert (told.publisher, told.licence, question(file)) == (
        "Global Legal Entity Identifier Foundation (GLEIF)",
        "CC0",
        "Q2",
    )


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Company,Country,Member since,Telephone", "Blue Hill Ltd,Angola,2015,555"),
        ("Nombre de la empresa;País;Socio desde;Estado", "Blue Hill Ltd;Angola;2015;al día"),
        ("Raison sociale,Pays,Date d'adhésion,Statut", "Blue Hill Ltd,Angola,01/05/2015,Adhérent"),
        ("Name,Type,Sector,Country,Joined on", "Blue Hill Ltd,Company,Mining,Angola,2015-05-01"),
    ],
)
def test_the_titles_that_chambers_write_are_understood(tmp_path: Path, header: str, row: str):
    file, (member,), aside = under(tmp_path, f"{header}\n", row)

    assert aside == []
    assert (member.titles[0].text, member.status, member.places[0].country) == (
        "Blue Hill Ltd",
        "member",
        "AO",
    )
    assert member.start in {date(2015, 1, 1), date(2015, 5, 1)}
    assert records.origin(file, form="members").publisher == ""


def test_titles_and_words_of_layouts_stand_once_each():
    for layout in others():
        titles = [title.casefold() for of_column in layout.titles.values() for title in of_column]
        assert len(titles) == len(set(titles))
        assert set(layout.standings.values()) <= set(STANDINGS)
        assert set(layout.titles) <= set(COLUMNS)
