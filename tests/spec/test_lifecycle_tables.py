"""The published tables of an alliance's path, run row by row."""

from pathlib import Path
from typing import Any

import pytest

from convene.core import lifecycle
from convene.core.lifecycle import Case, Stage, Unmet
from convene.packs.alliances import path
from convene.packs.read import fit, parse_file

TABLES: dict[str, Any] = parse_file(Path(__file__).parent / "lifecycle.yaml")
PATH = path()
PARTNER: dict[str, Any] = {
    "interest": "Clerks who know the new forms",
    "conflicts": "none",
    "extractive": False,
    "clearance": {"state": "cleared", "level": "standard", "until": "2027-06-01"},
    "sanctions_stop": False,
    "debarment_stop": False,
    "publication": "given",
    "statement": {"answer": "confirmed"},
}
MET: dict[str, Any] = {
    "on": "2026-12-03",
    "challenge": "procurement_opacity",
    "six_questions": dict.fromkeys(lifecycle.QUESTIONS, "answered"),
    "civil_society": {"on": "2026-10-01"},
    "model": "M2",
    "model_reason": "Chambers answer for their members there.",
    "tasks": 3,
    "inclusion_note": "Traders without a licence are asked too.",
    "harm_checked": True,
    "prohibited_purpose": False,
    "has_outcome": True,
    "risks": [{"id": "r1", "likelihood": 2, "impact": 3}],
    "contribution_schedule": True,
    "exit_plan": True,
    "uses_technology": False,
    "agreement_signed": True,
    "body_members": 5,
    "deliveries_reconciled": True,
    "assets_handed_over": True,
    "lessons_written": True,
    "final_report": True,
    "personal_data_disposed": True,
}
OVERRIDE: dict[str, Any] = {
    "asked_by": "Ana",
    "agreed_by": ["Ben", "Chi"],
    "reason": "The ministry signs its part in January.",
    "last_day": "2026-12-31",
}
HALTED = {"on": "2026-11-01", "reason": "The ministry has no budget.", "owed": "Nothing."}


def rows(name: str) -> list[Any]:
    return [pytest.param(row, id=row.get("name", row["state"])) for row in TABLES[name]["rows"]]


def document(row: Any) -> dict[str, Any]:
    """Return the alliance of a row: everything known and met, but for what it says."""
    partners = [{"id": "A", **PARTNER, **row.get("partner", {})}, {"id": "B", **PARTNER}]
    written = {**MET, "state": row["state"], "partners": partners, **row.get("but", {})}
    if "was" in row:
        written["halted"] = {**HALTED, "was": row["was"]}
    if "override" in row:
        written["overrides"] = [{**OVERRIDE, **row["override"]}]
    return written


def case(row: Any) -> Case:
    read = fit(document(row), Case)
    assert lifecycle.faults(read, path=PATH) == ()
    return read


def codes(lacks: tuple[Unmet, ...]) -> list[str]:
    return [
        lack.needed.code if lack.about == "alliance" else f"{lack.needed.code} {lack.about}"
        for lack in lacks
    ]


@pytest.mark.parametrize("row", rows("moves"))
def test_moves(row):
    assert [move.to for move in lifecycle.moves(case(row), path=PATH)] == row["to"]


def test_every_state_has_its_row():
    assert {row["state"] for row in TABLES["moves"]["rows"]} == set(Stage)


@pytest.mark.parametrize("row", rows("held"))
def test_held(row):
    assert [move.to for move in lifecycle.moves(case(row), path=PATH)] == row["to"]


@pytest.mark.parametrize("row", rows("requirements"))
def test_requirements(row):
    answer = lifecycle.standing(case(row), path=PATH)

    assert codes(answer.unmet) == row["unmet"]
    assert (answer.overridden, answer.void) == ((), ())


def test_every_requirement_has_a_row_in_which_it_is_unmet():
    unmet = {code.split()[0] for row in TABLES["requirements"]["rows"] for code in row["unmet"]}

    assert unmet == {needed.code for needed in PATH.requirements}


@pytest.mark.parametrize("row", rows("overrides"))
def test_overrides(row):
    answer = lifecycle.standing(case(row), path=PATH)
    bare = {name: value for name, value in row.items() if name != "override"}
    without = lifecycle.standing(case(bare), path=PATH)

    assert [kept.needed.code for kept in answer.overridden] == (
        [row["override"]["code"]] if "counts" in row else []
    )
    assert [list(void.because) for void in answer.void] == ([row["void"]] if "void" in row else [])
    if "unmet" in row:
        assert codes(answer.unmet) == row["unmet"]
    assert (codes(answer.unmet) == codes(without.unmet)) is not ("counts" in row)


@pytest.mark.parametrize("row", rows("stops"))
def test_stops(row):
    stopped = lifecycle.standing(case(row), path=PATH).stopped

    assert [f"{stop.partner or 'alliance'} {stop.because}" for stop in stopped] == row["stopped"]
    for stop in stopped:
        expected = lifecycle.OF_A_PARTNER if stop.partner else lifecycle.OF_THE_ALLIANCE
        assert stop.what == expected
