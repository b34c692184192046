"""Owned by who is listed: what holds whatever the shares, in whichever order they are given."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convene.core.ownership import (
    Rule,
    Stake,
    circles,
    holds,
    oddities,
    overfull,
    owned,
    told,
    unrecorded,
)
from convene.core.shares import Share

HALF = Rule(id="half", title="Half", share=50, together=True, source="-", address="-", date="-")
MORE = Rule(
    id="more", title="More", share=50, more=True, control=True, source="-", address="-", date="-"
)
WHO = st.sampled_from("PABCDE")
SHARES = st.none() | st.tuples(st.integers(0, 100), st.integers(0, 100)).map(
    lambda ends: Share(Decimal(min(ends)), Decimal(max(ends)))
)
STAKES = st.lists(
    st.builds(
        Stake, WHO, WHO, st.sampled_from(["owner", "beneficial", "parent", "director"]), SHARES
    ),
    max_size=12,
)
LISTED = st.sets(st.sampled_from("ABCDE"))
RULES = st.sampled_from([HALF, MORE])


def stake(holder: str, of: str, share: int | None, role: str = "owner") -> Stake:
    return Stake(holder, of, role, None if share is None else Share(Decimal(share), Decimal(share)))


@given(STAKES, LISTED, RULES)
def test_shares_stay_within_the_whole(stakes, listed, rule):
    answer = owned("P", stakes=stakes, listed=listed, rule=rule)
    for share in (answer.counted, *answer.by.values(), unrecorded("P", stakes)):
        assert 0 <= share.least <= share.most <= 100


@given(STAKES, LISTED, RULES, st.randoms())
def test_the_order_of_rows_makes_no_difference(stakes, listed, rule, random):
    shuffled = random.sample(stakes, len(stakes))
    assert owned("P", stakes=shuffled, listed=listed, rule=rule) == owned(
        "P", stakes=stakes, listed=listed, rule=rule
    )
    assert circles(shuffled) == circles(stakes)


@given(STAKES, LISTED, LISTED, RULES)
def test_more_who_are_listed_never_own_less(stakes, some, others, rule):
    few = owned("P", stakes=stakes, listed=some, rule=rule)
    many = owned("P", stakes=stakes, listed=some | others, rule=rule)
    assert few.counted.least <= many.counted.least
    assert few.counted.most <= many.counted.most
    order = ("below", "unknown", "owned")
    assert order.index(few.verdict) <= order.index(many.verdict)


@given(STAKES, LISTED, RULES, st.data())
def test_who_turns_out_to_hold_what_nobody_knew_stays_within_what_was_said(
    stakes, listed, rule, data
):
    said = owned("P", stakes=stakes, listed=listed, rule=rule)
    if overfull(stakes):
        return
    known = [_settled(one, data) for one in stakes]
    if overfull(known):
        return
    now = owned("P", stakes=known, listed=listed, rule=rule)
    assert said.counted.least <= now.counted.least
    assert now.counted.most <= said.counted.most


def _settled(one: Stake, data) -> Stake:
    """Return a stake of which the share has become known, within what was known of it."""
    share = one.share or Share(Decimal(0), Decimal(100))
    exact = Decimal(data.draw(st.integers(int(share.least), int(share.most))))
    return one._replace(share=Share(exact, exact))


@given(STAKES)
def test_circles_are_found_and_nothing_else_is_called_one(stakes):
    above = {(one.of, one.holder) for one in stakes if one.role != "director"}
    for circle in circles(stakes):
        for one in circle:
            assert any((one, other) in above for other in circle)
    if not above:
        assert circles(stakes) == ()


def test_a_circle_is_said_and_ends():
    stakes = [stake("A", "P", 30), stake("B", "A", 60), stake("A", "B", 60), stake("L", "A", 40)]
    assert circles(stakes) == (("A", "B"),)
    assert owned("P", stakes=stakes, listed={"L"}, rule=HALF).verdict == "below"
    assert [str(reason) for reason in oddities("P", stakes)] == [
        "Who holds 70 % of the partner is not on record.",
        "They own one another in a circle: A, B.",
    ]


def test_more_than_the_whole_is_said():
    stakes = [stake("A", "P", 60), stake("B", "P", 60)]
    assert overfull(stakes) == ("P",)
    assert [str(reason) for reason in oddities("P", stakes)] == [
        "More than the whole of P is on record: one of the shares is wrong."
    ]


def test_beneficial_owners_are_not_added_to_the_owners_whom_they_own_through():
    stakes = [stake("H", "P", 100), stake("L", "H", 30), stake("L", "P", 30, "beneficial")]
    answer = owned("P", stakes=stakes, listed={"L"}, rule=HALF)
    assert (answer.counted, answer.verdict) == (Share(Decimal(30), Decimal(30)), "below")


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (
            Share(Decimal(60), Decimal(60)),
            "L holds 60 % of the partner, directly or through others.",
        ),
        (
            Share(Decimal(0), Decimal("33.5")),
            "L holds from 0 to 33.5 % of the partner, directly or through others: more is not known.",
        ),
    ],
)
def test_what_one_holds_is_said(share, said):
    assert str(holds("L", share)) == said


def test_what_a_rule_makes_of_it_is_said_with_its_limit_and_who_may_control():
    stakes = [stake("L", "P", 50), stake("L", "P", None, "director")]
    half, more = (owned("P", stakes=stakes, listed={"L"}, rule=rule) for rule in (HALF, MORE))
    assert [str(reason) for reason in told(half)] == [
        "Half: owned. 50 % counts, and 50 % is enough."
    ]
    assert [str(reason) for reason in told(more)] == [
        "More: not owned by what is on record. 50 % counts, and it takes more than 50 %.",
        "More also asks who controls the partner, whatever they own: L.",
    ]
