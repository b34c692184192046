"""360Giving JSON. Every funder and grant here is made up."""

import csv
import io
import json
import tracemalloc
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from convene.core.records import Activity, SetAside
from convene.feeds import FeedError, records
from convene.feeds.threesixty.read import origin, read

SHARED = Path(__file__).parents[2].parent / "shared" / "data" / "grants-360giving"
GRANT = {
    "id": "360G-lakeside-1",
    "title": "Clean wells",
    "description": "Wells for   three villages",
    "currency": "GBP",
    "amountAwarded": 1500.25,
    "awardDate": "05/06/2014",
    "plannedDates": [{"startDate": "07/2014", "endDate": "2015"}],
    "dateModified": "17/08/2015 00:00",
    "fundingOrganization": [{"id": "GB-CHC-9999991", "name": "Lakeside Fund"}],
    "recipientOrganization": [
        {
            "id": "360G-lakeside:org-1",
            "name": "Well Diggers",
            "addressCountry": "UK",
            "url": "wells.example",
        }
    ],
    "beneficiaryLocation": [
        {"name": "Kenya"},
        {"name": "Upper Valley", "countryCode": "UG", "latitude": "1.5", "longitude": "32.5"},
    ],
    "classifications": [{"vocabulary": "LF", "code": "W", "title": "Water"}],
    "grantProgramme": [{"title": "Villages"}],
}


def written(folder: Path, grants: Any, **more: Any) -> Path:
    file = folder / "grants.json"
    file.write_text(json.dumps({**more, "grants": grants}), encoding="utf-8")
    return file


def all_of(file: Path) -> tuple[list[Activity], list[SetAside]]:
    aside: list[SetAside] = []
    return list(read(file, aside=aside.append)), aside


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("GB-COH-GB-COH-01234567", "GB-COH-01234567"),
        ("gb–coh–sc012345", "GB-COH-SC012345"),
        ("GB-CHC- 1000002\u200b", "GB-CHC-1000002"),
        ("GB-COH-N/A", ""),
        ("360G-lakeside:org-1", "360G-lakeside:org-1"),
    ],
)
def test_a_number_is_read_in_its_normal_form(tmp_path: Path, typed: str, number: str):
    receiver = {"id": typed, "name": "Well Diggers"}
    (grant,), _ = all_of(written(tmp_path, [GRANT | {"recipientOrganization": [receiver]}]))

    assert grant.mentions[-1].identifier == number
    assert grant.mentions[-1].scheme == number[:6] * number.startswith("GB-")


def test_a_grant_says_who_gave_what_to_whom(tmp_path: Path):
    (grant,), aside = all_of(written(tmp_path, [GRANT]))

    assert aside == []
    assert (grant.identifier, grant.kind, grant.record) == ("360G-lakeside-1", "grant", 1)
    assert grant.descriptions[0].text == "Wells for three villages"
    assert (grant.start, grant.end) == (date(2014, 7, 1), date(2015, 12, 31))
    assert [
        (m.number, m.name, m.role, m.scheme, m.identifier, m.country, m.website)
        for m in grant.mentions
    ] == [
        (0, "Lakeside Fund", "funder", "GB-CHC", "GB-CHC-9999991", "", ""),
        (1, "Well Diggers", "implementer", "", "360G-lakeside:org-1", "GB", "wells.example"),
    ]
    (money,) = grant.money
    assert (money.kind, money.value, money.currency, money.day) == (
        "grant",
        Decimal("1500.25"),
        "GBP",
        date(2014, 6, 5),
    )
    assert (money.giver, money.receiver) == (0, 1)
    assert [place.country for place in grant.places] == ["KE", "UG"]
    assert grant.locations[1].latitude == 1.5
    assert [(sector.vocabulary, sector.code, sector.name) for sector in grant.sectors] == [
        ("LF", "W", "Water"),
        ("grant programme", "", "Villages"),
    ]
    assert grant.updated == "2015-08-17"
    assert grant.notes == ()


