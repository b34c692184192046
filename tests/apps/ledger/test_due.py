"""What is late is late on every page, by one rule: the earliest day is filled first."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from convene.apps.chasing.queries.chase import chase
from convene.apps.ledger import actions
from convene.apps.ledger.actions import Terms
from convene.apps.ledger.queries import alliance_facts
from convene.apps.ledger.queries.board import board
from convene.apps.ledger.queries.due import outstanding
from convene.apps.partnering.queries.page import page
from convene.apps.portfolio.queries.alliances import rows
from tests.apps.ledger.people import Table, came, cash, due, promised, table

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 1)
FIRST, SECOND = date(2026, 4, 1), date(2026, 5, 1)
UNPRICED = Terms(title="Their word", column="unpriced")


def _late(there: Table) -> list[date]:
    return [row.due_on for row in outstanding([there.alliance.pk], before=TODAY)]


def _two_days(there: Table) -> Any:
    lines = (due("100000", FIRST), due("300000", SECOND))
    return promised(there, cash(), *lines)


@pytest.mark.parametrize(
    ("amount", "late"),
    [
        ("1", [FIRST, SECOND]),
        ("99999.9999", [FIRST, SECOND]),
        ("100000", [SECOND]),
        ("399999.9999", [SECOND]),
        ("400000", []),
    ],
)
def test_what_came_fills_the_earliest_day_first(amount: str, late: list[date]):
    there = table()
    came(_two_days(there), there, amount)

    assert _late(there) == late


def test_a_small_part_for_a_day_does_not_hide_that_the_rest_is_late():
    there = table()
    promise = _two_days(there)
    first = promise.instalments.order_by("due_on")[0]
    came(promise, there, "1", instalment=first)

    assert _late(there) == [FIRST, SECOND]


def test_what_was_taken_back_has_not_come():
    there = table()
    actions.take_back(came(_two_days(there), there, "400000"), reason="Twice.", by=there.olga)

    assert _late(there) == [FIRST, SECOND]


def test_days_without_an_amount_are_filled_by_as_many_deliveries():
    there = table()
    promise = promised(there, UNPRICED, due(None, FIRST), due(None, SECOND))
    came(promise, there, None)

    assert _late(there) == [SECOND]


def test_every_page_says_the_same():
    there = table()
    came(_two_days(there), there, "50000")
    there.partner.refresh_from_db()

    (row,) = board(there.alliance, today=TODAY).late
    (asked,) = chase(there.alliance, today=TODAY)
    (line,) = rows([there.alliance], today=TODAY)

    assert row.late == asked.days == (TODAY - FIRST).days == 61
    assert line.late == 2
    late = [day.due.due_on for day in page(there.partner, today=TODAY).late]
    assert late == [FIRST, SECOND]
    since = [it.since for it in alliance_facts.late(there.alliance, today=TODAY)]
    assert sorted(since) == [FIRST, SECOND]
    assert row.come.delivered == Decimal(50000)
