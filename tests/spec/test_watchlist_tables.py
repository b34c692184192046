"""The published tables of watchlists, run row by row."""

from pathlib import Path
from typing import Any

import pytest

from convene.core.watchlists import cautions, counts, kind_of, lowered_part, settled, thing
from convene.packs.read import parse_file

TABLES: dict[str, Any] = parse_file(Path(__file__).parent / "watchlists.yaml")
WHY = {
    "weak_alias": "The list itself calls this name a weak one, which others may well share.",
    "a_ship": "The entry is a ship, neither a person nor an organisation.",
    "an_aircraft": "The entry is an aircraft, neither a person nor an organisation.",
    "over": "The period that the list gives ended on 2026-03-31: it bars nobody now.",
    "initials": ("Only the initials of the name asked about are the same, which others may share."),
    "split": (
        "A bracket, dash or stroke parts it from the rest, which may be one name;"
        " no country agrees."
    ),
}


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(row, id=" ".join(row["topics"]) or "nothing")
        for row in TABLES["listings"]["rows"]
    ],
)
def test_listings(row):
    topics = tuple(row["topics"])

    assert (kind_of(topics), counts(topics), str(thing(topics) or "")) == (
        row["kind"],
        row["counts"],
        row.get("thing", ""),
    )
    assert [str(sentence) for sentence in cautions(topics)] == row.get("says", [])


@pytest.mark.parametrize(
    "row", [pytest.param(row, id=row["name"]) for row in TABLES["bands"]["rows"]]
)
def test_bands(row):
    band, why = settled(
        row["near"],
        asked=row.get("asked", "unknown"),
        quality=row.get("quality", ""),
        topics=tuple(row["topics"]),
        birth=row.get("birth", ""),
        over="2026-03-31" if row.get("over") else "",
        number=row.get("number", False),
    )

    assert (band, [str(sentence) for sentence in why]) == (
        row["band"],
        [WHY[code] for code in row.get("why", [])],
    )


@pytest.mark.parametrize(
    "row", [pytest.param(row, id=row["name"]) for row in TABLES["parts"]["rows"]]
)
def test_parts(row):
    band, why = lowered_part(row["near"], way=row["way"], agrees=row.get("agrees", False))

    assert (band, [str(sentence) for sentence in why]) == (
        row["band"],
        [WHY[code] for code in row.get("why", [])],
    )
