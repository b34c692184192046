"""The published tables of ways and lessons, run row by row."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from convene.core import ways
from convene.packs.read import parse_file

TABLES: dict[str, Any] = parse_file(Path(__file__).parent / "practice.yaml")


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
