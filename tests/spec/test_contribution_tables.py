"""The published tables of promises and deliveries, run row by row."""

import re
from contextlib import nullcontext
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from convene import packs
from convene.apps.ledger import words
from convene.core import contributions
from convene.core.contributions import (
    AGAINST_ITS_DAY,
    ANSWERS,
    AS_DELIVERED,
    BARS,
    QUESTIONS,
    Column,
    State,
    Step,
)
from convene.core.guide import Contribution
from convene.core.money import Refused
from convene.packs.codelists import valuation_methods
from convene.packs.read import parse_file

TABLES: dict[str, Any] = parse_file(Path(__file__).parent / "contributions.yaml")
ONE_VOICE = {"giver", "parent", "umbrella"}
NUMBERS = {"agency": 10, "giver": 11, "parent": 12, "umbrella": 13}
DUE = date(2028, 2, 29)


def rows(name: str) -> list[Any]:
    return [pytest.param(row, id=row.get("name")) for row in TABLES[name]["rows"]]


@pytest.mark.parametrize("row", rows("moves"))
def test_moves(row):
    now = State(row["from"])
    assert sorted(to for to in State if contributions.may_move(now, to)) == row["to"]


@pytest.mark.parametrize("row", rows("steps"))
def test_steps(row):
    last = Step(row["from"])
    following = sorted(step for step in Step if contributions.may_follow(last, step))
    assert (following, AS_DELIVERED[last]) == (row["to"], row["as"])
    assert AGAINST_ITS_DAY[last] == row["due"]


def test_every_state_and_step_has_its_row():
    assert {row["from"] for row in TABLES["moves"]["rows"]} == set(State)
    assert {row["from"] for row in TABLES["steps"]["rows"]} == set(Step)


def test_the_ledger_knows_the_same_codes():
    assert words.State.values == [*State]
    assert words.Column.values == [*Column]
    assert {"recorded", *words.Step.values} == set(Step)


@pytest.mark.parametrize("row", rows("verifiers"))
def test_verifiers(row):
    found = contributions.bars(
        row["person"],
        recorded_by=1,
        evidence_by={2},
        belongs_to={NUMBERS[name] for name in row["of"]},
        one_voice={NUMBERS[name] for name in ONE_VOICE},
        disputed_by={3},
    )
    assert list(found) == row["bars"]
    assert set(found) <= set(BARS)


@pytest.mark.parametrize("row", rows("answers"))
def test_answers(row):
    given = {**dict.fromkeys(ANSWERS, True), **row["but"]}
    assert list(contributions.lacking(given)) == row["lacks"]
    assert contributions.may_count(given) is not bool(row["lacks"])
    assert len(contributions.why_not(given)) == len(row["lacks"])


def test_an_answer_that_nobody_gave_claims_nothing():
    no = contributions.why_not({**dict.fromkeys(ANSWERS, True), "not_public": False})
    blank = contributions.why_not({**dict.fromkeys(ANSWERS, True), "not_public": None})

    assert [str(reason) for reason in (*no, *blank)] == [
        "A public purse pays for it, and public money is never private leverage.",
        "Nobody has answered yet: Is it paid from no (other) public purse?",
    ]
    assert list(QUESTIONS) == list(ANSWERS)


@pytest.mark.parametrize("row", rows("splits"))
def test_splits(row):
    verified, promised = Decimal(row["verified"]), Decimal(row["promised"])
    part = contributions.split(Decimal(row["came"]), verified=verified, promised=promised)
    assert part == (Decimal(row["counted"]), Decimal(row["over"]))
    state = contributions.state_after(verified + part.counted, promised=promised)
    assert state == row["state"]


@pytest.mark.parametrize("row", rows("amendments"))
def test_amendments(row):
    below = "39.9999 is less than 40, which is delivered and verified already."
    with nullcontext() if row["fits"] else pytest.raises(Refused, match=re.escape(below)):
        contributions.check_amendment(Decimal(row["amount"]), verified=Decimal(row["verified"]))


def test_what_has_come_is_not_called_off():
    with pytest.raises(Refused, match="40 of it is verified"):
        contributions.check_end(State.CANCELLED, verified=Decimal(40))
    contributions.check_end(State.WRITTEN_OFF, verified=Decimal(40))


@pytest.mark.parametrize("row", rows("instalments"))
def test_instalments(row):
    missing = contributions.missing_in_instalments(
        Decimal(row["amount"]), [Decimal(part) for part in row["parts"]]
    )
    assert str(missing or "") == row["says"]


@pytest.mark.parametrize("row", rows("amended_days"))
def test_amended_days(row):
    was, becomes = (
        [
            (date.fromisoformat(day), Decimal(amount) if amount else None)
            for day, _space, amount in (line.partition(" ") for line in row[name])
        ]
        for name in ("was", "becomes")
    )
    assert contributions.is_moved(was, becomes) is row["moved"]


@pytest.mark.parametrize("row", rows("due"))
def test_due(row):
    today, is_met = date.fromisoformat(row["today"]), row.get("met", False)
    due = contributions.due(DUE, today=today, is_met=is_met)
    assert due == (row["pressing"], row["late"])


def test_the_earliest_open_day_is_the_pressing_one():
    days = [DUE, date(2028, 6, 1)]
    assert contributions.first_due(days, today=date(2028, 3, 1)) == ("late", 1)
    assert contributions.first_due([], today=DUE) is None


def test_every_method_of_the_catalogue_is_explained_and_none_is_left_over():
    named = {method for kind in packs.guide().contributions for method in kind.valuation}
    assert named == set(valuation_methods())


def test_a_kind_is_valued_in_its_own_ways_only():
    guide = packs.guide()
    cash, goods, influence = (
        guide.get(id, Contribution) for id in ("CASH", "GOODS", "OFFICIAL_INFLUENCE")
    )

    assert contributions.columns(cash) == (Column.CASH,)
    assert contributions.columns(influence) == (Column.UNPRICED,)
    (method,) = contributions.permitted(goods, methods=valuation_methods())
    assert method.limit.endswith("never the shop price.")
    contributions.check_method(method.id, column=Column.IN_KIND, kind=goods, methods={})
    for kind, column, chosen in (
        (influence, Column.IN_KIND, "rate_x_hours"),
        (goods, Column.IN_KIND, ""),
        (goods, Column.IN_KIND, "rate_x_hours"),
    ):
        with pytest.raises(Refused):
            contributions.check_method(chosen, column=column, kind=kind, methods={})
