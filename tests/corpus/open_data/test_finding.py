"""Finding activities and organisations."""

import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from convene.core.open_data import FACETS, Of, Part, Query, QueryError, band
from convene.corpus import open_data
from convene.corpus.open_data import exporting
from tests.corpus.fictional import largest_file
from tests.corpus.open_data.records import BANK, FREEDONIA, MINE, VOTE, WELL, served

pytestmark = pytest.mark.usefixtures("serving")


def identifiers(**asked: Any) -> list[str]:
    query = Query(**asked)
    return [row.identifier for row in open_data.find(query).activities]


def organisations(**asked: Any) -> list[str]:
    return [
        row.organisation for row in open_data.find(Query(of="organisations", **asked)).organisations
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("water", ["F-1"]),
        ("ELECTIONS", ["F-2", "F-1"]),
        ("élection", ["F-2", "F-1"]),
        ('"clean water"', ["F-1"]),
        ('"water clean"', []),
        ("rodnik", ["F-1-1", "F-1", "B-1", "B-2"]),
        ("银行", ["B-1", "B-2", "B-3"]),
        ('"F-1-1"', ["F-1-1"]),
        ("l’eau", ["F-1"]),
        ("Zelda", []),
        ("withheld", ["F-2"]),
    ],
)
def test_words_in_any_script_find_records_by_text_and_by_who_takes_part(
    text: str, found: list[str]
):
    assert sorted(identifiers(text=text)) == sorted(found)


def test_where_no_record_has_all_words_those_with_some_are_shown_and_it_is_said():
    found = open_data.find(Query(text="water observers"))

    assert {row.identifier for row in found.activities} == {"F-1", "F-2"}
    assert [str(note) for note in found.notes] == [
        "No record holds all of these words, so those with some of them are shown."
    ]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"countries": ("ao",)}, ["F-2", "F-1", "F-1-1"]),
        ({"countries": ("AO",), "models": ("M6",)}, ["F-2"]),
        ({"sectors": ("151",)}, ["F-2"]),
        ({"sectors": ("14030", "15151")}, ["F-2", "F-1"]),
        ({"kinds": ("contract", "grant")}, ["B-2", "B-3"]),
        ({"roles": ("supplier",)}, ["B-2"]),
        ({"roles": ("funder",), "types": ("10",)}, ["F-2", "F-1", "F-1-1"]),
        ({"roles": ("implementer",), "types": ("10",)}, []),
        ({"funders": (BANK,)}, ["B-1", "B-3"]),
        ({"together": (WELL, FREEDONIA)}, ["F-1", "F-1-1"]),
        ({"together": (WELL,), "roles": ("bidder",)}, ["B-2"]),
        ({"first_year": 2012}, ["F-2"]),
        ({"last_year": 2010}, ["F-1", "F-1-1", "B-1"]),
        ({"bands": ("USD-5",)}, ["F-1"]),
        ({"bands": ("XFD-0",)}, ["F-2"]),
        ({"text": "road", "countries": ("KE",)}, ["B-1"]),
    ],
)
def test_all_filters_must_hold_together(asked: dict[str, object], found: list[str]):
    assert identifiers(**asked) == found


def test_the_latest_come_first_and_pages_follow_each_other():
    pages = [identifiers(page=page, size=2) for page in (1, 2, 3, 4)]

    assert pages == [["F-2", "F-1"], ["F-1-1", "B-1"], ["B-2", "B-3"], []]


@pytest.mark.parametrize("of", ["activities", "organisations"])
def test_the_counts_of_each_facet_are_what_its_values_find(of: Of):
    narrowing = {
        "country": "countries",
        "sector": "sectors",
        "model": "models",
        "role": "roles",
        "type": "types",
        "funder": "funders",
        "band": "bands",
    }
    found = open_data.find(Query(of=of, countries=("AO",)))

    assert [facet.name for facet in found.facets] == list(FACETS)
    for facet in found.facets:
        for count in facet.counts:
            if facet.name != "country":
                year = int(count.code) if facet.name == "year" else None
                more: dict[str, Any] = {} if year else {narrowing[facet.name]: (count.code,)}
                total = open_data.find(
                    Query(of=of, countries=("AO",), first_year=year, last_year=year, **more)
                ).total
                assert (facet.name, count.code, count.count) == (facet.name, count.code, total)


