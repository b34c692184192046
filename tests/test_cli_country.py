"""`convene country` as people call it."""

import json
import re
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest

from tests.corpus.fictional import built, grant, loaded
from tests.terminal import convene
from tools.pages.schemas import schema


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONVENE_DATA", str(tmp_path))


def test_the_json_has_exact_figures_their_medians_and_what_stands_in() -> None:
    answer = convene("country", "py", "--json")
    assert answer.returncode == 0, answer.stderr
    found = json.loads(answer.stdout)
    assert (found["name"], found["group"], found["passes"]) == (
        "Paraguay",
        "Upper middle income",
        False,
    )
    corruption = found["results"][0]
    assert (corruption["figure"]["value"], corruption["figure"]["year"]) == ("-0.8293", 2019)
    assert (Decimal(corruption["median"]), corruption["countries"], corruption["passes"]) == (
        Decimal("-0.33985"),
        54,
        False,
    )
    assert {right["stood_in_for_by"] for right in found["stand_ins"]} == {
        "voice_and_accountability"
    }
    assert all(point["inferred"] for point in found["points_to"])
    assert {source["id"] for source in found["sources"]} == {"wgi", "obs", "income"}
    assert found["active"] is None


def test_the_text_says_what_is_known_and_what_is_not() -> None:
    text = " ".join(convene("country", "PY").stdout.split())
    assert (
        "Budget transparency [obs]: limited information (48, 2023); median of 34: 51; does not pass."
        in text
    )
    assert "Our reckoning, not MCC's decision." in text
    assert "Who is active there is not known. No open data has been built yet." in text


def test_who_is_active_is_named_with_years_and_source() -> None:
    loaded("a", [grant("1")])
    built()
    text = " ".join(convene("country", "PY").stdout.split())
    assert "Active there: 2 organisations in 1 activity. The most active:" in text
    assert "- Brumble Watch [cv-" in text
    assert re.search(
        r"1 activity, 2025 \[open (\d+): 2026-01-01\].* \[open \1\] Zorblax Fund: Fictional grants, of 2026-01-01,.* Licence: CC0\.",
        text,
    )


def test_a_code_that_is_none_is_refused_in_one_sentence() -> None:
    answer = convene("country", "ZZ")
    assert answer.returncode == 2
    assert (
        answer.stderr
        == "“ZZ” is not a country code we know. A code has two letters, such as PY for Paraguay (ISO 3166-1).\n"
    )


@pytest.mark.parametrize("code", ["VE", "BM"])
def test_the_json_fits_the_published_schema(code: str) -> None:
    answer = json.loads(convene("country", code, "--json").stdout)
    jsonschema.validate(answer, schema("country"))


def test_the_json_fits_the_schema_with_open_data_too() -> None:
    loaded("a", [grant("1")])
    built()
    found = json.loads(convene("country", "PY", "--json").stdout)
    jsonschema.validate(found, schema("country"))
    assert sorted(one["row"]["name"] for one in found["active"]["organisations"]) == [
        "Brumble Watch",
        "Zorblax Fund",
    ]
