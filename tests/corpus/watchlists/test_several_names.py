"""A name that holds several is asked as each, and what only a sign parts is no alert by itself."""

import pytest

from convene.core.watchlists import Query
from convene.corpus.watchlists import screening
from tests.corpus.watchlists.lists import own, take_in

ROWS = (
    "t1,Zorblax Ltd,,",
    "t2,NPK Zorbani LLC,,",
    "t3,World Wells Programme,,",
    "t4,Quendor Foods,,KE",
    "t5,Brimfeld Haige Bank (BHB),,",
)


@pytest.fixture(autouse=True)
def _listed(tmp_path):
    file = own(tmp_path / "own.csv", *ROWS, header="id,name,aliases,country")
    take_in(file, form="csv")


def bands(name: str, country: str = "") -> dict[str, str]:
    query = Query(name=name, schema="organisation", country=country)
    return {match.entry: match.band for match in screening.screen(query).shown}


@pytest.mark.parametrize(
    "name",
    [
        "Zorblax Ltd t/a Haige Bakers",
        "Haige Bakers (formerly Zorblax Ltd)",
        "Haige Bakers, c/o Zorblax Ltd",
        "Haige Bakers anciennement Zorblax",
    ],
)
def test_both_names_are_asked(name):
    assert bands(name)["t1"] == "strong"


@pytest.mark.parametrize("name", ["WWP", "W.W.P.", "World Wells Programme (WWP)"])
def test_initials_find_their_name_and_a_name_with_them_too(name):
    assert bands(name)["t3"] in ("possible", "strong")


@pytest.mark.parametrize("name", ["BHB", "Brimfeld Haige Bank", "Blue Harbour Bakers (BHB)"])
def test_initials_of_an_entry_are_one_of_its_names(name):
    assert bands(name)["t5"] != "weak"


def test_initials_that_stand_for_another_name_find_no_name_by_its_first_letters():
    assert bands("Western Weaving Partners (WWP)").get("t3", "weak") == "weak"


def test_what_only_a_dash_parts_is_weak_unless_the_country_agrees():
    asked = "Haige Bakers Cooperative - Quendor Foods"

    assert bands(asked)["t4"] == "weak"
    assert bands(asked, "UG").get("t4", "weak") == "weak"
    assert bands(asked, "KE")["t4"] == "strong"


def test_the_match_says_which_part_is_meant():
    asked = Query(name="Haige Bakers Cooperative - Quendor Foods", schema="organisation")
    shown = screening.screen(asked).shown
    why = [str(reason) for match in shown if match.entry == "t4" for reason in match.why]

    assert why[0] == "This part of the name asked about is meant: “Quendor Foods”."
    assert why[-1].startswith("A bracket, dash or stroke parts it from the rest")
