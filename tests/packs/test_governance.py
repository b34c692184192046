"""The figures of governance: what ships is what was published, and a bad row is refused by file,
row and value.
"""

import csv
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from convene import packs
from convene.core.scorecard import band, suggested
from convene.packs.load import PackError
from convene.packs.places.governance import HERE, figures, load, scorecard_of

PUBLISHED = Path(__file__).parents[2].parent / "shared/data/governance"
needs_published = pytest.mark.skipif(
    not PUBLISHED.is_dir(), reason="the publishers' files are not at hand; only the figures ship"
)
ROW = "PY,control_of_corruption,2019,-0.8293,0.1440,22.12"


def test_a_country_as_the_rule_sees_it() -> None:
    card = scorecard_of("PY")
    corruption = card.results[0]
    assert corruption.figure is not None
    assert (
        corruption.figure.value,
        corruption.figure.year,
        corruption.median,
        corruption.countries,
    ) == (
        Decimal("-0.8293"),
        2019,
        Decimal("-0.33985"),
        54,
    )
    assert band(corruption.figure, known=figures()) == "in the second-lowest fifth of countries"
    assert (card.group, card.passed, card.judged, card.missing, card.passes) == (
        "Upper middle income",
        2,
        7,
        0,
        False,
    )
    assert card.failing == (
        "control_of_corruption",
        "rule_of_law",
        "government_effectiveness",
        "regulatory_quality",
        "budget_transparency",
    )


def test_what_a_weak_figure_points_to_is_a_problem_of_the_guide() -> None:
    found = suggested(scorecard_of("PY"), packs.guide().shortfalls)
    assert [shortfall.indicator for shortfall in found] == list(scorecard_of("PY").failing)
    assert found[0].challenges == (
        "administrative_corruption",
        "grand_corruption",
        "procurement_opacity",
    )


def test_every_shortfall_is_of_an_indicator_there_is() -> None:
    assert {shortfall.indicator for shortfall in packs.guide().shortfalls} <= {
        indicator.id for indicator in figures().indicators
    }


def test_no_figure_is_no_failure() -> None:
    card = scorecard_of("VA")
    assert (card.group, card.judged, card.missing, card.passes, card.failing) == (
        "",
        0,
        7,
        None,
        (),
    )


@needs_published
def test_the_figures_of_a_country_are_those_that_were_published() -> None:
    with (PUBLISHED / "2020_Worldwide_Governance_Indicators_1996-2019.csv").open(
        encoding="latin-1", newline=""
    ) as stream:
        published = {
            row["Indicator"]: row
            for row in csv.DictReader(stream)
            if (row["Code"], row["Year"]) == ("PRY", "2019")
        }
    for name, indicator in (
        ("ControlofCorruption", "control_of_corruption"),
        ("VoiceandAccountability", "voice_and_accountability"),
    ):
        figure = figures().figures["PY", indicator]
        assert float(figure.value) == pytest.approx(float(published[name]["Estimate"]), abs=0.00005)
        assert figure.rank is not None
        assert float(figure.rank) == pytest.approx(float(published[name]["Rank"]), abs=0.005)
    with (PUBLISHED / "wdr2025_open_budget.csv").open(encoding="utf-8", newline="") as stream:
        (score,) = [
            row
            for row in csv.DictReader(stream)
            if (row["country_code"], row["year"]) == ("PRY", "2023.0")
        ]
    assert figures().figures["PY", "budget_transparency"].value == round(
        Decimal(score["budget_transparency_score"])
    )


@needs_published
def test_the_figures_are_what_the_tool_makes_of_the_published_files() -> None:
    from tools.governance import (
        _figures,
    )  # local: the tool is for maintainers, and no other test needs it

    shipped = (HERE / "governance.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert [",".join(map(str, row)) for row in sorted(_figures(PUBLISHED))] == shipped


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("QQ,control_of_corruption,2019,0.1,,", "“QQ” is no country we know"),
        ("PY,honesty,2019,0.1,,", "“honesty” is not among the indicators"),
        (
            "PY,control_of_corruption,2031,0.1,,",
            "“2031” is no year up to 2019, the edition of control_of_corruption",
        ),
        ("PY,control_of_corruption,2019,high,,", "“high” is not a number"),
        ("PY,control_of_corruption,2019,NaN,,", "“NaN” is not a number"),
        (
            "PY,control_of_corruption,2019,7.5,,",
            "7.5 lies outside the scale of control_of_corruption, -3 to 3",
        ),
        ("PY,control_of_corruption,2019,0.1", "should have 6 cells, found 4"),
        (f"{ROW}\n{ROW}", "control_of_corruption of “PY” stands twice"),
    ],
)
def test_a_bad_row_is_refused(tmp_path: Path, row: str, fault: str) -> None:
    shutil.copy(HERE / "governance.yaml", tmp_path)
    (tmp_path / "governance.csv").write_text(
        f"country,indicator,year,value,error,rank\n{row}\n", encoding="utf-8"
    )
    with pytest.raises(PackError) as error:
        load(tmp_path)
    assert str(error.value) == f"governance.csv: row {row.count(chr(10)) + 2}: {fault}"


def test_a_file_with_other_columns_is_refused(tmp_path: Path) -> None:
    shutil.copy(HERE / "governance.yaml", tmp_path)
    (tmp_path / "governance.csv").write_text("country,value\nPY,1\n", encoding="utf-8")
    with pytest.raises(
        PackError, match="row 1: the columns should be country, indicator, year, value, error, rank"
    ):
        load(tmp_path)


def test_a_key_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    text = (HERE / "governance.yaml").read_text(encoding="utf-8")
    (tmp_path / "governance.yaml").write_text(f"{text}colour: green\n", encoding="utf-8")
    with pytest.raises(PackError, match=r"governance\.yaml: colour: unknown key"):
        load(tmp_path)
