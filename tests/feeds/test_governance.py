"""Figures of governance as their publishers write them, in each of the layouts."""

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from convene.core.scorecard import Figure, Source, with_edition
from convene.feeds import FeedError
from convene.feeds.governance import read
from convene.packs.places.governance import shipped

PUBLISHED = Path(__file__).parents[2].parent / "shared/data"
needs_published = pytest.mark.skipif(
    not PUBLISHED.is_dir(), reason="the publishers' own files are not at hand here"
)
PARAGUAY = Figure(
    country="PY",
    indicator="control_of_corruption",
    year=2024,
    value=Decimal("-0.9"),
    error=Decimal("0.15"),
    rank=Decimal("20.5"),
)
LONG = "countryname,code,year,indicator,estimate,stddev,nsource,pctrank\n"
OF_PARAGUAY = "Paraguay,PRY,2024,cc,-0.9,0.15,9,20.5\n"


def table(folder: Path, text: str) -> Path:
    file = folder / "wgi.csv"
    file.write_text(text, encoding="utf-8")
    return file


def sheet_of(folder: Path, name: str, rows: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    book.create_sheet("Introduction", 0)
    filled = book.create_sheet(name)
    for cells in rows:
        filled.append(cells)
    book.save(folder / "wgi.xlsx")
    return folder / "wgi.xlsx"


def test_a_row_for_each_figure(tmp_path: Path) -> None:
    older = "Paraguay,PRY,2023,cc,-0.8,0.15,9,22\nMars,MRS,2024,cc,1,0.1,9,99\n"
    nothing = "Angola,AGO,2024,cc,..,..,..,..\n"
    taken = read(table(tmp_path, LONG + older + OF_PARAGUAY + nothing), form="wgi")
    assert taken.edition.figures == (PARAGUAY,)
    assert taken.edition.source.title == "Worldwide Governance Indicators, 2024"
    assert dict(taken.elsewhere) == {"MRS": 3}


def test_a_column_for_each_year(tmp_path: Path) -> None:
    head = "Country Name,Country Code,Series Name,Series Code,2023 [YR2023],2024 [YR2024]\n"
    rows = (
        "Paraguay,PRY,Control of Corruption: Estimate,CC.EST,-0.8,-0.9\n"
        "Paraguay,PRY,Control of Corruption: Standard Error,CC.STD.ERR,0.15,0.15\n"
        "Paraguay,PRY,Control of Corruption: Percentile Rank,CC.PER.RNK,22,20.5\n"
        "Paraguay,PRY,Something else,XX.YY,1,1\n"
    )
    assert read(table(tmp_path, head + rows), form="wgi").edition.figures == (PARAGUAY,)


def test_a_sheet_for_each_indicator_under_a_row_of_years(tmp_path: Path) -> None:
    file = sheet_of(
        tmp_path,
        "ControlofCorruption",
        [
            ["Control of Corruption"],
            [None, None, 2023, 2023, 2023, 2024, 2024, 2024],
            [
                "Country/Territory",
                "Code",
                "Estimate",
                "StdErr",
                "Rank",
                "Estimate",
                "StdErr",
                "Rank",
            ],
            ["Paraguay", "PRY", -0.8, 0.15, 22, -0.9, 0.15, 20.5],
            ["Angola", "AGO", "#N/A", "#N/A", "#N/A", "#N/A", "#N/A", "#N/A"],
        ],
    )
    assert read(file, form="wgi").edition.figures == (PARAGUAY,)


def test_a_column_for_each_measure(tmp_path: Path) -> None:
    text = "country_text_id,year,v2xcs_ccsi,v2x_other\nPRY,2024,0.71,9\nPRY,2025,,9\n"
    edition = read(table(tmp_path, text), form="vdem").edition
    assert [(it.indicator, it.year, it.value) for it in edition.figures] == [
        ("vdem_civil_society", 2024, Decimal("0.71"))
    ]
    assert [(it.title, it.scale) for it in edition.measures] == [
        ("Core civil society", "from 0 to 1")
    ]


def test_a_table_of_ones_own_names_its_measures(tmp_path: Path) -> None:
    own = Source(id="own", title="Ours", publisher="Us", licence="CC0", address="", edition=0)
    text = (
        "country,indicator,year,value\nPerú,Trust in courts,2025,41\nPE,Trust in courts,2024,40\n"
    )
    edition = read(table(tmp_path, text), form="own", own=own).edition
    assert [(it.country, it.indicator, it.year, it.value) for it in edition.figures] == [
        ("PE", "own: Trust in courts", 2025, Decimal(41))
    ]
    assert (edition.source.title, edition.source.edition) == ("Ours, 2025", 2025)


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("Paraguay,PRY,2024,cc,low,,,\n", "wgi.csv: row 2: “low” is not a number"),
        ("Paraguay,PRY,soon,cc,1,,,\n", "wgi.csv: row 2: “soon” is no year"),
        ("Paraguay,PRY,2199,cc,1,,,\n", "wgi.csv: row 2: “2199” is no year, or one to come"),
        ("Paraguay,PRY,2024,cc,1e9999,,,\n", "wgi.csv: row 2: “1e9999” is not a number"),
        ("Paraguay,PRY,2024,cc,٣,,,\n", "wgi.csv: row 2: “٣” is not a number"),
        ("Paraguay,PRY,2024,cc,1_0,,,\n", "wgi.csv: row 2: “1_0” is not a number"),
        ("Paraguay,PRY,2024,cc,NaN5,,,\n", "wgi.csv: row 2: “NaN5” is not a number"),
        ("Paraguay,PRY,2024,cc,30,,,\n", "wgi.csv: row 2: 30 lies outside the scale, -3 to 3"),
        ("Paraguay,PRY,2024,xx,1,,,\n", "wgi.csv: no figure was found that is read as “wgi”"),
    ],
)
def test_what_is_wrong_is_named_by_file_row_and_value(tmp_path: Path, row: str, fault: str) -> None:
    with pytest.raises(FeedError, match=fault.replace(".", r"\.")):
        read(table(tmp_path, LONG + row), form="wgi")


