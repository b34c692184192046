"""`convene load`, `convene build`, `convene corpus …`, as people call them."""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.terminal import convene, process
from tools.pages.schemas import schema

GRANTS = {
    "license": "https://creativecommons.org/publicdomain/zero/1.0/",
    "grants": [
        {
            "id": f"360G-zorblax-{number}",
            "title": "Fictional help",
            "description": "Open contracting in Northford",
            "currency": "GBP",
            "amountAwarded": 100 * number,
            "awardDate": "2025-03-01",
            "dateModified": "2025-04-01",
            "fundingOrganization": [{"id": "GB-CHC-0000001", "name": "Zorblax Fund"}],
            "recipientOrganization": [{"id": "GB-CHC-0000002", "name": "Brumble Watch"}],
        }
        for number in (1, 2)
    ],
}
HOLD = """
import sys
from datetime import UTC, datetime
from convene.corpus import snapshots
with snapshots.alone(at=datetime(2026, 1, 1, 9, 30, tzinfo=UTC)):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CONVENE_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return tmp_path / "data"


def grants(folder: Path, **more: object) -> str:
    file = folder / "grants.json"
    file.write_text(json.dumps({**GRANTS, **more}))
    return str(file)


def status() -> dict[str, Any]:
    found = dict(json.loads(convene("corpus", "status", "--json").stdout))
    jsonschema.validate(found, schema("corpus-status"))
    return found


def test_before_the_first_build_everything_is_0_and_the_command_that_builds_is_named():
    found = status()

    assert [
        found[key]
        for key in (
            "build",
            "activities",
            "transactions",
            "mentions",
            "organisations",
            "set_aside",
            "sources",
        )
    ] == [
        "",
        0,
        0,
        0,
        0,
        0,
        [],
    ]
    assert convene("corpus", "status").stdout == "No snapshot serves. `convene build` makes one.\n"
    assert convene("corpus", "rollback").stderr == "There is no earlier snapshot to go back to.\n"


@pytest.mark.slow
def test_from_a_file_to_a_snapshot_and_back(tmp_path: Path):
    first = process("build", "--workers", "1")
    assert first.returncode == 0, first.stderr
    loaded = process("load", grants(tmp_path), "--as", "360giving", "--workers", "1")
    assert (loaded.returncode, loaded.stdout.partition(": ")[2]) == (
        0,
        "2 activities, 4 mentions, 2 sums of money.\n",
    )
    (waiting,) = status()["waiting"]
    guide_only = status()["activities"]

    assert process("build", "--workers", "1").returncode == 0
    found = status()
    guide, source = found["sources"]
    assert (found["activities"], found["transactions"], found["set_aside"], found["waiting"]) == (
        guide_only + 2,
        2,
        0,
        [],
    )
    assert (source["source"], source["licence"], source["activities"]) == (
        waiting,
        GRANTS["license"],
        2,
    )
    assert "date" in source
    assert guide["form"] == "guide"

    assert "serves again" in convene("corpus", "rollback").stdout
    assert status()["activities"] == guide_only
    assert (
        convene("corpus", "forget", waiting).stdout
        == f"{waiting}: forgotten. The next `convene build` leaves it out.\n"
    )
    assert status()["waiting"] == []


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["load", "nowhere.json"], 1, "nowhere.json"),
        (
            ["load", "x", "--as", "oracle"],
            2,
            "“oracle” is not a form that is read here. Known: iati, 360giving, ocds, payments, csv, members.",
        ),
        (["load", "x", "--as", "members"], 1, "x: there is no such file"),
        (["load", "x", "--date", "2026-03-31"], 2, "Say which list of members this is with --list"),
        (["load", "x", "--list", "A", "--date", "31/03/2026"], 2, "“31/03/2026” is not a day such"),
        (["load", "x", "--list", "A", "--question", "Q9"], 2, "“Q9” is not one of Q2, Q3."),
        (["corpus", "forget", "nothing"], 1, "Nothing is loaded under the name “nothing”."),
        (["corpus", "set-aside", "nothing"], 1, "Nothing is loaded under the name “nothing”."),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(words: list[str], code: int, sentence: str):
    said = convene(*words)

    assert (said.returncode, said.stdout) == (code, "")
    assert sentence in said.stderr
    assert len(said.stderr.strip().splitlines()) == 1


MEMBERS = "name,country,since,status\nBlue Hill Ltd,AO,2015,active\nRiver Works,AO,2011,delisted\n"


def test_a_list_of_members_is_loaded_under_its_name_and_a_newer_one_takes_its_place(
    tmp_path: Path,
):
    file = tmp_path / "members.csv"
    file.write_text(MEMBERS)
    assert (
        "this is a list of members; say which one with --list"
        in convene("load", str(file), "--workers", "1").stderr
    )

    named = (
        "load",
        str(file),
        "--list",
        "Clean Trade Pledge",
        "--workers",
        "1",
        "--licence",
        "CC0",
    )
    said = convene(*named, "--date", "2025-03-31").stdout
    assert said.partition(": ")[2] == (
        "2 members of “Clean Trade Pledge”, as of 2025-03-31; licence: CC0.\n"
    )
    file.write_text(f"{MEMBERS}Amber Ltd,AO,2026,\n")
    said = convene(*named, "--date", "2026-03-31").stdout
    assert said.partition(": ")[2] == (
        "3 members of “Clean Trade Pledge”, as of 2026-03-31; licence: CC0.\n"
        "  It takes the place of the export of 2025-03-31 (members.csv, 2 members).\n"
    )


def test_files_of_several_forms_tell_what_they_are_and_one_of_none_keeps_no_other_out(
    tmp_path: Path,
):
    wells = tmp_path / "wells.xml.gz"
    wells.write_bytes(
        gzip.compress(
            b"<iati-activities version='2.03'><iati-activity><iati-identifier>XX-1</iati-identifier></iati-activity></iati-activities>"
        )
    )
    contracts = tmp_path / "contracts"
    contracts.mkdir()
    (contracts / "one.json").write_text(
        json.dumps({"releases": [{"ocid": "ocds-zzz-1", "id": "1", "tag": ["tender"]}]})
    )
    (contracts / "stray.json").write_text("[]")
    said = convene("load", str(wells), grants(tmp_path), str(contracts), "--workers", "1")

    assert [line.split("-")[0] for line in said.stdout.splitlines()] == [
        "iati",
        "360giving",
        "ocds",
    ]
    assert said.returncode == 1
    assert said.stderr.splitlines()[-2].startswith("stray.json: ")
    assert said.stderr.splitlines()[-1] == "Files loaded: 3. Files refused: 1."


@pytest.mark.django_db  # a build asks what people decided about names
def test_of_two_builds_at_once_the_second_says_since_when_the_first_runs():
    first = subprocess.Popen(
        [sys.executable, "-c", HOLD],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=dict(os.environ),
    )
    assert first.stdout
    first.stdout.readline()
    second = convene("build", "--workers", "1")
    first.communicate()

    assert second.returncode == 1
    assert second.stderr.splitlines()[-1] == (
        "Another build runs since 2026-01-01 09:30 UTC. The snapshot that serves now serves on; try again when it has ended."
    )
