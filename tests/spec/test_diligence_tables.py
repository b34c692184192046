"""The published tables of due diligence, run row by row."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from convene.core import diligence, lookalikes, ownership, shares
from convene.core.diligence import Behind, Facts, HitFact, Level, Seen, Standing, State
from convene.core.ownership import Stake
from convene.packs.diligence import HERE, load_preset
from convene.packs.read import parse_file

TABLES: dict[str, Any] = parse_file(Path(__file__).parent / "diligence.yaml")
PRESET = load_preset(HERE)
TODAY = date(2026, 11, 22)


def rows(name: str) -> list[Any]:
    return [
        pytest.param(row, id=str(number) if name == "alphabets" else row.get("name", str(number)))
        for number, row in enumerate(TABLES[name]["rows"], start=1)
    ]


@pytest.mark.parametrize("row", rows("moves"))
def test_moves(row):
    assert sorted(to for to in State if diligence.may_move(State(row["from"]), to)) == row["to"]


def test_every_state_has_its_row():
    assert {row["from"] for row in TABLES["moves"]["rows"]} == set(State)


@pytest.mark.parametrize("row", rows("levels"))
def test_levels(row):
    known: dict[str, bool | None] = {
        trigger.id: trigger.id in row.get("yes", ()) for trigger in PRESET.depth.triggers
    }
    known |= dict.fromkeys(row.get("unknown", ()), None)
    value = Decimal(row["value"]) if "value" in row else None
    found = diligence.level(
        Facts(known=known, value=value, currency=row.get("currency", "")), depth=PRESET.depth
    )
    assert (found.level, list(found.reasons)) == (row["level"], row["reasons"])


@pytest.mark.parametrize("row", rows("validity"))
def test_validity(row):
    validity = dict.fromkeys(Level, row["pack"]) if "pack" in row else PRESET.validity
    months = diligence.months(Level(row["level"]), validity=validity, asked=row.get("asked"))
    assert diligence.valid_until(
        date.fromisoformat(row["decided"]), months=months
    ) == date.fromisoformat(row["until"])


@pytest.mark.parametrize("row", rows("approvers"))
def test_approvers(row):
    bars = diligence.bars(
        row["person"],
        assessor=row.get("assessor", 1),
        sponsor=row.get("sponsor", 2),
        conflicted=[3, 7],
        decided=[4, 7],
        overdue=[5, 7],
        retracted=[6, 7],
        dismissed=[9],
        wrote=[10],
        let_in=[11],
    )
    assert list(bars) == row["bars"]


@pytest.mark.parametrize("row", rows("lookalikes"))
def test_lookalikes(row):
    assert lookalikes.look_alike(row["one"], row["other"]) is row["alike"]
    assert lookalikes.look_alike(row["other"], row["one"]) is row["alike"]


@pytest.mark.parametrize("row", rows("alphabets"))
def test_alphabets(row):
    assert lookalikes.mixes_alphabets(row["name"]) is row["mixes"]


@pytest.mark.parametrize("row", rows("proofs"))
def test_proofs(row):
    proved = datetime.fromisoformat(row["proved"]) if "proved" in row else None
    assert diligence.is_proved(proved, at=datetime.fromisoformat(row["at"])) is row["enough"]


@pytest.mark.parametrize("row", rows("let_in"))
def test_let_in(row):
    until = None
    if "let_in" in row:
        until = diligence.decides_from(datetime.fromisoformat(row["let_in"]))
    at = datetime.fromisoformat(row["at"])
    assert diligence.is_let_in_anew(until, at=at) is row["barred"]


@pytest.mark.parametrize("row", rows("substance"))
def test_substance(row):
    assert diligence.is_substantial(row["reason"]) is row["enough"]


@pytest.mark.parametrize("row", rows("comparisons"))
def test_comparisons(row):
    cites = row.get("evidence", False)
    assert diligence.tells_apart(row["reason"], cites=cites) is row["enough"]


@pytest.mark.parametrize("row", rows("renewals"))
def test_renewals(row):
    declared = date.fromisoformat(row["declared"])
    assert diligence.needs_renewal(declared, today=TODAY) is row["due"]


@pytest.mark.parametrize("row", rows("conflicts"))
def test_conflicts(row):
    until = date.fromisoformat(row["until"]) if "until" in row else None
    since, began = date.fromisoformat(row["since"]), date.fromisoformat(row["round"])
    assert diligence.ties(since, until, began=began, today=TODAY) is row["bars"]


@pytest.mark.parametrize("row", rows("stands"))
def test_stands(row):
    stands = diligence.stands(
        State(row["state"]),
        valid_until=date.fromisoformat(row["until"]) if "until" in row else None,
        today=TODAY,
        stopped=row.get("stopped", False),
        doubted=row.get("doubted", False),
        same_partner=not row.get("other_owner", False),
        overdue=row.get("overdue", False),
    )
    assert stands is row["stands"]


@pytest.mark.parametrize("row", rows("due"))
def test_due(row):
    assert diligence.due(date.fromisoformat(row["day"]), today=TODAY) == row["due"]


def test_a_clearance_in_every_state_has_its_row():
    assert {row["state"] for row in TABLES["stands"]["rows"]} == set(State)


@pytest.mark.parametrize("row", rows("verdicts"))
def test_verdicts(row):
    votes, contested = [State(vote) for vote in row["votes"]], row.get("contested", False)
    found = diligence.verdict(votes, level=Level(row["level"]), contested=contested)
    assert found == row["verdict"]


@pytest.mark.parametrize("row", rows("memory"))
def test_memory(row):
    assert diligence.contested(row["here"], elsewhere=row["elsewhere"]) is row["two"]


@pytest.mark.parametrize("row", rows("declines"))
def test_declines(row):
    declined = date.fromisoformat(row["declined"])
    asked = diligence.must_answer(declined, today=TODAY, within=row["within"])
    assert asked is row["asked"]


@pytest.mark.parametrize("row", rows("stops"))
def test_stops(row):
    hits = [HitFact(kind=row["kind"], state=row["state"])]
    found = diligence.stops(hits)
    assert (found.hard, found.legal, diligence.raises(hits)) == (
        row["hard"],
        row["legal"],
        row["enhanced"],
    )


@pytest.mark.parametrize("row", rows("behind"))
def test_behind(row):
    hits = [HitFact(kind=row["kind"], state=row["state"], behind=True)]
    found = diligence.stops(hits)
    assert (found.hard or found.legal, found.behind) == (row["hard"], row["legal"])
    assert (diligence.raises(hits), diligence.raises(hits, behind=True)) == (False, row["enhanced"])


def stake(text: str) -> Stake:
    """Read “X owns 25-50 of P”."""
    holder, role, share, _of, of = text.split()
    known = None if share == "?" else shares.read(share)
    return Stake(holder, of, {"owns": "owner"}.get(role, role), known)


@pytest.mark.parametrize("row", rows("owned"))
def test_owned(row):
    (rule,) = (one for one in PRESET.ownership if one.id == row["rule"])
    answer = ownership.owned("P", stakes=map(stake, row["stakes"]), listed={"X", "Y"}, rule=rule)
    assert (shares.written(answer.counted), answer.verdict) == (row["counts"], row["verdict"])


THEN = {
    "asked": [["River Bank", "PY", ""]],
    "owner": "",
    "lists": {"ofac": "2026-11-01"},
    "facts": {"extractive": False},
}


def seen(**parts):
    asked, behind = parts.pop("asked"), parts.pop("behind", ())
    parts["behind"] = frozenset(Behind(*row) for row in behind)
    parts["earlier"] = frozenset(parts.pop("earlier", ()))
    return Seen(asked=None if asked is None else frozenset(map(tuple, asked)), **parts)


@pytest.mark.parametrize("row", rows("changes"))
def test_changes(row):
    then = {**THEN, **row.get("then", {})}
    changed = diligence.differences(seen(**then), seen(**{**THEN, **row["now"]}))
    assert list(changed) == row["changed"]


@pytest.mark.parametrize("row", rows("overtaken"))
def test_overtaken(row):
    assert diligence.overtakes(tuple(row["changed"])) is row["overtakes"]


@pytest.mark.parametrize("row", rows("hurdles"))
def test_hurdles(row):
    but = dict(row["but"])
    hits = (HitFact(kind="own", state="open"),) if but.pop("open", False) else ()
    if but.pop("sanctioned", False):
        hits = (*hits, HitFact(kind="sanction", state="true_match"))
    missing, changed = tuple(but.pop("missing", ())), tuple(but.pop("changed", ()))
    standing = Standing(
        **{"screened": True, "hits": hits, "missing_areas": missing, "changed": changed, **but}
    )
    assert list(diligence.hurdles(standing, to=State(row["to"]))) == row["hurdles"]