def test_a_measure_of_ones_own_never_passes_for_a_publishers(tmp_path: Path) -> None:
    own = Source(id="own", title="Ours", publisher="Us", licence="CC0", address="", edition=0)
    text = "country,indicator,year,value\nPY,control_of_corruption,2025,3\n"
    edition = read(table(tmp_path, text), form="own", own=own).edition
    known = with_edition(shipped(), edition)
    ruled = ("PY", "control_of_corruption")
    assert known.figures[ruled] == shipped().figures[ruled]
    assert [it.title for it in known.measures] == ["control_of_corruption"]


def test_a_name_that_is_too_long_is_refused_not_cut(tmp_path: Path) -> None:
    own = Source(id="own", title="Ours", publisher="Us", licence="CC0", address="", edition=0)
    text = f"country,indicator,year,value\nPY,{'x' * 121},2025,3\n"
    with pytest.raises(FeedError, match=r"row 2: “x{40}…” is longer than 120"):
        read(table(tmp_path, text), form="own", own=own)


def test_of_two_figures_for_one_year_none_is_taken(tmp_path: Path) -> None:
    other = "Paraguay,PRY,2024,cc,-0.7,0.15,9,20.5\nAngola,AGO,2024,cc,-1,0.2,9,14\n"
    taken = read(table(tmp_path, LONG + OF_PARAGUAY + other), form="wgi")
    assert [it.country for it in taken.edition.figures] == ["AO"]
    assert dict(taken.twice) == {"PRY": 1}


@needs_published
def test_the_open_budget_survey_as_its_own_workbook() -> None:
    edition = read(PUBLISHED / "budget-survey/OBI 2017.xlsx", form="obs").edition
    known = {it.country: it.value for it in edition.figures}
    assert (edition.source.edition, len(known), known["AF"]) == (2017, 114, Decimal(49))
