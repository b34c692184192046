"""The published tables of the scorecard, run row by row."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from convene.core import scorecard as rule
from convene.core.scorecard import Figure, Figures, Indicator, Right, Rule, Source
from convene.packs.read import parse_file

TABLES: dict[str, Any] = parse_file(Path(__file__).parent / "scorecard.yaml")
MARKS = {"y": True, "n": False, "-": None}
SOURCE = Source(
    id="survey", title="A survey", publisher="Nobody", licence="none", address="", edition=2020
)


def rows(name: str) -> list[Any]:
    return [
        pytest.param(row, id=row.get("name", str(number)))
        for number, row in enumerate(TABLES[name]["rows"], start=1)
    ]


def known(figures: dict[str, str], *, bar: str | None = None, year: int = 2020) -> Figures:
    """Return what is known where one thing is measured in made-up countries of one income group."""
    scale = (Decimal(-100), Decimal(100))
    honesty = Indicator(
        id="honesty",
        title="Honesty",
        asks="",
        source="survey",
        scale=scale,
        banded_by="value",
        bar=Decimal(bar) if bar else None,
    )
    return Figures(
        sources=(SOURCE,),
        indicators=(honesty,),
        bands={},
        rule=Rule(
            corruption="honesty",
            rights=(Right(id="speech", title="Speech", by="honesty", because=""),),
        ),
        groups=dict.fromkeys([*figures, "me"], "Low income"),
        figures={
            (country, "honesty"): Figure(
                country=country, indicator="honesty", year=year, value=Decimal(value)
            )
            for country, value in figures.items()
        },
    )


@pytest.mark.parametrize("row", rows("indicators"))
def test_indicators(row):
    peers = list(row["peers"])
    figures = {"me": row["value"]} if "value" in row else {}
    if figures:
        peers.remove(row["value"])
    figures |= {f"country {number}": value for number, value in enumerate(peers)}
    (result,) = rule.scorecard("me", known=known(figures, bar=row.get("bar"))).results
    middle = None if row["median"] is None else Decimal(row["median"])
    assert (result.median, result.countries, result.passes, result.by) == (
        middle,
        len(row["peers"]),
        row["passes"],
        row["by"],
    )


@pytest.mark.parametrize("row", rows("near"))
def test_near(row):
    error = Decimal(row["error"]) if "error" in row else None
    figure = Figure(
        country="me", indicator="honesty", year=2020, value=Decimal(row["value"]), error=error
    )
    assert rule.is_near(figure, Decimal(row["median"])) is row["near"]


@pytest.mark.parametrize("row", rows("countries"))
def test_countries(row):
    half = rule.has_half([MARKS[mark] for mark in row["indicators"]])
    rights = rule.either([MARKS[mark] for mark in row["rights"]])
    assert (half, rule.both([half, MARKS[row["corruption"]], rights])) == (
        row["half"],
        row["passes"],
    )


def test_a_figure_of_an_earlier_edition_is_told_and_never_judged():
    (result,) = rule.scorecard(
        "me", known=known({"me": "99", "a": "1", "b": "2", "c": "3", "d": "4"}, year=2013)
    ).results
    assert (result.figure, result.passes, result.countries) == (None, None, 0)
    assert result.earlier is not None
    assert (result.earlier.year, result.earlier.value) == (2013, Decimal(99))


def test_a_country_without_an_income_group_is_not_compared():
    card = rule.scorecard(
        "elsewhere", known=known({"a": "1", "b": "2", "c": "3", "d": "4", "e": "5"})
    )
    assert (card.group, card.passes, card.missing, card.failing) == ("", None, 1, ())
