"""Whoever speaks for the partner answers each line: answers are added, the last one stands, and the
ledger is not touched.
"""

from typing import Any

import pytest
from django.urls import reverse

from convene.apps.accounts.models import User
from convene.apps.ledger.queries import standing
from convene.apps.statements import actions
from convene.apps.statements.actions import Reply
from convene.apps.statements.models import Statement, StatementAnswer
from convene.apps.statements.queries import reading, waiting
from convene.apps.statements.words import Answer
from convene.apps.workshop import actions as workshop
from convene.ground import trail
from convene.ground.changes import NotAllowed
from tests.apps.ledger.people import Table, promised, shown, table
from tests.apps.registry.people import at_desk_of
from tests.apps.statements.people import WHY, femi, stated, today

pytestmark = pytest.mark.django_db
YES, NO = Reply(answer=Answer.CONFIRMED), Reply(answer=Answer.DISPUTED, reason=WHY)


@pytest.fixture
def at() -> Table:
    there = table()
    given_cash = promised(there)
    shown(given_cash, there, "100000")
    shown(given_cash, there, "50000")
    return there


def _keys(statement: Statement) -> list[int]:
    return [line.pk for line in statement.lines.all()]


def _read(statement: Statement) -> reading.Read:
    return reading.read(reading.statements(statement.partner).get(pk=statement.pk))


def test_each_line_has_its_answer_and_the_trail_its_line(at: Table):
    statement, speaks = stated(at.partner), femi(at.partner)
    promise, first, _second = _keys(statement)

    given = actions.answer(statement, {promise: YES, first: NO}, by=speaks)

    assert [(row.answer, row.reason, row.by) for row in given] == [
        ("confirmed", "", speaks),
        ("disputed", WHY, speaks),
    ]
    assert {row.behalf_id for row in given} == {at.partner.organisation_id}
    assert (_read(statement).stands, _read(statement).open) == ("disputed", 1)
    assert [line.what for line in trail.lines(statement)] == [
        f"Disputed line 2, “Bank transfer”: {WHY}",
        "Confirmed line 1: Cash",
        "Issued it, with 3 lines.",
    ]
    came = statement.lines.all()[1].delivery
    assert came is not None
    assert standing.of(came) == "evidenced"


def test_what_is_left_is_confirmed_in_one_press_each_line_for_itself(at: Table):
    statement, speaks = stated(at.partner), femi(at.partner)
    promise, first, second = _keys(statement)
    actions.answer(statement, {promise: YES}, by=speaks)
    assert _read(statement).stands == "partly"

    given = actions.answer(statement, {first: NO}, rest=True, by=speaks)

    assert [(row.line_id, row.answer) for row in given] == [
        (first, "disputed"),
        (second, "confirmed"),
    ]
    assert actions.answer(statement, {}, rest=True, by=speaks) == []
    actions.answer(statement, {first: YES}, by=speaks)
    assert _read(statement).stands == "confirmed"
    assert len(trail.lines(statement)) == 5


def test_a_later_answer_stands_and_the_earlier_stays(at: Table):
    statement, speaks = stated(at.partner), femi(at.partner)
    promise = _keys(statement)[0]

    for reply in (YES, YES, NO, NO, YES):
        actions.answer(statement, {promise: reply}, by=speaks)

    entry = _read(statement).lines[0]
    assert entry.answer is not None
    assert (entry.answer.answer, [row.answer for row in entry.earlier]) == (
        "confirmed",
        ["confirmed", "disputed"],
    )


def test_the_whole_is_refused_with_a_reason_until_a_line_is_answered(at: Table):
    statement, speaks = stated(at.partner), femi(at.partner)
    actions.answer(statement, {}, rest=True, by=speaks)

    refusal = actions.refuse(statement, reason=f" {WHY} ", by=speaks)

    assert actions.refuse(statement, reason=WHY, by=speaks) == refusal
    assert (_read(statement).stands, _read(statement).refusal) == ("refused", refusal)
    assert len(actions.answer(statement, {}, rest=True, by=speaks)) == 3
    assert _read(statement).stands == "confirmed"
    assert _read(statement).refused_before == (refusal,)


