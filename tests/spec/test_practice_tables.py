"""The published tables of ways and lessons, run row by row."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from convene.core import ways
from convene.core.lessons import Known, Lesson, judged, named_in
from convene.core.reasons import Reason
from convene.packs.read import parse_file

TABLES: dict[str, Any] = parse_file(Path(__file__).parent / "practice.yaml")

KNOWN = Known(
    holds={"extractives": (Reason("A mine is in it."),)},
    fails={"mobile_technology": (Reason("No technology is used."),)},
    model="M2",
    model_title="Local development",
)


def rows(name: str) -> list[Any]:
    return [pytest.param(row, id=row.get("name")) for row in TABLES[name]["rows"]]


def test_a_way_becomes_what_the_table_says():
    table = {row["was"]: tuple(row["to"]) for row in TABLES["becomes"]["rows"]}

    assert table == dict(ways.MOVES)


@pytest.mark.parametrize(("planned", "state"), [(True, "planned"), (False, "open")])
def test_what_is_taken_back_is_planned_again_or_open(planned: bool, state: str):
    assert ways.taken_back(is_planned=planned) == state


@pytest.mark.parametrize("row", rows("late"))
def test_a_way_is_late_after_its_day(row: dict[str, Any]):
    due = row["due"] and date.fromisoformat(str(row["due"]))
    today = date.fromisoformat(str(row["today"]))

    assert ways.is_late(row["state"], due_on=due, today=today) is row["late"]


@pytest.mark.parametrize("row", rows("lessons"))
def test_a_lesson_holds_where_a_trigger_is_known_to(row: dict[str, Any]):
    lesson = Lesson(id="L", when=tuple(row["when"]), models=tuple(row["models"]))
    it = judged(lesson, KNOWN)

    assert it.stands == row["stands"]
    assert [str(reason) for reason in it.because] == row["because"]
    assert list(it.unknown) == row["unknown"]


@pytest.mark.parametrize("row", rows("names"))
def test_a_name_is_found_as_whole_words(row: dict[str, Any]):
    assert bool(named_in(row["text"], ["Heron Savings Bank"])) is row["there"]
