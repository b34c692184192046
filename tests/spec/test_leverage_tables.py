"""The published tables of leverage, run row by row, and what holds of every case."""

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convene.core.contributions import ANSWERS, Column, State
from convene.core.leverage import OF_PARTS, ORDER, SENTENCES, Case, Origin, Promise, leverage
from convene.core.money import base_value
from convene.packs.leverage import rules
from convene.packs.read import parse_file
from convene.questions import leverage as asking

TABLES: dict[str, Any] = parse_file(Path(__file__).parent / "leverage.yaml")
GDA = rules()["gda"]
YES: dict[str, bool | None] = dict.fromkeys(ANSWERS, True)
ORIGINS: dict[str, Origin] = {
    "agency": "public",
    "foundation": "private",
    "company": "private",
    "other": "private",
    "ministry": "public",
    "charity": "civil",
    "bank": "multilateral",
}


def rows(name: str) -> list[Any]:
    return [pytest.param(row, id=row["name"]) for row in TABLES[name]["rows"]]


def contribution(number: int, given: dict[str, Any]) -> dict[str, Any]:
    usual = {
        "id": f"c{number}",
        "partner": "company",
        "kind": "cash",
        "state": "committed",
        "amount": 100,
        "currency": "USD",
    }
    answers = given.get("may_count")
    return {**usual, **given, "may_count": answers if answers == {} else {**YES, **(answers or {})}}


def answer(*promised: dict[str, Any], own: Any = 100, own_came: Any = None) -> Any:
    mine = {"id": "own", "partner": "agency", "amount": own}
    if own_came:
        mine["delivered"] = [{"amount": own_came, "state": "verified"}]
    listed = [*([] if own is None else [mine]), *promised]
    case = {
        "base": "USD",
        "own": ["agency", "foundation"],
        "partners": [{"id": id, "origin": origin} for id, origin in ORIGINS.items()],
        "contributions": [contribution(*numbered) for numbered in enumerate(listed)],
    }
    return asking.shape(asking.leverage(asking.read_case(json.dumps(case)), rule=GDA))


def said(terms: Any) -> str | None:
    if terms is None:
        return None
    equals = f" = {terms.ratio}" if terms.ratio is not None else ""
    return f"{terms.numerator} / {terms.denominator}{equals}"


def test_the_order_of_reasons():
    assert TABLES["order"]["rows"] == list(ORDER) == list(SENTENCES)


@pytest.mark.parametrize("row", rows("reasons"))
def test_reasons(row):
    excluded = answer(row["but"]).excluded
    assert [left.reason for left in excluded] == ([row["reason"]] if row["reason"] else [])


@pytest.mark.parametrize("row", rows("ratios"))
def test_ratios(row):
    got = answer(*row["promised"], own=row.get("own", 100), own_came=row.get("own_came"))
    assert (said(got.pledged), said(got.delivered), got.meets) == (
        row["pledged"],
        row.get("delivered"),
        row["meets"],
    )
    assert [left.reason for left in got.excluded if left.reason in OF_PARTS] == row.get("parts", [])


@pytest.mark.parametrize("row", rows("shares"))
def test_shares(row):
    terms = answer(*row["promised"]).pledged
    assert (terms.cash_share, terms.estimate_share, terms.without_estimates) == (
        row["cash"],
        row["estimates"],
        row["without"],
    )


def test_the_formula_prints_its_numbers():
    assert answer({"amount": "150.50"}).formula == (
        "Promised: 150.5 USD of partners ÷ 100 USD of own money = 1.505; at least 1 is asked for."
    )


def test_no_sum_is_said_where_none_is_known():
    unknown = answer({"amount": None, "state": "proposed"}, own=None).formula
    assert unknown == (
        "Nothing that counts and whose value is known is promised, and no own money: there is no ratio."
    )


MONEY = st.decimals(min_value="0.0001", max_value="999999999", places=4)
PROMISES = st.builds(
    Promise,
    id=st.uuids().map(str),
    partner=st.sampled_from(list(ORIGINS)),
    column=st.sampled_from(Column),
    state=st.sampled_from(State),
    amount=MONEY,
    rate=st.none() | st.decimals(min_value="0.000001", max_value="1000", places=6),
    has_method=st.booleans(),
    has_evidence=st.booleans(),
    is_estimate=st.booleans(),
    is_parallel=st.booleans(),
    passed_on_from=st.none() | st.just("agency"),
    answers=st.just(YES) | st.fixed_dictionaries(dict.fromkeys(ANSWERS, st.none() | st.booleans())),
)
CASES = st.lists(PROMISES, max_size=12)


def case(promises: list[Promise]) -> Case:
    return Case(
        base="USD",
        own=frozenset({"agency", "foundation"}),
        origins=ORIGINS,
        promises=tuple(promises),
    )


@given(promises=CASES)
def test_what_counts_and_what_is_left_out_are_all_there_is(promises):
    got = leverage(case(promises), rule=GDA)
    left_out = sum((left.value or 0 for left in got.excluded), Decimal(0))

    assert got.pledged.numerator + got.pledged.denominator + got.parallel + left_out == sum(
        (promise.base_value or 0 for promise in promises), Decimal(0)
    )


@given(promises=CASES, more=PROMISES)
def test_what_is_left_out_changes_no_ratio(promises, more):
    before = leverage(case(promises), rule=GDA)
    after = leverage(case([*promises, more]), rule=GDA)

    if len(after.excluded) > len(before.excluded) or more.is_parallel:
        assert after.pledged == before.pledged


@given(promises=CASES, shuffle=st.randoms(use_true_random=False))
def test_the_order_makes_no_difference(promises, shuffle):
    before = leverage(case(promises), rule=GDA)
    shuffle.shuffle(promises)
    after = leverage(case(promises), rule=GDA)

    assert (before.pledged, before.meets, before.apart) == (
        after.pledged,
        after.meets,
        after.apart,
    )
    assert set(before.excluded) == set(after.excluded)


@given(amounts=st.lists(st.integers(1, 10**9), min_size=2, max_size=6), scale=st.integers(1, 1000))
def test_the_size_of_the_base_makes_no_difference(amounts, scale):
    def ratio(rate: int) -> Fraction | None:
        promises = [
            Promise(
                id=str(number),
                partner="agency" if number == 0 else "company",
                column=Column.CASH,
                state=State.COMMITTED,
                amount=Decimal(amount),
                rate=Decimal(rate),
                answers=YES,
            )
            for number, amount in enumerate(amounts)
        ]
        return leverage(case(promises), rule=GDA).pledged.ratio

    assert ratio(1) == ratio(scale) == Fraction(sum(amounts[1:]), amounts[0])


@given(amount=MONEY, rate=MONEY)
def test_a_base_value_is_no_further_off_than_half_of_its_last_digit(amount, rate):
    exact = Fraction(amount) * Fraction(rate)
    if exact < 10**15 - 1:
        assert abs(Fraction(base_value(amount, rate)) - exact) <= Fraction(1, 20000)
