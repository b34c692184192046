"""`convene places …` as people call it, and what a country's page says afterwards."""

import json
from pathlib import Path

import pytest
from django.test import Client

from tests.terminal import convene

TABLE = (
    "countryname,code,year,indicator,estimate,stddev,pctrank\n"
    "Paraguay,PRY,2025,cc,-0.2,0.15,45\nAtlantis,ATL,2025,cc,1,0.1,99\n"
)


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONVENE_DATA", str(tmp_path / "data"))


def given(folder: Path, text: str = TABLE) -> Path:
    file = folder / "wgi.csv"
    file.write_text(text)
    return file


def test_newer_figures_hold_until_they_are_forgotten(tmp_path: Path) -> None:
    before = json.loads(convene("country", "PY", "--json").stdout)["results"][0]["figure"]
    loaded = convene("places", "load", given(tmp_path), "--as", "wgi")
    now = json.loads(convene("country", "PY", "--json").stdout)
    listed = convene("places", "list").stdout
    gone = convene("places", "forget", "wgi")
    after = json.loads(convene("country", "PY", "--json").stdout)["results"][0]["figure"]

    assert loaded.stdout == (
        "Worldwide Governance Indicators, 2025, World Bank, CC BY 4.0.\n"
        "1 figure of 1 country holds from now on.\n"
        "Left out, no country we know: ATL.\n"
    )
    assert (now["results"][0]["figure"]["year"], now["results"][0]["passes"]) == (2025, None)
    assert [it["figure"] for it in now["results"][1:6]] == [None] * 5
    assert "wgi: Worldwide Governance Indicators, 2025, World Bank: loaded here" in listed
    assert gone.stdout == "wgi: what was loaded is gone.\n"
    assert (before["year"], after) == (2019, before)


def test_what_is_damaged_is_said_and_what_came_with_convene_holds(tmp_path: Path) -> None:
    convene("places", "load", given(tmp_path), "--as", "wgi")
    (tmp_path / "data/places/wgi.json").write_text('{"source": ')
    assert (
        json.loads(convene("country", "PY", "--json").stdout)["results"][0]["figure"]["year"]
        == 2019
    )
    assert "wgi: what was loaded can no longer be read" in convene("places", "list").stdout
    assert convene("places", "forget", "../wgi").returncode == 2
    assert convene("places", "forget", "wgi").returncode == 0
    assert convene("places", "forget", "wgi").stderr == "Nothing was loaded as “wgi”.\n"


def test_what_stands_beside_the_rule_is_shown_and_not_judged(tmp_path: Path) -> None:
    text = "country,indicator,year,value\nPY,Trust in courts,2018,41.5\n"
    said = ("--title", "Ours", "--publisher", "Us", "--licence", "CC0")
    convene("places", "load", given(tmp_path, text), "--as", "own", *said)
    answer = json.loads(convene("country", "PY", "--json").stdout)
    assert [(it["title"], it["value"], it["year"]) for it in answer["beside"]] == [
        ("Trust in courts", "41.5", 2018)
    ]
    assert (answer["passed"], answer["judged"]) == (2, 7)
    assert (
        "- Trust in courts [own]: 41.5 (2018); no part of the rule. More than three years old."
        in convene("country", "PY").stdout
    )


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--as", "wgi"], "the newest figures in it are of 2001; those here are of 2019"),
        (["--as", "own"], "A table of your own needs --title, --publisher and --licence."),
        (["--as", "vdem"], "no figure was found that is read as “vdem”"),
        (["--as", "wgi", "--title", "x"], "are known for “wgi”: leave them out."),
    ],
)
def test_what_is_not_taken_is_said_in_a_sentence(
    tmp_path: Path, args: list[str], said: str
) -> None:
    file = given(tmp_path, TABLE.replace("2025", "2001"))
    refused = convene("places", "load", file, *args)
    assert refused.returncode in (1, 2)
    assert said in refused.stderr
    assert "loaded here" not in convene("places", "list").stdout


def test_a_page_says_of_which_year_its_figures_are_and_takes_newer_ones_at_once(
    tmp_path: Path, client: Client
) -> None:
    old = client.get("/countries/PY/").content.decode()
    convene("places", "load", given(tmp_path), "--as", "wgi")
    new = client.get("/countries/PY/").content.decode()
    assert "The figures are of 2023, 2019." in " ".join(old.split())
    assert "The figures are of 2025, 2023." in " ".join(new.split())
    assert "Some of these figures are more than three years old" in old
