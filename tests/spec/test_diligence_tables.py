"""The published tables of due diligence, run row by row."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from convene.core import diligence
from convene.core.diligence import Facts, HitFact, Level, Standing, State
from convene.packs.diligence import HERE, load_preset
from convene.packs.read import parse_file

TABLES: dict[str, Any] = parse_file(Path(__file__).parent / "diligence.yaml")
PRESET = load_preset(HERE)


def rows(name: str) -> list[Any]:
    return [
        pytest.param(row, id=row.get("name", str(number)))
        for number, row in enumerate(TABLES[name]["rows"], start=1)
    ]


@pytest.mark.parametrize("row", rows("moves"))
def test_moves(row):
    assert sorted(to for to in State if diligence.may_move(State(row["from"]), to)) == row["to"]


def test_every_state_has_its_row():
    assert {row["from"] for row in TABLES["moves"]["rows"]} == set(State)


@pytest.mark.parametrize("row", rows("levels"))
def test_levels(row):
    known: dict[str, bool | None] = {
        trigger.id: trigger.id in row.get("yes", ()) for trigger in PRESET.depth.triggers
    }
    known |= dict.fromkeys(row.get("unknown", ()), None)
    value = Decimal(row["value"]) if "value" in row else None
    found = diligence.level(
        Facts(known=known, value=value, currency=row.get("currency", "")), depth=PRESET.depth
    )
    assert (found.level, list(found.reasons)) == (row["level"], row["reasons"])


@pytest.mark.parametrize("row", rows("validity"))
def test_validity(row):
    validity = dict.fromkeys(Level, row["pack"]) if "pack" in row else PRESET.validity
    months = diligence.months(Level(row["level"]), validity=validity, asked=row.get("asked"))
    assert diligence.valid_until(
        date.fromisoformat(row["decided"]), months=months
    ) == date.fromisoformat(row["until"])


@pytest.mark.parametrize("row", rows("approvers"))
def test_approvers(row):
    assert (
        list(diligence.bars(row["person"], assessor=1, sponsor=2, conflicted=[3], decided=[4]))
        == row["bars"]
    )


@pytest.mark.parametrize("row", rows("verdicts"))
def test_verdicts(row):
    assert (
        diligence.verdict([State(vote) for vote in row["votes"]], level=Level(row["level"]))
        == row["verdict"]
    )


@pytest.mark.parametrize("row", rows("stops"))
def test_stops(row):
    hits = [HitFact(kind=row["kind"], state=row["state"])]
    found = diligence.stops(hits)
    assert (found.hard, found.legal, diligence.raises(hits)) == (
        row["hard"],
        row["legal"],
        row["enhanced"],
    )


@pytest.mark.parametrize("row", rows("hurdles"))
def test_hurdles(row):
    but = dict(row["but"])
    hits = (HitFact(kind="own", state="open"),) if but.pop("open", False) else ()
    missing = tuple(but.pop("missing", ()))
    standing = Standing(**{"screened": True, "hits": hits, "missing_areas": missing, **but})
    assert list(diligence.hurdles(standing, to=State(row["to"]))) == row["hurdles"]
