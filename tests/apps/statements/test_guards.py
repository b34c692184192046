"""What the database refuses of statements, whoever writes to it."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.statements import actions
from convene.apps.statements.models import Notice, Statement, StatementAnswer, StatementLine
from tests.apps.ledger.people import Table, delivery, partner, promise, promised, shown, table
from tests.apps.statements.people import WHY, femi, stated

pytestmark = pytest.mark.django_db


@pytest.fixture
def at() -> Table:
    there = table()
    shown(promised(there), there)
    return there


def _refused(write: Callable[[], object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        write()


def _answer(statement: Statement, by: User, **more: Any) -> StatementAnswer:
    values: dict[str, Any] = {"answer": "confirmed", "at": timezone.now()}
    values |= {"line": statement.lines.first(), "behalf": statement.partner.organisation}
    return StatementAnswer.objects.create(statement=statement, by=by, **{**values, **more})


def _line(statement: Statement, **more: Any) -> StatementLine:
    values: dict[str, Any] = {"position": statement.size, "what": "Cash", "column": "cash"}
    values |= {"state": "committed", "contribution": statement.partner.promises.first()}
    return StatementLine.objects.create(statement=statement, **{**values, **more})


def test_nothing_of_it_is_rewritten_or_deleted(at: Table):
    statement, speaks = stated(at.partner), femi(at.partner)
    actions.answer(statement, {}, rest=True, by=speaks)
    with transaction.atomic():
        Notice.objects.create(
            statement=statement,
            week=timezone.localdate(),
            person=speaks,
            to=speaks.email,
            language="en",
            subject="It waits",
            body="Please read it.",
            by=at.olga,
            at=timezone.now(),
        )
    changed: dict[Any, dict[str, Any]] = {
        Statement: {"until": statement.since},
        StatementLine: {"amount": 1},
        StatementAnswer: {"answer": "disputed", "reason": WHY},
        Notice: {"body": "Never mind."},
    }

    for model, values in changed.items():
        assert model.objects.exists()
        _refused(partial(model.objects.update, **values))
        _refused(partial(model.objects.all()._raw_delete, "default"))


def test_no_line_is_added_once_it_is_issued(at: Table):
    statement = stated(at.partner)

    _refused(lambda: _line(statement))
    _refused(lambda: _line(statement, position=0))


def test_a_line_is_of_the_partners_promise_and_its_delivery(at: Table):
    statement = stated(at.partner)
    values = {field.attname: getattr(statement, field.attname) for field in Statement._meta.fields}
    wider = Statement.objects.create(
        **{**values, "id": at.alliance.pk, "number": 9, "size": statement.size + 1}
    )
    own, others = (
        statement.lines.all()[0].contribution,
        promise(partner("Town", alliance=at.alliance)),
    )
    came = delivery(promise(at.partner))

    _refused(lambda: _line(wider, position=0, contribution=others))
    _refused(lambda: _line(wider, position=0, contribution=own, delivery=came))
    assert _line(wider, position=0, contribution=came.contribution, delivery=came).pk


def test_what_is_unpriced_says_no_money(at: Table):
    statement = stated(at.partner)

    _refused(lambda: _line(statement, position=0, column="unpriced", verified=0))


def test_only_who_speaks_for_the_partner_answers(at: Table):
    statement, speaks = stated(at.partner), femi(at.partner)
    town = partner("Town", alliance=at.alliance)

    for who in (at.olga, at.edith, at.vera):
        _refused(partial(_answer, statement, who))
    _refused(lambda: _answer(statement, speaks, behalf=town.organisation))
    assert _answer(statement, speaks).pk


@pytest.mark.parametrize(
    "values",
    [
        {"answer": "disputed"},
        {"answer": "disputed", "reason": "  "},
        {"answer": "refused", "reason": WHY},
        {"line": None, "answer": "refused"},
        {"line": None, "answer": "disputed", "reason": WHY},
    ],
)
def test_an_answer_says_what_it_has_to(at: Table, values: dict[str, Any]):
    statement, speaks = stated(at.partner), femi(at.partner)

    _refused(lambda: _answer(statement, speaks, **values))


def test_an_answer_is_of_a_line_of_its_statement(at: Table):
    statement, other, speaks = stated(at.partner), stated(at.partner), femi(at.partner)

    _refused(lambda: _answer(statement, speaks, line=other.lines.first()))