def test_the_name_of_a_person_is_not_kept(tmp_path: Path):
    person = {
        "recipientIndividual": {"id": "360G-lakeside-p1", "name": "Ada Invented"},
        "recipientOrganization": [],
    }

    (grant,), _ = all_of(written(tmp_path, [{**GRANT, **person}]))

    assert [
        (mention.name, mention.identifier, mention.person) for mention in grant.mentions[1:]
    ] == [("", "", True)]
    assert "Ada" not in repr(grant)
    assert grant.money[0].receiver == 1


def test_what_is_odd_is_kept_and_said(tmp_path: Path):
    odd = {
        **GRANT,
        "amountAwarded": -5,
        "currency": "ZZQ",
        "awardDate": "01/01/2150",
        "recipientOrganization": [{"name": "Redacted"}],
    }
    bare = {"id": "360G-lakeside-2", "awardDate": "12/25/2014", "amountAwarded": "lots"}

    (first, second), aside = all_of(written(tmp_path, [odd, bare]))

    assert aside == []
    assert first.money[0].value == Decimal(-5)
    assert [note.split(" ", 3)[1] for note in first.notes] == ["award", "currency", "amount"]
    assert first.mentions[1].unnamed == "redacted"
    assert second.money == ()
    assert second.notes == (
        "no recipient is named",
        "the award date “12/25/2014” is no day that can be read; it was left out",
        "the amount “lots” is no amount that can be read; it was left out",
    )


def test_a_bad_record_is_set_aside_with_its_place_and_the_rest_is_read(tmp_path: Path):
    grants = [
        GRANT,
        "a text",
        {"title": "Nameless"},
        {**GRANT, "id": "x", "description": "y" * 10_000_000},
        {**GRANT, "id": "last"},
    ]

    found, aside = all_of(written(tmp_path, grants))

    assert [grant.identifier for grant in found] == ["360G-lakeside-1", "last"]
    assert [(each.file, each.record, each.reason, each.value[:9]) for each in aside] == [
        ("grants.json", 2, "this is no grant", "a text"),
        ("grants.json", 3, "the grant has no id", "Nameless"),
        (
            "grants.json",
            4,
            "the text under “description” is longer than 100,000 characters",
            "yyyyyyyyy",
        ),
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file is empty"),
        (b"[]", "this is JSON of another kind: it holds no list called “grants”"),
        (b'"grants"', "this is JSON of another kind: it holds no list called “grants”"),
        (b'{"other": []}', "this is JSON of another kind: it holds no list called “grants”"),
        (b'{"grants": {"id": "1"}}', "what stands under “grants” is no list"),
        (b'{"grants": null}', "what stands under “grants” is no list"),
        (b'{"grants": [{"id": "1"}', "the file ends in the middle; it may be truncated"),
        (b'{"grants": [{"id": "1', "the file ends in the middle; it may be truncated"),
        (
            '{"grants": [{"id": "é"}]}'.encode("latin-1"),
            "this is not UTF-8 text; save the file as UTF-8",
        ),
        (
            '{"grants": []}'.encode("utf-16"),
            "this is UTF-16 text or a binary file; JSON is read as UTF-8",
        ),
        (b"<!doctype html><html>", "this is a web page or XML, not JSON"),
        (b'{"grants": [{"id": "1"}]} trailing', "this is not whole JSON"),
        (b'{"grants": [{"id": 1,}]}', "this is not whole JSON"),
        (b'{"grants": [NaN]}', "this is not whole JSON"),
        (b'{"grants": [' + b"[" * 2_000_000, "the file is nested too deeply and was not read"),
        (
            b'{"grants": [{"id": ' + b"9" * 10_000 + b"}]}",
            "a number has more than 1,000 digits; the file was not read",
        ),
    ],
)
def test_a_file_of_another_kind_or_cut_short_is_refused_whole(
    tmp_path: Path, content: bytes, said: str
):
    file = tmp_path / "grants.json"
    file.write_bytes(content)

    with pytest.raises(FeedError) as refused:
        all_of(file)

    assert str(refused.value).startswith(f"grants.json: {said}")


