"""The terminal and the pages give the same answer to the same question."""

import json
import re
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from convene.apps.accounts.models import Role
from tests.apps.finder.fictional import listed, served
from tests.apps.registry.people import at_desk_of, person
from tests.terminal import convene

pytestmark = pytest.mark.django_db
SAME = "The names are the same once legal forms, case, accents and punctuation are set aside."


def terminal(*words: str) -> Any:
    said = convene(*words, "--json")
    assert said.returncode == 0, said.stderr
    return json.loads(said.stdout)


def reviewer() -> Client:
    """Return the browser of someone who is shown all candidates."""
    return at_desk_of(person("Rita", Role.REVIEWER))


def test_a_longlist_names_the_same_candidates_for_the_same_reasons(tmp_path):
    served("same-longlist")
    listed(tmp_path, "Quern Harbour Works")
    said = terminal("longlist", "--country", "AO", "--model", "M2")
    shown = reviewer().get("/partners/?country=AO&model=M2").context["found"]
    by_id = {one.candidate.facts.organisation: one for one in (*shown.shown, *shown.withheld)}

    assert [(one["organisation"], one["band"]) for one in said["candidates"]] == [
        ("cv-found", "plausible"),
        ("cv-blue", "plausible"),
        ("cv-port", "weak"),
    ]
    assert {
        id: (one.candidate.band, [line.seen.sources for line in one.candidate.evidence])
        for id, one in by_id.items()
    } == {
        one["organisation"]: (one["band"], [tuple(line["sources"]) for line in one["evidence"]])
        for one in said["candidates"]
    }
    assert [match.entry for match in by_id["cv-port"].alerts] == ["7"]
    assert [match["entry"] for match in said["candidates"][-1]["alerts"]] == ["7"]
    assert (shown.longlist.considered, said["considered"]) == (3, 3)


def test_a_country_has_the_same_scorecard_and_points_to_the_same_problems():
    said = terminal("country", "PY")
    page = Client().get("/countries/PY/").context["page"]

    assert (said["passed"], said["judged"], said["missing"], said["passes"]) == (2, 7, 0, False)
    assert (page.card.passed, page.card.judged, page.card.missing) == (2, 7, 0)
    assert [(point["indicator"], point["challenges"]) for point in said["points_to"]] == [
        (pointer.indicator.id, [challenge.id for challenge in pointer.challenges])
        for pointer in page.pointers
    ]
    assert [right["stood_in_for_by"] for right in said["stand_ins"]] == [
        right.indicator.id for right in page.rights
    ]


def test_an_unsaved_answer_has_the_same_paper(tmp_path: Path):
    file = tmp_path / "paper.html"
    asked = ("--country", "PY", "--challenge", "procurement_opacity", "--sector", "ict")
    best = terminal("advise", *asked, "--concept", str(file))["models"][0]["model"]
    address = "country=PY&challenge=procurement_opacity&sector=ict"
    page = (
        Client().get(f"/advice/answer/concept-paper.html?{address}&model={best}").content.decode()
    )

    assert best == "M1"
    assert file.read_text(encoding="utf-8") == page
    assert f"{date.today():%Y}" in words(page)  # noqa: DTZ011  # the paper is of the reader's own day


def test_one_name_and_a_file_of_names_are_screened_alike(tmp_path: Path):
    listed(tmp_path, "Quern Harbour Works")
    (tmp_path / "in.csv").write_text("name,type\nQuern Harbour Works,organisation\n")
    one = terminal("screen", "Quern Harbour Works", "--type", "organisation")

    assert terminal("screen", str(tmp_path / "in.csv")) == {**one, "where": "row 2"}
    assert one["matches"] == [
        {
            "list": "own",
            "list_date": "2026-11-01",
            "entry": "7",
            "name": "Quern Harbour Works",
            "score": 0.99148,
            "band": "strong",
            "why": [SAME],
            "kind": "own",
            "countries": [],
            "born": [],
            "identifiers": [],
            "until": "",
            "facts": [],
        }
    ]


def words(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", html))