def test_a_dispute_is_not_confirmed_with_the_rest_of_what_was_refused(at: Table):
    statement, speaks = stated(at.partner), femi(at.partner)
    actions.answer(statement, {_keys(statement)[0]: NO}, rest=True, by=speaks)
    actions.refuse(statement, reason=WHY, by=speaks)

    actions.answer(statement, {}, rest=True, by=speaks)

    assert _read(statement).stands == "disputed"


def test_that_nothing_is_recorded_is_confirmed_too():
    there = table()
    statement, speaks = stated(there.partner), femi(there.partner)
    assert _read(statement).stands == "waiting"

    assert len(actions.answer(statement, {}, rest=True, by=speaks)) == 1
    assert actions.answer(statement, {}, rest=True, by=speaks) == []
    assert _read(statement).stands == "confirmed"


@pytest.mark.parametrize("reason", ["", "   "])
def test_whoever_disputes_or_refuses_says_why_or_nothing_is_kept(at: Table, reason: str):
    statement, speaks = stated(at.partner), femi(at.partner)
    promise, first, _second = _keys(statement)
    silent = Reply(answer=Answer.DISPUTED, reason=reason)

    with pytest.raises(actions.SaysNothing):
        actions.answer(statement, {promise: YES, first: silent}, by=speaks)
    with pytest.raises(actions.SaysNothing):
        actions.refuse(statement, reason=reason, by=speaks)
    assert not StatementAnswer.objects.exists()


def test_a_line_of_another_statement_is_not_answered(at: Table):
    statement, other, speaks = stated(at.partner), stated(at.partner), femi(at.partner)

    with pytest.raises(actions.NotThis):
        actions.answer(statement, {_keys(other)[0]: YES}, by=speaks)


@pytest.mark.parametrize("who", ["olga", "edith", "vera"])
def test_nobody_of_the_issuing_side_answers_for_the_partner(at: Table, who: str):
    statement = stated(at.partner)

    for act in (
        lambda by: actions.answer(statement, {}, rest=True, by=by),
        lambda by: actions.refuse(statement, reason=WHY, by=by),
    ):
        with pytest.raises(NotAllowed):
            act(getattr(at, who))


@pytest.mark.parametrize("issued_by", ["olga", "edith"])
def test_whoever_made_it_does_not_answer_it_once_they_speak_for_the_partner(
    at: Table, issued_by: str
):
    """Edith recorded, showed or issued for the alliance, and goes over to the partner."""
    if issued_by == "olga":
        shown(promised(at), at, "7000", by=at.edith)
    statement = stated(at.partner, by=getattr(at, issued_by))
    workshop.unshare(at.alliance, person=at.edith, by=at.olga)
    focal = {"name": at.edith.name, "email": at.edith.email, "language": "en"}
    workshop.let_in(at.partner, **focal, by=at.olga)

    page = reverse("statements:page", args=[at.partner.pk, statement.pk])
    desk = at_desk_of(User.objects.get(pk=at.edith.pk))
    assert "Somebody else who speaks for the partner answers it." in desk.get(page).content.decode()
    pressed = desk.post(
        reverse("statements:answer", args=[at.partner.pk, statement.pk]), {"rest": "1"}
    )
    assert pressed.status_code == 403
    assert not StatementAnswer.objects.exists()


def test_whoever_speaks_no_longer_answers_no_more(at: Table):
    statement, speaks = stated(at.partner), femi(at.partner)
    part: Any = at.alliance.parts.get(person=speaks)
    type(part).objects.filter(pk=part.pk).update(until=part.since)

    with pytest.raises(NotAllowed):
        actions.answer(statement, {}, rest=True, by=speaks)


def test_the_owner_is_told_what_came_back_until_the_next_statement(at: Table):
    statement, speaks = stated(at.partner), femi(at.partner)

    def told(who: User) -> list[str]:
        sections = waiting.sections(who, today=today())
        return [row.stands for section in sections for row in section.given["rows"]]

    assert told(at.olga) == []
    actions.answer(statement, {_keys(statement)[0]: NO}, by=speaks)
    assert (told(at.olga), told(at.edith), told(speaks)) == (["disputed"], [], [])
    assert "What partners answered" in at_desk_of(at.olga).get(reverse("inbox:inbox")).text

    stated(at.partner)
    assert told(at.olga) == []
