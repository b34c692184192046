"""The published tables of the advice rules, run row by row."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from convene import packs
from convene.core.advice import advise
from convene.core.answer import Answer
from convene.core.request import Request
from convene.packs import places
from convene.packs.read import fit, parse_file

TABLES = parse_file(Path(__file__).parent / "advice.yaml")["tables"]
ROWS = [
    pytest.param(row, id=f"{table['title']}: {row['name']}")
    for table in TABLES
    for row in table["rows"]
]
MODEL_KEYS = {"parts", "fit", "motivations", "precedent", "examples", "score", "band"}
TRACED = ("rows", "traits", "lessons", "gates", "risks", "resources", "trends", "dac", "sdg")


def answer(ask: dict[str, Any]) -> Answer:
    return advise(fit(ask, Request), guide=packs.guide(), regions=places.regions())


@pytest.mark.parametrize("row", ROWS)
def test_row(row: dict[str, Any]) -> None:
    got = answer(row["ask"])
    seen: dict[str, Any] = {"outcome": got.outcome, "unknown": [item.value for item in got.unknown]}
    seen["nearest"] = [item.nearest[0] for item in got.unknown if item.nearest]
    seen["refused"] = {item.code: [item.reason, item.cite] for item in got.refused}
    seen |= {name: list(getattr(got, name)) for name in TRACED}
    if "model" in row:
        advised = got.advised(row["model"])
        assert advised is not None
        seen |= {
            "fit": advised.fit,
            "band": advised.band,
            "precedent": advised.precedent,
            "examples": list(advised.examples),
        }
        seen["motivations"] = {item.row: item.status for item in advised.motivations}
        seen["score"] = str(advised.score)
        seen["parts"] = {
            name: str(part) for name, part in advised.parts.items() if name in row.get("parts", {})
        }
    expected = {
        key: value for key, value in row.items() if key not in ("name", "ask", "model", "absent")
    }
    assert {key: seen[key] for key in expected} == expected
    assert not {model.model for model in got.models} & set(row.get("absent", []))
    assert set(row) <= {
        "name",
        "ask",
        "model",
        "absent",
        "unknown",
        "nearest",
        "refused",
        "outcome",
        *MODEL_KEYS,
        *TRACED,
    }, "a key no test reads"


def test_the_tables_use_exact_fractions() -> None:
    shown = [
        value
        for table in TABLES
        for row in table["rows"]
        for value in row.get("parts", {}).values()
    ]
    assert all(str(Fraction(value)) == value for value in shown)