def test_facets_say_what_their_codes_mean_and_which_are_chosen():
    facets = {facet.name: facet.counts for facet in open_data.find(Query(countries=("AO",))).facets}

    assert [(count.code, count.count, count.chosen) for count in facets["country"]] == [
        ("AO", 3, True),
        ("KE", 1, False),
    ]
    assert [(count.code, count.label, count.count) for count in facets["funder"]] == [
        (FREEDONIA, "Aid of Freedonia", 3)
    ]
    assert [(count.code, count.count) for count in facets["year"]] == [
        ("2010", 2),
        ("2011", 1),
        ("2012", 1),
    ]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"text": "freedonia"}, [FREEDONIA]),
        ({"text": "faa"}, [FREEDONIA]),
        ({"text": "d'ruri"}, [VOTE]),
        ({"text": "druri"}, [VOTE]),
        ({"countries": ("AO",)}, [FREEDONIA, WELL, VOTE]),
        ({"countries": ("AO",), "roles": ("implementer",)}, [WELL, VOTE]),
        ({"countries": ("AO",), "types": ("70",)}, []),
        ({"models": ("M6",), "types": ("22",)}, [VOTE]),
        ({"together": (WELL,), "types": ("70",)}, [MINE]),
        ({"funders": (BANK,), "roles": ("implementer",)}, [WELL, MINE]),
        ({"first_year": 2012, "last_year": 2012}, [FREEDONIA, VOTE]),
        ({"text": "wellspring", "countries": ("AO",)}, [WELL]),
        ({"text": "wellspring", "countries": ("AO",), "roles": ("bidder",)}, []),
    ],
)
def test_organisations_are_found_by_name_and_by_one_taking_part_that_fits_all(
    asked: dict[str, object], found: list[str]
):
    assert organisations(**asked) == found


def test_an_organisation_in_a_list_counts_only_what_was_asked_for():
    row = open_data.find(Query(of="organisations", text="родник", countries=("AO",))).organisations[
        0
    ]

    assert (row.activities, row.first_year, row.last_year, row.sources) == (2, 2010, 2011, (1,))
    assert [(role.code, role.count) for role in row.roles] == [("implementer", 2)]
    assert (row.name, row.matched) == ("Wéllspring Trust", "Фонд Родник")


def test_a_merged_id_stands_for_the_one_it_was_merged_into(
    data: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("CONVENE_DATA", str(data))
    served(redirects={"cv-old": "cv-older", "cv-older": WELL}, name="b2")

    assert identifiers(together=("cv-old",), countries=("AO",)) == ["F-1", "F-1-1"]


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"countries": ("ZZ",)}, "“ZZ” is not a country code such as AO."),
        ({"roles": ("boss",)}, "“boss” is not a role (funder,"),
        ({"models": ("M99",)}, "“M99” is not a model of the guide (M1,"),
        ({"types": ("7",)}, "“7” is not an IATI organisation type (10,"),
        ({"kinds": ("gift",)}, "“gift” is not a kind of activity (project,"),
        (
            {"sectors": ("water",)},
            "“water” is not a DAC sector: three or five digits such as 151 or 15112.",
        ),
        ({"together": ("cv-0",)}, "There is no organisation “cv-0” in the data that is loaded."),
        (
            {"funders": ("'; DROP VIEW parts; --",)},
            "There is no organisation “'; DROP VIEW parts; --”",
        ),
        ({"bands": ("much",)}, "“much” is not a band of amounts such as USD-5."),
        ({"first_year": 2012, "last_year": 2010}, "The first year, 2012, is after the last, 2010."),
        ({"first_year": 12}, "12 is not a year between 1900 and 2200."),
        ({"page": 1000}, "Only the first 10,000 can be paged through; an export holds them all."),
    ],
)
def test_what_there_is_not_is_named_in_a_sentence(asked: dict[str, object], sentence: str):
    with pytest.raises(QueryError) as refused:
        identifiers(**asked)

    assert str(refused.value).startswith(sentence)


