"""The published tables of when two names are one organisation, run row by row."""

from pathlib import Path
from typing import Any

import pytest

from convene.core.identifiers import bare
from convene.core.sameness import Facts, Shared, judge
from convene.core.spelling import fold, in_full, without_acronym
from convene.packs.read import parse_file

TABLES: dict[str, Any] = parse_file(Path(__file__).parent / "sameness.yaml")
NUMBER = {"text": "GB-COH-1234567", "names": 2, "certain": True}
EVERYTHING = {
    "name": 0.98,
    "same_letters": True,
    "shared": [NUMBER],
    "website": "lantern.example",
    "countries": ["PY", "PY"],
    "partners": 9,
}


def rows(table: str) -> list[Any]:
    return [pytest.param(row, id=row.get("name", row.get("text"))) for row in TABLES[table]["rows"]]


def facts(given: dict[str, Any]) -> Facts:
    """Return facts as a row writes them; names that are as likely one as two unless it
    says more.
    """
    shared = tuple(Shared(**number) for number in given.get("shared", ()))
    pairs: dict[str, Any] = {
        name: tuple(given[name]) for name in ("countries", "kinds", "clash") if name in given
    }
    fields: dict[str, Any] = {"name": 0.5, **given, **pairs, "shared": shared}
    return Facts(**fields)


@pytest.mark.parametrize("row", rows("points"))
def test_points(row):
    judgement = judge(facts(row["facts"]))

    assert [str(sentence) for sentence in judgement.why] == list(row["points"])
    assert [reason.points for reason in judgement.weighed] == pytest.approx(
        [*row["points"].values()]
    )


@pytest.mark.parametrize("row", rows("verdicts"))
def test_verdicts(row):
    judgement = judge(facts(row["facts"]))

    assert (judgement.verdict, round(judgement.score, 4)) == (row["verdict"], row["score"])


@pytest.mark.parametrize("row", rows("guards"))
def test_guards(row):
    assert judge(facts({**EVERYTHING, **row["facts"]})).verdict == row["verdict"]


@pytest.mark.parametrize("row", rows("rests"))
def test_what_a_join_rests_on(row):
    assert judge(facts(row["facts"])).kind == row["rests"]


@pytest.mark.parametrize("row", rows("folding"))
def test_folding(row):
    assert fold(row["text"]) == row["result"]


@pytest.mark.parametrize("row", rows("acronyms"))
def test_acronyms(row):
    assert without_acronym(row["text"]) == row["result"]


@pytest.mark.parametrize("row", rows("united_states"))
def test_the_united_states(row):
    assert in_full(row["text"]) == row["result"]


@pytest.mark.parametrize("row", rows("identifiers"))
def test_identifiers(row):
    assert bare(row["text"], scheme=row["scheme"]) == row["result"]
