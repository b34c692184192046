"""The published tables of risks, run row by row."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from convene import packs
from convene.core import risks, safeguards
from convene.core.reasons import Reason
from convene.core.risks import Rated
from convene.core.safeguards import Known
from convene.packs import alliances
from convene.packs.read import parse_file

TABLES: dict[str, Any] = parse_file(Path(__file__).parent / "risks.yaml")


def rows(name: str) -> list[Any]:
    return [pytest.param(row, id=row.get("name")) for row in TABLES[name]["rows"]]


def rated(given: Sequence[int] | None) -> Rated | None:
    return risks.rated(*given) if given else None


@pytest.mark.parametrize("row", rows("weights"))
def test_a_risk_weighs_its_product(row: dict[str, Any]):
    weighed = risks.rated(row["likelihood"], row["impact"])

    assert (weighed.score, weighed.band, weighed.needs_sign_off) == (
        row["score"],
        row["band"],
        row["sign_off"],
    )


@pytest.mark.parametrize("steps", [(0, 3), (3, 6), (-1, 1)])
def test_nothing_outside_of_the_scale_is_weighed(steps: tuple[int, int]):
    with pytest.raises(ValueError, match="should be 1 to 5"):
        risks.rated(*steps)


@pytest.mark.parametrize("row", rows("held"))
def test_a_risk_is_held_to_the_worse_rating(row: dict[str, Any]):
    worst = risks.worst([rated(row["before"]), rated(row["after"])])

    assert (worst.score if worst else None) == row["score"]


@pytest.mark.parametrize("row", rows("lowered"))
def test_one_person_alone_does_not_lower_a_risk_below_15(row: dict[str, Any]):
    people = {"edith": 1, "emil": 2}
    given = [(risks.rated(*steps), people[by]) for *steps, by in row["ratings"]]
    places = risks.standing(given)
    holds, waits = places if places is not None else (None, None)

    assert [None if place is None else given[place][0].score for place in (holds, waits)] == [
        row["holds"],
        row["waits"],
    ]


@pytest.mark.parametrize("row", rows("ends"))
def test_a_worse_rating_ends_a_sign_off(row: dict[str, Any]):
    new = risks.rated(*row["new"])

    assert risks.is_upward(new, last=rated(row["last"]), signed=row["signed"]) is row["ends"]


def test_a_risk_becomes_what_the_table_says():
    assert {row["was"]: tuple(row["to"]) for row in TABLES["becomes"]["rows"]} == risks.MOVES


@pytest.mark.parametrize("row", rows("proposed"))
def test_what_is_known_proposes_risks(row: dict[str, Any]):
    given = row["known"]
    known = Known(
        risks={code: tuple(map(Reason, why)) for code, why in given.get("risks", {}).items()},
        texts=tuple(given.get("texts", ())),
        partners=tuple((name, frozenset(marks)) for name, marks in given.get("partners", ())),
        technology=given.get("technology"),
    )
    proposed = safeguards.proposals(known, table=alliances.safeguards())

    assert {it.risk.id: [str(why) for why in it.because] for it in proposed} == row["proposed"]
    assert [it.risk.id for it in proposed] == list(row["proposed"])


def test_whatever_a_safeguard_names_is_in_the_guide():
    guide = packs.guide()
    for risk in alliances.safeguards():
        assert set(risk.guide) <= set(guide.records)
        assert set(risk.gates) <= set(guide.codes("gates"))
        assert bool(risk.title) is (risk.id not in guide.codes("risks"))
        assert bool(risk.title) is bool(risk.meaning)


def test_a_risk_of_the_guide_is_looked_at_or_refused_by_it():
    ours = {risk.id for risk in alliances.safeguards()}

    assert set(packs.guide().codes("risks")) - ours == {"deception"}
