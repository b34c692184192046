"""What a statement's answers make of it, which period comes next, and what has changed since."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from convene.core.statements import (
    Answer,
    Change,
    Content,
    Line,
    Stands,
    Sum,
    changes,
    hash_of,
    period,
    stands,
    total,
)

TODAY = date(2026, 12, 3)
CASH = Line(
    promise="p1",
    what="Cash",
    column="cash",
    state="committed",
    amount=Decimal(400),
    currency="ZMW",
    base_value=Decimal(400),
    base_verified=Decimal(100),
)
CAME = Line(promise="p1", delivery="d1", what="Transfer", column="cash", state="recorded")
SAID = Content(
    partner="Heron",
    alliance="Fees",
    number=1,
    since=date(2026, 3, 2),
    until=date(2026, 12, 2),
    base="ZMW",
    issuer="Olga",
    at="2026-12-03T08:00:00.000000+00:00",
    talked=0,
    promised_later=0,
    came_later=0,
    lines=(CASH, CAME),
)


@pytest.mark.parametrize(
    ("lines", "whole", "stand"),
    [
        ([], None, "waiting"),
        ([], "confirmed", "confirmed"),
        ([], "refused", "refused"),
        ([None, None], None, "waiting"),
        (["confirmed", None], None, "partly"),
        (["confirmed", "confirmed"], None, "confirmed"),
        (["confirmed", "disputed"], None, "disputed"),
        ([None, "disputed"], None, "disputed"),
        (["confirmed", "confirmed"], "refused", "refused"),
        (["disputed"], "refused", "refused"),
    ],
)
def test_where_a_statement_stands(lines: list[Answer | None], whole: Answer | None, stand: Stands):
    assert stands(lines, whole=whole) == stand


@pytest.mark.parametrize(
    ("last", "since", "until"),
    [
        (None, date(2026, 3, 2), date(2026, 12, 2)),
        (date(2026, 9, 30), date(2026, 10, 1), date(2026, 12, 2)),
        (date(2026, 12, 1), date(2026, 12, 2), date(2026, 12, 2)),
        (date(2026, 12, 2), TODAY, TODAY),
        (TODAY, TODAY, TODAY),
    ],
)
def test_the_next_period_begins_after_the_last_and_ends_yesterday(
    last: date | None, since: date, until: date
):
    assert period(last, start=date(2026, 3, 2), today=TODAY) == (since, until)


def test_who_joins_today_is_stated_today():
    assert period(None, start=TODAY, today=TODAY) == (TODAY, TODAY)


def test_the_hash_is_of_what_is_said_and_not_of_how_an_amount_is_written():
    same = replace(SAID, lines=(replace(CASH, amount=Decimal("400.0000")), CAME))
    other = replace(SAID, lines=(replace(CASH, amount=Decimal("400.0001")), CAME))

    assert hash_of(SAID) == hash_of(same)
    assert hash_of(SAID) != hash_of(other)
    assert hash_of(SAID) != hash_of(replace(SAID, number=2))
    assert hash_of(SAID) != hash_of(replace(SAID, lines=(CAME, CASH)))
    unknown = replace(SAID, lines=(replace(CASH, amount=None), CAME))
    assert hash_of(replace(SAID, lines=(replace(CASH, amount=Decimal(0)), CAME))) != hash_of(
        unknown
    )


def test_sums_are_of_promises_that_count_and_say_how_many_are_unknown():
    lines = [
        CASH,
        CAME,
        replace(CASH, base_value=None),
        replace(CASH, is_beside=True),
        replace(CASH, state="cancelled"),
        replace(CASH, column="unpriced", base_value=None),
        replace(CASH, state="written_off", base_value=Decimal(5)),
    ]

    assert total(lines, "base_value") == Sum(value=Decimal(405), unknown=1)
    assert total(lines[2:3], "base_value") == Sum(value=None, unknown=1)
    assert total([], "base_value") == Sum(value=None, unknown=0)


def test_what_has_changed_is_new_gone_or_says_something_else():
    verified = replace(CAME, state="verified", is_earlier=True)
    other = replace(CASH, promise="p2")

    assert changes((CASH, CAME), (CASH, replace(CAME, is_earlier=True))) == ()
    assert changes((CASH, CAME), (CASH, verified, other)) == (
        Change(line=verified, was=CAME, fields=("state",)),
        Change(line=other, was=None, fields=()),
    )
    assert changes((CASH, CAME), (CASH,)) == (Change(line=CAME, was=CAME, fields=(), is_gone=True),)
