"""`convene longlist`, as someone at a terminal meets it."""

import json

import jsonschema
import pytest

from tests.apps.finder.fictional import hired, listed, served
from tests.terminal import convene
from tools.pages.schemas import schema


@pytest.fixture(autouse=True)
def data(tmp_path, monkeypatch):
    monkeypatch.setenv("CONVENE_DATA", str(tmp_path / "data"))


def said(*words: str, status: int = 0) -> str:
    ended = convene("longlist", *words)
    assert ended.returncode == status, ended
    return ended.stdout + ended.stderr


def test_it_names_candidates_with_sources_and_what_is_unknown():
    served("longlist-1")
    text = said("--country", "ao", "--model", "M2")
    assert text.startswith("Who might join in Angola: 3 of 3 looked at, the likeliest first.\n")
    assert (
        "Blue Hill Mining [cv-blue]: plausible\n- Q1: Payments it reported to public bodies in Angola: 1 (2020)."
        in text
    )
    assert "[open 2: 2020-01-01]" in text
    assert "Who has been vetted is not known at the terminal" in text
    assert "- Unknown: No record says where it is registered." in text
    assert "[open 2] Treasury of Freedonia: Activities 2, of 2020-01-01, loaded " in text
    assert "No watchlists are loaded" in text


def test_its_json_keeps_to_the_published_schema(tmp_path):
    served("longlist-2")
    listed(tmp_path, "Quern Harbour Works")
    found = json.loads(said("--country", "AO", "--model", "M2", "--us", "cv-us", "--json"))
    jsonschema.validate(found, schema("longlist"))
    days = {source["number"]: source["date"] for source in found["coverage"]["sources"]}
    lines = [line for one in found["candidates"] for line in one["evidence"]]
    assert lines
    assert all(
        line["sources"] and all(days[number] for number in line["sources"]) for line in lines
    )
    assert {one["vetting"] for one in found["candidates"]} == {None}
    first = {one["organisation"]: one for one in found["candidates"]}
    assert first["cv-found"]["paths"][0]["steps"][0]["bond"] == "funded by"
    assert [alert["entry"] for alert in first["cv-port"]["alerts"]] == ["7"]
    assert first["cv-blue"]["evidence"][0]["sources"] == [2]


def test_who_works_for_donors_stands_apart_and_who_is_left_out_is_named_on_request():
    hired("longlist-4")
    asked = ("--country", "AO", "--model", "M2")
    text = " ".join(said(*asked, "--left-out", "public").split())
    joining, _, apart = text.partition("Those who work for donors here: ask them whom they know.")
    assert "Left out: 2 public, with whom an alliance works." in joining
    assert "Aid of Freedonia [cv-aid], Ministry of Tides [cv-ministry]" in joining
    assert "Tide Telephones [cv-tide]" in joining
    assert "Paper and Pens [cv-paper]" in apart
    found = json.loads(said(*asked, "--left-out", "public", "--json"))
    jsonschema.validate(found, schema("longlist"))
    (paper,) = found["for_donors"]
    assert (paper["name"], paper["row"], paper["opening"]) == ("Paper and Pens", "", "")
    assert paper["works"][0] == "Paid with aid money in Angola: 1 (no year given)."
    assert paper["call"]["through"] == "The office of the donor that pays it."
    assert found["left_out"] == {"public": 2}
    assert [left["name"] for left in found["left_out_names"]["public"]] == [
        "Aid of Freedonia",
        "Ministry of Tides",
    ]
    assert json.loads(said(*asked, "--json"))["left_out_names"] == {}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--country", "ZZ"), "“ZZ” is not a country code we know."),
        (
            ("--country", "AO", "--model", "M99"),
            "“M99” is not a kind of alliance of the guide. Known: M1, M2",
        ),
        (
            ("--country", "AO", "--sector", "dragons"),
            "“dragons” is not a sector of the guide. Known: ",
        ),
        (
            ("--country", "AO", "--left-out", "dragons"),
            "“dragons” is not a kind of those left out. Known: public, multilateral, nothing",
        ),
    ],
)
def test_a_code_nobody_knows_is_named(words, sentence):
    assert sentence in said(*words, status=2)


def test_before_anything_is_built_it_says_what_to_do():
    assert "convene build" in said("--country", "AO", status=1)


def test_nobody_is_no_sign_that_there_is_nobody():
    served("longlist-3")
    assert "That is no sign that there is nobody." in said("--country", "PE")
