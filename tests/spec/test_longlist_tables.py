"""The published tables of the longlist, run row by row."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from convene import packs
from convene.core.guide import Motivation
from convene.core.longlist import (
    Alliance,
    Candidate,
    Facts,
    Foundation,
    Longlist,
    Membership,
    Seen,
    Wanted,
    Work,
    evidence,
    longlist,
)
from convene.core.longlist.order import varied
from convene.core.longlist.withholding import alerts
from convene.core.watchlists import Match
from convene.packs.read import parse_file

TABLES: dict[str, Any] = parse_file(Path(__file__).parent / "longlist.yaml")
GUIDE = packs.guide()
WEIGHTS = {"precedent": 4, "clear": 2, "hint": 1, "none": 0}
LISTED = {
    "list": "Clean Trade Pledge",
    "question": "Q3",
    "source": 4,
    "as_of": "2026-03-31",
    "loaded": "2026-06-01",
    "standing": "member",
}
KINDS = {"c": "70", "f": "60", "n": "21"}


def rows(table: str) -> list[Any]:
    return [pytest.param(row, id=row["name"]) for row in TABLES[table]["rows"]]


def facts(given: dict[str, Any], *, years: Any = (2022, 2025)) -> Facts:
    """Return facts as a row writes them: numbers are how many are seen, in these years."""

    def seen(count: int) -> Seen:
        return Seen(count=count, first_year=years[0], last_year=years[1])

    own = dict(given)
    for field in ("here", "models_here", "models_near"):
        own[field] = {key: seen(count) for key, count in own.get(field, {}).items()}
    own["sectors"] = {code: seen(1) for code in own.get("sectors", ())}
    own["countries"] = tuple(own.get("countries", ()))
    own["alliances"] = tuple(
        Alliance(**{"year": None, "source": 0, **ally}) for ally in own.get("alliances", ())
    )
    own["memberships"] = tuple(
        Membership(**{**LISTED, **membership}) for membership in own.get("memberships", ())
    )
    if "paid" in own:
        own["paid_here"] = seen(own.pop("paid"))
    for field in ("work", "work_anywhere"):
        own[field] = _work(own.get(field, {}), seen)
    if "foundation" in own:
        own["foundation"] = Foundation(name=own["foundation"], seen=seen(1))
    return Facts(**{"organisation": "cv-1", "name": "Blue Hill", **own})


def _work(given: dict[str, int], seen: Callable[[int], Seen]) -> Work:
    counts = {name: count for name, count in given.items() if name != "paid"}
    return Work(paid=seen(given["paid"]) if "paid" in given else None, **counts)


def wanted(row: dict[str, Any]) -> Wanted:
    return Wanted(
        country="AO",
        region="africa",
        models=tuple(row.get("models", ["M2"])),
        sectors=tuple(row.get("sectors", ())),
    )


def listed(*everyone: Facts, row: dict[str, Any]) -> Longlist:
    return longlist(
        everyone, wanted=wanted(row), guide=GUIDE, this_year=2026, length=row.get("length", 30)
    )


def only(row: dict[str, Any]) -> Candidate:
    """Return the one candidate of a row."""
    own = facts(row["facts"], years=row.get("years", (2022, 2025)))
    (candidate,) = listed(own, row=row).candidates
    return candidate


@pytest.mark.parametrize("row", rows("parties"))
def test_parties(row):
    own = facts(row["facts"])

    assert (own.party, len(listed(own, row=row).candidates)) == (row["party"], row["listed"])


@pytest.mark.parametrize("row", rows("evidence"))
def test_evidence(row):
    own = facts(row["facts"], years=row.get("years", (2022, 2025)))
    lines = evidence(own, wanted=wanted(row))

    assert [
        (line.question, line.weight, line.row, line.inferred, line.reason.cites, str(line.reason))
        for line in lines
    ] == [
        (
            line["question"],
            WEIGHTS[line["weighs"]],
            line.get("row", ""),
            line.get("inferred", False),
            (line["question"], *line.get("cites", ())),
            line["says"],
        )
        for line in row["lines"]
    ]
    assert [
        line.seen.count for line, shown in zip(lines, row["lines"], strict=True) if "seen" in shown
    ] == [shown["seen"] for shown in row["lines"] if "seen" in shown]


@pytest.mark.parametrize("row", rows("bands"))
def test_bands(row):
    candidate = only(row)

    assert (candidate.points, candidate.band) == (row["points"], row["band"])


@pytest.mark.parametrize("row", rows("motivations"))
def test_motivations(row):
    candidate = only(row)

    assert (candidate.row, candidate.link, list(candidate.asks)) == (
        row["row"],
        row["link"],
        row["asks"],
    )
    opening = GUIDE.get(row["row"], Motivation).opening if row["row"] else ""
    assert candidate.opening == opening


@pytest.mark.parametrize("row", rows("order"))
def test_order(row):
    everyone = [
        facts({"organisation": f"cv-{number}", **own}, years=row.get("years", (2022, 2025)))
        for number, own in enumerate(row["candidates"])
    ]

    assert [one.facts.name for one in listed(*everyone, row=row).candidates] == row["order"]


@pytest.mark.parametrize("row", rows("donors"))
def test_donors(row):
    found = listed(facts(row["facts"]), row=row)
    apart = [[str(reason) for reason in one.works] for one in found.for_donors]

    assert apart == ([row["says"]] if row.get("apart") else [])
    assert [one.row for one in found.for_donors] == [""] * len(apart)
    assert len(found.left["for_donors_elsewhere"]) == ("elsewhere" in row)
    assert len(found.candidates) == (row.get("apart") is False)


@pytest.mark.parametrize("row", rows("calling"))
def test_calling(row):
    found = listed(facts(row["facts"]), row=row)
    (candidate,) = (*found.candidates, *found.for_donors)
    call = candidate.call

    assert list(candidate.gave) == row.get("gave", [])
    assert {
        "why": str(call.why),
        "ask": str(call.ask),
        "through": str(call.through),
        "first": str(call.first),
    } == row["call"]


@pytest.mark.parametrize("row", rows("variety"))
def test_variety(row):
    """All are alike in everything but their kind."""
    everyone = [
        Candidate(
            facts=facts({"organisation": f"cv-{letter}-{number}", "name": letter, "type": kind}),
            band="weak",
            points=1,
            evidence=(),
        )
        for number, letter in enumerate(row["ranked"])
        if (kind := KINDS[letter])
    ]

    assert "".join(one.facts.name for one in varied(everyone)) == row["listed"]


@pytest.mark.parametrize("row", rows("unknown"))
def test_what_nobody_knows(row):
    assert [str(reason) for reason in only(row).unknown] == row["says"]


@pytest.mark.parametrize("row", TABLES["withheld"]["rows"], ids=str)
def test_withheld(row):
    ruled_out = {
        None: [],
        True: [("ofac", "7")],
        "another entry": [("ofac", "8")],
        "the same number on another list": [("un", "7")],
    }[row.get("ruled_out")]
    match = Match(
        list="ofac",
        list_date="2026-01-01",
        entry="7",
        name="Blue Hill",
        score=0.9,
        band=row["band"],
        why=(),
        kind=row["kind"],
    )

    assert alerts([match], ruled_out=ruled_out) == ((match,) if row["withheld"] else ())
