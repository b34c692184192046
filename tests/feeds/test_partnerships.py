"""Anyone's own record of partnerships. Every partner here is made up."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from convene.core.records import Activity, SetAside
from convene.feeds import FeedError, records
from convene.feeds.partnerships.read import COLUMNS, read
from convene.feeds.writing import write_xlsx

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "bring-your-partnerships.md"
TABLE = """id,title,partner,role,partner_identifier,partner_type,country,sector,start,end,amount,currency,description
P1,Clean wells,Lakeside Fund,funder,GB-CHC-9999991,60,KE;UG,14030;Water,2020-01,2021,1500.50,kes,Wells for villages
P1,,Well Diggers,implementer,,,,,,,700,KES,
P1,,various suppliers,,,,,,,,,,
P2,,Pump Makers Ltd,,,70,Kenya,,,,,,
"""


def all_of(folder: Path, table: str) -> tuple[list[Activity], list[SetAside]]:
    aside: list[SetAside] = []
    file = folder / "ours.csv"
    file.write_text(table, encoding="utf-8")
    return list(read(file, aside=aside.append)), aside


def test_the_rows_of_one_id_are_one_partnership(tmp_path: Path):
    (wells, pumps), aside = all_of(tmp_path, TABLE)

    assert aside == []
    assert (wells.identifier, wells.kind, wells.titles[0].text, wells.start, wells.end) == (
        "P1",
        "alliance",
        "Clean wells",
        date(2020, 1, 1),
        date(2021, 12, 31),
    )
    assert [(m.number, m.name, m.role, m.scheme, m.type, m.unnamed) for m in wells.mentions] == [
        (0, "Lakeside Fund", "funder", "GB-CHC", "60", ""),
        (1, "Well Diggers", "implementer", "", "", ""),
        (2, "various suppliers", "partner", "", "", "group"),
    ]
    assert [(m.kind, m.value, m.currency, m.year, m.giver, m.receiver) for m in wells.money] == [
        ("commitment", Decimal("1500.50"), "KES", 2020, 0, None),
        ("commitment", Decimal(700), "KES", None, None, 1),
    ]
    assert [place.country for place in wells.places] == ["KE", "UG"]
    assert [(sector.vocabulary, sector.code, sector.name) for sector in wells.sectors] == [
        ("dac", "14030", ""),
        ("own", "", "Water"),
    ]
    assert pumps.titles[0].text == "P2"


@pytest.mark.parametrize(
    ("row", "reason", "value"),
    [
        (",T,A,,,,,,,,,,", "nothing stands in the column “id”", "T"),
        ("P,T,,,,,,,,,,,", "nothing stands in the column “partner”", "T"),
        (
            "P,T,A,boss,,,,,,,,,",
            "this role is not known; write one of funder, accountable, ",
            "boss",
        ),
        (
            "P,T,A,,,company,,,,,,,",
            "this is no IATI organisation type code, such as 70 for a company",
            "company",
        ),
        (
            "P,T,A,,,,Atlantis,,,,,,",
            "the country in the column “country” is not known; write a code such as KE",
            "Atlantis",
        ),
        (
            "P,T,A,,,,,,12/25/2020,,,,",
            "the column “start” holds no day that can be read; write it as 2026-03-31",
            "12/25/2020",
        ),
        (
            'P,T,A,,,,,,,,"1.234,5,0",KES,',
            "the column “amount” holds no amount; write it as 1234.50",
            "1.234,5,0",
        ),
        (
            'P,T,A,,,,,,,,"1,234",KES,',
            "the column “amount” holds what could mean 1234 or 1.234; write it as 1234.50",
            "1,234",
        ),
        ("P,T,A,,,,,,,,5,ZZQ,", "the column “currency” holds no currency code such as KES", "ZZQ"),
        (
            "P1,T,A,,,,,,,,,,",
            "the rows of this id do not follow one another; sort the table by id",
            "P1",
        ),
    ],
)
def test_a_bad_row_is_set_aside_with_file_row_and_value(
    tmp_path: Path, row: str, reason: str, value: str
):
    found, aside = all_of(tmp_path, f"{TABLE}{row}\n")

    assert [activity.identifier for activity in found] == ["P1", "P2"]
    (only,) = aside
    assert (only.file, only.record, only.value) == ("ours.csv", 6, value)
    assert only.reason.startswith(reason)


def test_a_partnership_without_end_is_cut_and_its_other_rows_set_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("convene.feeds.partnerships.read.MOST_PARTNERS", 2)

    (wells, _), (only,) = all_of(tmp_path, TABLE)

    assert [mention.name for mention in wells.mentions] == ["Lakeside Fund", "Well Diggers"]
    assert (only.record, only.value) == (4, "P1")
    assert only.reason == "a partnership holds 2 rows at most; give the others an id of their own"


def test_a_column_that_is_not_known_is_refused(tmp_path: Path):
    with pytest.raises(FeedError, match="the column “colour” is not known"):
        all_of(tmp_path, "id,partner,colour\n1,A,red\n")


def test_a_workbook_is_read_as_well(tmp_path: Path):
    file = tmp_path / "ours.xlsx"
    write_xlsx(
        file,
        header=("id", "partner", "amount", "currency"),
        lines=[("P1", "Lakeside Fund", 5.5, "KES")],
    )

    (found,) = records.read(file, form=records.form_of(file), aside=print)

    assert found.money[0].value == Decimal("5.5")


def test_the_form_is_known_by_its_columns(tmp_path: Path):
    for start in ("id,partner", "partner;id;title", "\ufeffID,Partner"):
        file = tmp_path / "ours.csv"
        file.write_text(f"{start}\n1,2\n", encoding="utf-8")
        assert records.form_of(file) == "csv"
    file.write_text("a,b\n1,2\n")
    with pytest.raises(FeedError, match="this is none of the forms read here"):
        records.form_of(file)


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ('{"results": [{"foo": 1}], "next": null}', "; at its top stand “results”, “next”; say"),
        ('{"results": [{"foo": {"inner": 1}}, ', "; at its top stand “results”; say"),
        ("[1, 2]", "); say"),
        ("not JSON", "); say"),
    ],
)
def test_the_keys_of_json_that_is_of_no_form_are_named(tmp_path: Path, text: str, there: str):
    file = tmp_path / "a.json"
    file.write_text(text)

    with pytest.raises(FeedError) as refused:
        records.form_of(file)

    assert there in str(refused.value)


def test_every_column_is_documented():
    page = PAGE.read_text(encoding="utf-8")

    assert [column for column in COLUMNS if f"| `{column}` |" not in page] == []