def test_nesting_that_fits_is_passed_over(tmp_path: Path):
    file = tmp_path / "grants.json"
    file.write_bytes(b'{"grants": [{"id": "1", "deep": ' + b"[" * 5_000 + b"]" * 5_000 + b"}]}")

    found, aside = all_of(file)

    assert ([grant.identifier for grant in found], aside) == (["1"], [])


def test_nesting_where_a_figure_or_a_grant_should_stand_is_said_and_not_spelt_out(tmp_path: Path):
    file, deep = tmp_path / "grants.json", "[" * 5_000 + "]" * 5_000
    file.write_text(f'{{"grants": [{deep}, {{"id": "1", "amountAwarded": {deep}}}]}}')

    (grant,), aside = all_of(file)

    assert [(each.record, each.reason, each.value) for each in aside] == [
        (1, "this is no grant", "a list")
    ]
    assert grant.notes == (
        "no recipient is named",
        "the amount “a list” is no amount that can be read; it was left out",
    )


def test_a_byte_order_mark_is_passed_over(tmp_path: Path):
    file = tmp_path / "grants.json"
    file.write_bytes(b"\xef\xbb\xbf" + json.dumps({"grants": [GRANT]}).encode())

    assert len(all_of(file)[0]) == 1


def test_memory_does_not_grow_with_the_file(tmp_path: Path):
    peaks = []
    for count in (1, 200, 4_000):  # the first brings what is loaded once
        file = written(tmp_path, [{**GRANT, "id": str(number)} for number in range(count)])
        tracemalloc.start()
        assert sum(1 for _ in read(file, aside=_never)) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert peaks[2] < peaks[1] + 1_000_000  # 250 bytes a grant; a record takes some 2,900


def test_the_funder_is_the_publisher_only_where_there_is_one(tmp_path: Path):
    other = {**GRANT, "fundingOrganization": [{"name": "Hillside Fund"}]}

    assert origin(written(tmp_path, [GRANT])).publisher == "Lakeside Fund"
    assert origin(written(tmp_path, [GRANT, other])).publisher == ""
    named = origin(
        written(
            tmp_path,
            [GRANT, other],
            publisher={"name": "Grants Office"},
            license="https://licence.example/by",
        )
    )
    assert (named.publisher, named.licence, named.date) == (
        "Grants Office",
        "https://licence.example/by",
        "",
    )


def test_the_form_is_known_by_how_the_file_starts(tmp_path: Path):
    assert records.form_of(written(tmp_path, [GRANT])) == "360giving"
    assert records.source("360giving").expect.min == 1


@pytest.mark.skipif(not SHARED.exists(), reason="the shared data is not beside this checkout")
def test_real_files_are_read_to_the_last_grant():
    counts = {}
    for file in sorted(SHARED.glob("*.json")):
        found, aside = all_of(file)
        counts[file.name] = (
            len(found),
            len(aside),
            sum(len(grant.money) for grant in found),
            sum(len(grant.notes) for grant in found),
        )

    assert counts == {
        "a002400000KeYdsAAF.json": (379, 0, 758, 0),
        "a002400000OiDBQAA3.json": (4116, 0, 4116, 0),
        "baring.json": (53, 0, 106, 0),
        "dulverton.json": (1860, 0, 1860, 0),
        "grantnav-20180903134856.json": (5, 0, 5, 0),
        "indigo.json": (269, 0, 269, 0),
        "nominet.json": (270, 0, 270, 0),
    }


def _never(found: SetAside) -> None:
    raise AssertionError(found)


