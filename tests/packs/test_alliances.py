"""The path of an alliance as it ships, and broken ones."""

from pathlib import Path

import pytest

from convene.core.lifecycle import Stage
from convene.packs.alliances import HERE, load_path, load_safeguards, path
from convene.packs.load import PackError

SHIPPED = HERE / "lifecycle.yaml"


def test_ours_asks_at_seven_gates():
    gates = [needed.gate for needed in path().requirements]

    assert sorted(set(gates)) == ["G1", "G2", "G3", "G4", "G5", "G6", "G7"]
    assert gates == sorted(gates)
    assert [place.id for place in path().places] == list(Stage)


def test_each_state_has_the_status_of_the_iati_standard():
    statuses = [place.activity_status for place in path().places]

    assert statuses == [None, 1, 1, 1, 1, 1, 1, 2, 3, 4, 6, 5, 5]


def test_the_day_is_the_end_where_an_alliance_ends_after_it_was_active():
    assert [move.to for move in path().moves if move.ends] == [Stage.CLOSED, Stage.TERMINATED]


BROKEN = {
    "an unknown key": (
        "{id: idea, title: Idea}",
        "{id: idea, title: Idea, hue: 3}",
        r"lifecycle.yaml: places\[0\].hue: unknown key, found 3",
    ),
    "a state twice": (
        "{id: scoping, ",
        "{id: idea, ",
        r"places\[1\].id: “idea” stands twice",
    ),
    "a state left out": (
        "  - {id: abandoned, title: Abandoned, activity_status: 5}\n",
        "",
        "places: “abandoned” is missing",
    ),
    "a move to nowhere": (
        "{was: [idea], to: scoping}",
        "{was: [idea], to: idea}",
        r"moves\[0\].to: “idea” leads nowhere",
    ),
    "two ways on": (
        "{was: [scoping], to: concept",
        "{was: [idea], to: concept",
        "moves: two go on from “idea”",
    ),
    "a gate off the path": (
        "to: terminated, off: true",
        "to: terminated, gate: G7, off: true",
        r"moves\[11\].gate: “G7” keeps nobody from leaving the path",
    ),
    "a gate of no move": (
        "to: concept, gate: G1",
        "to: concept, gate: G2",
        r"requirements\[0\].gate: “G1” is the gate of no move",
    ),
    "a code twice": (
        "code: G1.questions",
        "code: G1.challenge",
        r"requirements\[1\].code: “G1.challenge” stands twice",
    ),
    "a code of another gate": (
        "code: G1.questions",
        "code: G2.questions",
        r"requirements\[1\].code: should begin with G1., found “G2.questions”",
    ),
    "an unknown check": ("asks: challenge", "asks: luck", r"requirements\[0\].asks: should be"),
    "a check of something else": (
        "asks: interest\n    about: partner",
        "asks: interest\n    about: alliance",
        r"“interest” is not asked of the alliance",
    ),
    "a sanctions stop that may be overridden": (
        "field: clearance\n    overridable: false",
        "field: clearance\n    overridable: true",
        r"requirements\[13\].overridable: “no_sanctions” is never overridden",
    ),
    "nobody who can meet it": (
        "who: [owner, builder]",
        "who: []",
        r"requirements\[0\].who: should name somebody, found \[\]",
    ),
}


@pytest.mark.parametrize(("old", "new", "sentence"), BROKEN.values(), ids=BROKEN)
def test_a_broken_path_is_refused(old: str, new: str, sentence: str, tmp_path):
    text = SHIPPED.read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "lifecycle.yaml"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(PackError, match=sentence):
        load_path(file)


def test_a_risk_that_stands_twice_is_refused(tmp_path: Path):
    file = tmp_path / "risks.yaml"
    entry = "  - {id: flood, category: environment, title: A flood, meaning: It rains.}\n"
    file.write_text(f"risks:\n{entry}{entry}")

    with pytest.raises(PackError, match=r"^risks.yaml: “flood” stands twice$"):
        load_safeguards(file)


def test_a_category_that_nobody_knows_is_refused(tmp_path: Path):
    file = tmp_path / "risks.yaml"
    file.write_text("risks:\n  - {id: flood, category: rain}\n")

    with pytest.raises(PackError, match=r"risks.yaml: risks\[0\]\.category"):
        load_safeguards(file)
