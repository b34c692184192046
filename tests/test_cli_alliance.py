"""`convene alliance check`: what it answers, and how it refuses what is no case."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.spec.test_lifecycle_tables import HALTED, MET, OVERRIDE, PARTNER, document, rows
from tests.terminal import convene
from tools.pages.schemas import schema

CASE: dict[str, Any] = {"state": "design", "partners": [{"id": "A", **PARTNER}], **MET}


def checked(asked: Any) -> Any:
    said = convene("alliance", "check", "-", "--json", stdin=json.dumps(asked))
    assert said.returncode == 0, said.stderr
    answer = json.loads(said.stdout)
    jsonschema.validate(asked, schema("alliance-case"))
    jsonschema.validate(answer, schema("alliance-check"))
    return answer


def test_nothing_stands_in_between():
    assert checked(CASE) == {
        "state": "design",
        "next": "agreement",
        "unmet": [],
        "overridden": [],
        "void": [],
        "stopped": [],
    }


def test_what_is_unmet_overridden_void_and_stopped_is_said():
    lost = {**PARTNER, "clearance": {"state": "reopened"}}
    override = {**OVERRIDE, "code": "G5.exit"}
    answer = checked(
        {
            **CASE,
            "partners": [{"id": "A", **lost}],
            "exit_plan": False,
            "overrides": [override, {**override, "agreed_by": ["Ben"]}],
        }
    )

    assert answer["unmet"] == [
        {
            "code": "G4.cleared",
            "gate": "G4",
            "about": "A",
            "who": ["reviewer", "approver"],
            "overridable": True,
        }
    ]
    [kept] = answer["overridden"]
    assert kept == {"gate": "G5", "about": "alliance", **override}
    assert answer["void"] == [
        {"code": "G5.exit", "gate": "G5", "about": "alliance", "because": ["one_person"]}
    ]
    assert answer["stopped"] == [
        {
            "partner": "A",
            "because": "reopened",
            "what": ["commitments", "signatures", "verification", "publication"],
        }
    ]


@pytest.mark.parametrize(
    ("state", "was", "following"),
    [
        ("closed", None, None),
        ("terminated", "active", None),
        ("abandoned", "design", None),
        ("suspended", "active", "active"),
    ],
)
def test_the_end_has_no_next_state(state: str, was: str | None, following: str | None):
    halted = {"halted": {**HALTED, "was": was}} if was else {}

    assert checked({**CASE, "state": state, **halted})["next"] == following


def test_today_is_the_day_where_none_is_named():
    yesterday = datetime.now(UTC).astimezone().date() - timedelta(days=1)
    ended = {**PARTNER, "clearance": {"state": "cleared", "until": str(yesterday)}}
    asked = {**CASE, "partners": [{"id": "A", **ended}]}

    assert checked({**asked, "on": str(yesterday)})["stopped"] == []
    del asked["on"]
    assert [stop["because"] for stop in checked(asked)["stopped"]] == ["lapsed"]


@pytest.mark.parametrize("row", rows("requirements"))
def test_the_table_holds_at_the_terminal_too(row: Any):
    unmet = checked(document(row))["unmet"]

    assert [lack["code"] for lack in unmet] == [code.split()[0] for code in row["unmet"]]


def test_it_is_said_in_words(tmp_path: Path):
    file = tmp_path / "case.yaml"
    file.write_text("state: scoping\non: '2026-12-03'\nchallenge: court_backlogs\n")
    said = convene("alliance", "check", file)

    assert said.returncode == 0
    who = "Who: the owner, builders."
    assert said.stdout.splitlines() == [
        "It is here: Scoping.",
        "Next: Concept. This stands in between:",
        f"- G1.questions: The guide’s six questions are answered, or marked as unknown. {who}",
        f"- G1.civil_society: A meeting with civil society is logged, or why there was none. {who}",
    ]


WRONG: dict[str, tuple[Any, str]] = {
    "a state nobody knows": ({"state": "lost"}, "state: should be 'idea'"),
    "no state": ({}, "state: is missing"),
    "an unknown field": ({**CASE, "colour": "red"}, 'colour: unknown key, found "red"'),
    "an unknown field of a partner": (
        {**CASE, "partners": [{"id": "A", "nmae": "x"}]},
        'partners[0].nmae: unknown key, found "x"',
    ),
    "no object": ([], "should hold keys such as state and partners"),
    "a day as people write it": ({**CASE, "on": "3.12.2026"}, "on: should be a valid date"),
    "a day that never was": ({**CASE, "on": "2026-02-30"}, 'found "2026-02-30"'),
    "seconds for a day": (
        {**CASE, "on": "1764720000"},
        'on: should be a day such as 2026-12-31, found "1764720000"',
    ),
    "a word for a truth": ({**CASE, "exit_plan": "yes"}, "exit_plan: should be a valid boolean"),
    "a partner twice": (
        {**CASE, "partners": [{"id": "A"}, {"id": "A"}]},
        "partners[1].id: “A” stands twice",
    ),
    "a partner without a name": ({**CASE, "partners": [{"id": " "}]}, "partners[0].id: should"),
    "a partner called as the whole is": (
        {**CASE, "partners": [{"id": "alliance"}]},
        "partners[0].id: should be a name of its own, found “alliance”",
    ),
    "a partner that left before it joined": (
        {**CASE, "partners": [{"id": "A", "joined_on": "2026-02-01", "left_on": "2026-01-01"}]},
        "partners[0].left_on: should not be before 2026-02-01, found “2026-01-01”",
    ),
    "fewer than no tasks": ({**CASE, "tasks": -1}, "tasks: should be 0 or more, found -1"),
    "a risk off the scale": (
        {**CASE, "risks": [{"id": "r", "likelihood": 6, "impact": 0}]},
        "risks[0].likelihood: should be 1 to 5, found 6; risks[0].impact: should be 1 to 5, found 0",
    ),
    "an override of nothing": (
        {**CASE, "overrides": [{**OVERRIDE, "code": "G9.luck"}]},
        "overrides[0].code: “G9.luck” is no requirement; there are G1.challenge",
    ),
    "an override of nobody": (
        {**CASE, "overrides": [{**OVERRIDE, "code": "G4.cleared", "about": "Z"}]},
        "overrides[0].about: G4.cleared is about a partner, found “Z”",
    ),
    "an override of a partner where the alliance is asked": (
        {**CASE, "overrides": [{**OVERRIDE, "code": "G5.exit", "about": "A"}]},
        "overrides[0].about: G5.exit is about the alliance, found “A”",
    ),
    "suspended without a reason": (
        {**CASE, "state": "suspended"},
        "halted: is missing, and an alliance that is suspended says why and since when",
    ),
    "a reason that is blank": (
        {**CASE, "state": "suspended", "halted": {**HALTED, "was": "idea", "reason": " "}},
        "halted.reason: should say something, found “ ”",
    ),
    "nobody says what is owed": (
        {**CASE, "state": "suspended", "halted": {**HALTED, "was": "idea", "owed": ""}},
        "halted.owed: should say something, found “”",
    ),
    "suspended tomorrow": (
        {**CASE, "state": "suspended", "halted": {**HALTED, "was": "idea", "on": "2026-12-04"}},
        "halted.on: should not be after 2026-12-03, found “2026-12-04”",
    ),
    "on the path and off it": (
        {**CASE, "halted": {**HALTED, "was": "idea"}},
        "halted: should be left out of an alliance that is design",
    ),
    "abandoned while active": (
        {**CASE, "state": "abandoned", "halted": {**HALTED, "was": "active"}},
        "design, agreement is an alliance abandoned, found “active”",
    ),
    "terminated before it was active": (
        {**CASE, "state": "terminated", "halted": {**HALTED, "was": "design"}},
        "halted.was: only from active is an alliance terminated, found “design”",
    ),
}


@pytest.mark.parametrize(("asked", "sentence"), WRONG.values(), ids=WRONG)
def test_what_is_no_case_is_refused_by_name(asked: Any, sentence: str):
    said = convene("alliance", "check", "-", "--json", stdin=json.dumps(asked))

    assert (said.returncode, said.stdout) == (2, "")
    assert said.stderr.startswith("-: ")
    assert sentence in said.stderr
    assert len(said.stderr.splitlines()) == 1


def test_a_file_that_is_not_there_is_named():
    said = convene("alliance", "check", "nowhere.json")

    assert (said.returncode, said.stderr) == (2, "nowhere.json: No such file or directory.\n")


def test_what_is_no_json_is_refused():
    said = convene("alliance", "check", "-", stdin="{state: [")

    assert said.returncode == 2
    assert len(said.stderr.splitlines()) == 1
