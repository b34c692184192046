"""`convene find` and `convene org`, as someone at a terminal meets them."""

import json
from pathlib import Path

import jsonschema
import pytest

from tests.corpus.open_data.records import FREEDONIA, WELL, served
from tests.terminal import convene
from tools.pages.schemas import schema


@pytest.fixture(scope="module")
def served_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CONVENE_DATA", str(folder))
        served()
    return folder


@pytest.fixture(autouse=True)
def data(served_in: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask of a few fictional records."""
    monkeypatch.setenv("CONVENE_DATA", str(served_in))


def test_find_shows_organisations_activities_sources_and_what_is_not_covered():
    said = convene("find", "wellspring", "--country", "AO")

    assert said.returncode == 0
    assert said.stdout.splitlines()[:9] == [
        "Organisations: 1",
        "  cv-2         Wéllspring Trust",
        "               2 activities, 2010–2011; implementer in 2 [1]",
        "",
        "Activities: 2",
        "  Clean water for towns (project, Angola, 2010–2011) [1]",
        "      funder, reporter: Aid of Freedonia [cv-1]; implementer: Wéllspring Trust [cv-2]",
        "      budget USD 100,000.00; commitment USD 100,000.00; disbursement USD 55,000.00",
        "  Wells in Luanda (project, Angola, 2010) [1]",
    ]
    assert "What this does not cover (counts are of all that is loaded)\n" in said.stdout
    assert said.stdout.endswith(
        "Whatever nobody published, or was not loaded: no record does not mean that nothing happened.\n"
    )


def test_nothing_found_never_reads_as_nothing_happened():
    said = convene("find", "submarine", "--of", "activities")

    assert said.stdout.startswith(
        "Activities: 0\n\nNothing was found in what is loaded. That does not mean that nothing has happened.\n"
    )


def test_find_in_json_and_as_a_file(tmp_path: Path):
    found = json.loads(
        convene(
            "find", "--together", FREEDONIA, "--together", WELL, "--year", "2010-2011", "--json"
        ).stdout
    )
    written = convene(
        "find", "--model", "M2", "--of", "organisations", "--out", tmp_path / "out.xlsx"
    )

    jsonschema.validate(found, schema("find"))
    assert [row["identifier"] for row in found["activities"]["activities"]] == ["F-1", "F-1-1"]
    assert found["organisations"]["total"] == 2
    assert written.stderr == f"Wrote 3 organisations to {tmp_path}/out.xlsx.\n"
    assert (tmp_path / "out.xlsx").exists()


def test_org_shows_one_organisation():
    said = convene("org", WELL)
    found = json.loads(convene("org", WELL, "--json").stdout)

    jsonschema.validate(found, schema("organisation"))
    assert said.stdout.startswith("Wéllspring Trust  cv-2\n")
    assert (
        "4 activities, 2010–2011. Numbers in brackets are sources.\nWhether it has been vetted is not known at the terminal"
        in said.stdout
    )
    assert (
        "  Received, disbursement: USD 55,000.00, 2010–2011 (records: 2), says Aid of Freedonia [1]\n"
        in said.stdout
    )
    assert (
        "USD 40,000.00, 2010 (records: 1), in parts of larger activities that may hold the same money"
        in said.stdout
    )
    assert found["sums"][3]["value"] == "55000.0000"


@pytest.mark.parametrize("name", ["Wéllspring Trust", "wellspring  TRUST", "Фонд Родник"])
def test_org_takes_a_name_too(name: str):
    assert convene("org", name).stdout.startswith("Wéllspring Trust  cv-2\n")


@pytest.mark.parametrize(
    ("call", "sentence", "status"),
    [
        (("find", "--country", "ZZ"), "“ZZ” is not a country code such as AO.\n", 2),
        (
            ("find", "--year", "soon"),
            "“soon” is neither a year nor a span of years such as 2008-2012.\n",
            2,
        ),
        (
            ("find", "--of", "people"),
            "“people” can't be found here. Known: organisations, activities.\n",
            2,
        ),
        (("find", "--out", "x.pdf"), "x.pdf: what is found is written as .csv, .xlsx, .json.\n", 2),
        (("find", "--out", "no/such/x.csv"), "no/such/x.csv: No such file or directory.\n", 1),
        (
            ("org", "cv-0"),
            "There is no organisation “cv-0” in the data that is loaded. `convene find NAME` shows ids.\n",
            1,
        ),
    ],
)
def test_refusals_are_sentences(call: tuple[str, ...], sentence: str, status: int):
    said = convene(*call)

    assert (said.stderr, said.stdout, said.returncode) == (sentence, "", status)


def test_no_snapshot_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("CONVENE_DATA", str(tmp_path))
    said = convene("find", "x")

    assert (said.returncode, said.stderr) == (
        1,
        "No open data has been built yet. `convene build` builds it from what is loaded.\n",
    )
