"""What the gate at the end is told: the last statement that reaches to it, confirmed in full or
refused with a reason.
"""

from typing import Any

import pytest

from convene.apps.ledger import actions as ledger
from convene.apps.statements import actions
from convene.apps.statements.actions import Reply
from convene.apps.statements.queries.alliance_facts import last_day
from convene.apps.statements.words import Answer
from convene.apps.workshop.models import Alliance
from convene.apps.workshop.queries import facts
from convene.core.lifecycle import Statement as Told
from tests.apps.ledger.people import Table, promised, shown, table
from tests.apps.statements.people import WHY, ago, femi, stated, today

pytestmark = pytest.mark.django_db
CONFIRMED = Told(answer="confirmed")


@pytest.fixture
def at() -> Table:
    there = table()
    Alliance.objects.filter(pk=there.alliance.pk).update(ends_on=ago(10))
    there.alliance.refresh_from_db()
    shown(promised(there), there, on=ago(20))
    return there


def _told(at: Table) -> Any:
    alliance = Alliance.objects.get(pk=at.alliance.pk)
    return facts.of_partners(alliance, today=today())[at.partner.pk].get("statement")


def test_nothing_is_told_before_it_is_confirmed_in_full(at: Table):
    speaks = femi(at.partner)
    assert _told(at) is None
    statement = stated(at.partner, until=ago(1))
    lines = [line.pk for line in statement.lines.all()]
    assert _told(at) is None

    actions.answer(statement, {lines[0]: Reply(answer=Answer.CONFIRMED)}, by=speaks)
    assert _told(at) is None
    actions.answer(statement, {}, rest=True, by=speaks)
    assert _told(at) == CONFIRMED
    disputed = Reply(answer=Answer.DISPUTED, reason=WHY)
    actions.answer(statement, {lines[1]: disputed}, by=speaks)
    assert _told(at) is None
    actions.refuse(statement, reason=WHY, by=speaks)
    assert _told(at) == Told(answer="refused", reason=WHY)


def test_one_that_ends_before_the_end_does_not_count(at: Table):
    speaks = femi(at.partner)
    actions.answer(stated(at.partner, until=ago(11)), {}, rest=True, by=speaks)
    assert _told(at) is None

    actions.answer(stated(at.partner, until=ago(10)), {}, rest=True, by=speaks)
    assert _told(at) == CONFIRMED


def test_the_last_one_counts(at: Table):
    speaks = femi(at.partner)
    actions.answer(stated(at.partner), {}, rest=True, by=speaks)

    stated(at.partner)

    assert _told(at) is None


def test_it_is_behind_once_the_ledger_goes_on(at: Table):
    given_cash = at.partner.promises.get()
    actions.answer(stated(at.partner, until=ago(5)), {}, rest=True, by=femi(at.partner))
    ledger.answer(given_cash, answers={"needed": "yes"}, by=at.olga)
    assert _told(at) == CONFIRMED

    shown(given_cash, at, "5", on=ago(2))
    assert _told(at) is None


def test_a_check_that_came_later_asks_for_a_new_one(at: Table):
    given_cash = at.partner.promises.get()
    actions.answer(stated(at.partner), {}, rest=True, by=femi(at.partner))

    ledger.verify(given_cash.deliveries.get(), by=at.vera)

    assert _told(at) is None


def test_the_end_is_when_it_began_to_close_or_else_the_planned_one(at: Table):
    assert last_day(at.alliance) == ago(10)
    at.alliance.moves.create(
        was="active", state="closing", on=ago(3), by=at.olga, at=at.alliance.changed_at
    )
    assert last_day(at.alliance) == ago(3)


def test_without_an_end_nothing_is_told():
    there = table()
    assert there.alliance.ends_on is None
    actions.answer(stated(there.partner), {}, rest=True, by=femi(there.partner))

    assert _told(there) is None


def test_the_gate_leads_to_the_statements(at: Table):
    assert facts.places(at.alliance)["statement"] == f"/drafts/{at.alliance.pk}/statements/"
