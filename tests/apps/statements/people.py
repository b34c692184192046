"""Statements that the tests speak of, and who answers them."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.statements import actions
from convene.apps.statements.models import Statement
from convene.apps.workshop import actions as workshop
from convene.apps.workshop.models import Partner
from tests.apps.ledger.people import JOINED

WHY = "It was 160,000; see our bank statement of 2 March."


def today() -> date:
    return timezone.localdate()


def ago(days: int) -> date:
    return today() - timedelta(days=days)


def femi(of: Partner, *, language: str = "en") -> User:
    """Let somebody speak for a partner."""
    return workshop.let_in(
        of, name="Femi Adeyemi", email="femi@heron.example", language=language, by=of.added_by
    ).person


def stated(to: Partner, **more: Any) -> Statement:
    """Issue a statement to a partner, by whoever added it."""
    values = {"id": uuid4(), "since": JOINED, "until": today(), "by": to.added_by, **more}
    return actions.issue(to, **values)