def test_an_export_holds_exactly_what_was_filtered_each_row_with_its_source(tmp_path: Path):
    asked = Query(countries=("AO",), size=1)
    counts = [open_data.write(tmp_path / f"out.{form}", asked) for form in open_data.FORMATS]
    table = list(csv.DictReader((tmp_path / "out.csv").open(encoding="utf-8-sig", newline="")))
    sheet = [
        row[0]
        for row in openpyxl.load_workbook(tmp_path / "out.xlsx")
        .worksheets[0]
        .iter_rows(min_row=2, values_only=True)
    ]
    found = json.loads((tmp_path / "out.json").read_text())

    assert counts == [3, 3, 3]
    assert (
        [row["identifier"] for row in table]
        == sheet
        == [row["identifier"] for row in found["rows"]]
        == ["F-2", "F-1", "F-1-1"]
    )
    assert {row["publisher"] + row["licence"] + row["address"] for row in table} == {
        "Aid of FreedoniaCC0https://example.org/1.xml"
    }
    assert table[0]["amounts"] == "commitment XFD 7.00 (2012)"
    assert found["query"]["countries"] == ["AO"]
    assert found["coverage"]["build"] == "b1"


@pytest.mark.disaster
@pytest.mark.parametrize("form", open_data.FORMATS)
def test_a_full_disk_leaves_the_earlier_export_as_it_was(tmp_path: Path, form: str):
    place = tmp_path / f"out.{form}"
    place.write_text("kept")
    with largest_file(10), pytest.raises(OSError, match="File too large"):
        open_data.write(place, Query())

    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [(place.name, "kept")]


def test_an_export_of_organisations(tmp_path: Path):
    count = open_data.write(tmp_path / "out.csv", Query(of="organisations", roles=("supplier",)))

    assert count == 1
    assert "Glitter Mining plc" in (tmp_path / "out.csv").read_text(encoding="utf-8-sig")


def test_an_amount_is_in_the_band_that_the_core_says():
    found = {row.identifier: row for row in open_data.find(Query(countries=("AO",))).activities}
    commitment = next(amount for amount in found["F-1"].amounts if amount.kind == "commitment")

    assert identifiers(bands=(band(commitment.value, commitment.currency),)) == ["F-1"]


def test_every_answer_says_what_it_does_not_cover():
    covered = open_data.find(Query(text="nothing like it")).coverage

    assert [(source.number, source.publisher, source.countries) for source in covered.sources] == [
        (1, "Aid of Freedonia", ("AO", "KE")),
        (2, "Bank of Sylvania", ("KE",)),
    ]
    assert (covered.activities, covered.unnamed, covered.people, covered.undated) == (6, 1, 1, 2)
    assert {gap.code for gap in covered.gaps} == {
        "unnamed",
        "undated",
        "placeless",
        "sectorless",
        "unmapped",
    }


def test_a_persons_name_is_neither_shown_nor_found():
    part = next(
        part
        for row in open_data.find(Query(kinds=("grant",))).activities
        for part in row.parts
        if part.person
    )

    assert (part.name, part.identifier, part.organisation) == ("", "", None)
    assert identifiers(text="ID-77") == []


def test_an_export_calls_someone_a_person_only_where_the_record_does():
    row = next(iter(open_data.find(Query(kinds=("grant",))).activities))
    numbered = replace(
        row,
        parts=(*row.parts, Part(role="bidder", name="", identifier="XX-9", unnamed="placeholder")),
    )
    (cells,) = exporting.lines([numbered], open_data.coverage().sources)

    assert cells[8] == "funder: Bank of Sylvania; payee: a person; bidder: XX-9"