TITLES = """Identifier,Title,Description,Currency,Amount Awarded,Award Date,Planned Dates:Start Date,Planned Dates:End Date,\
Recipient Org:Identifier,Recipient Org:Name,Funding Org:Identifier,Funding Org:Name,Beneficiary Location:0:Name,\
Beneficiary Location:0:Country Code,Beneficiary Location:1:Name,Grant Programme:Title,Last modified,Recipient Ind:Name,Extra"""
FIELDS = """id,title,description,currency,amountAwarded,awardDate,plannedDates/0/startDate,plannedDates/0/endDate,\
recipientOrganization/0/id,recipientOrganization/0/name,fundingOrganization/0/id,fundingOrganization/0/name,beneficiaryLocation/0/name,\
beneficiaryLocation/0/countryCode,beneficiaryLocation/1/name,grantProgramme/0/title,dateModified,recipientIndividual/0/name,extra"""
ROW = """360G-1,Wells,Ten wells,GBP,"1,234.50",25/10/2016,2017-01,2018-01-31Z,GB-CHC-1,Brook Works,GB-CHC-2,Pebble Trust,Hill,KE,Dale,\
Water,2019-05-05,,x"""


@pytest.mark.parametrize("header", [TITLES, FIELDS, f"Grants of 2019\n\n{TITLES}"])
@pytest.mark.parametrize("mark", [",", ";", "xlsx"])
def test_a_table_of_grants_is_read_by_the_titles_of_the_standard_or_its_fields(
    tmp_path: Path, header: str, mark: str
):
    lines = list(
        csv.reader(
            io.StringIO(f"{header}\n{ROW}\n360G-2,,,,,,,,,,,,,,,,,Wanda Quill,\na,b{',' * 18}c\n")
        )
    )
    file = tmp_path / ("grants.xlsx" if mark == "xlsx" else "grants.csv")
    if mark == "xlsx":
        book = openpyxl.Workbook()
        for line in lines:
            book.worksheets[0].append(line)
        book.save(file)
    else:
        with file.open("w", newline="") as stream:
            csv.writer(stream, delimiter=mark).writerows(lines)
    (wells, other), aside = all_of(file)

    assert records.form_of(file) == "360giving"
    assert (wells.identifier, wells.record, wells.start, wells.end, wells.updated) == (
        "360G-1",
        len(lines) - 2,
        date(2017, 1, 1),
        date(2018, 1, 31),
        "2019-05-05",
    )
    assert [(mention.name, mention.role, mention.identifier) for mention in wells.mentions] == [
        ("Pebble Trust", "funder", "GB-CHC-2"),
        ("Brook Works", "implementer", "GB-CHC-1"),
    ]
    assert [(money.value, money.currency, money.day) for money in wells.money] == [
        (Decimal("1234.50"), "GBP", date(2016, 10, 25))
    ]
    assert [place.name for place in wells.locations] == ["Hill", "Dale"]
    assert [place.country for place in wells.places] == ["KE"]
    assert [(mention.name, mention.person) for mention in other.mentions] == [("", True)]
    assert [(row.record, row.reason) for row in aside] == [
        (len(lines), "the row has 20 cells, but the header 19")
    ]
    assert origin(file).publisher == "Pebble Trust" or origin(file).publisher == ""


def test_a_table_that_is_not_utf_8_is_read_as_spreadsheets_write_it_and_says_so(tmp_path: Path):
    file = tmp_path / "grants.csv"
    text = f"{TITLES}\n{ROW}\n".replace("Brook Works", "Café Zoé’s Works")
    file.write_bytes(text.encode("cp1252"))

    (wells,), aside = all_of(file)

    assert ([mention.name for mention in wells.mentions], aside) == (
        ["Pebble Trust", "Café Zoé’s Works"],
        [],
    )
    (note,) = wells.notes
    assert note.startswith("the file is not UTF-8 text and was read as Windows-1252")
