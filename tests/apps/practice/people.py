"""Alliances, ways and lessons that the tests of practice speak of."""

from datetime import date
from typing import Any
from uuid import uuid4

from convene.apps.accounts.models import User
from convene.apps.practice import actions
from convene.apps.practice.actions import Terms
from convene.apps.practice.models import Lesson, Plan
from convene.apps.practice.queries import ways
from tests.apps.risks.people import Table, table

__all__ = ["Table", "table"]
TODAY = date(2026, 6, 1)
"""A day that has come."""
LATER = date(2099, 3, 1)
OUTCOME = "Twelve companies came, and three want to hear more."
WHY = "Nobody here needs new technology."


REVIEW = "I was there, and it went as written."


def terms(title: str = "Ask counsel early", **more: Any) -> Terms:
    values = {"title": title, "text": "It saved us a month.", "stage": "agree", "when": ["always"]}
    return Terms(**{**values, **more})


def written(here: Table, *, by: User | None = None, **more: Any) -> Lesson:
    """Write a lesson down, by Edith where nobody is named."""
    return actions.write_down(here.alliance, id=uuid4(), terms=terms(**more), by=by or here.edith)


def shared(here: Table, **more: Any) -> Lesson:
    """Write a lesson down that Emil reviews and Olga shares."""
    lesson = actions.review(written(here, **more), reason=REVIEW, by=here.emil)
    return actions.share(lesson, confirmed=True, by=here.olga)


def planned(here: Table, code: str = "W3", *, owner: User | None = None, **more: Any) -> Plan:
    """Plan a way, for Emil where nobody is named."""
    values = {"due_on": LATER, "by": here.edith, **more}
    return actions.plan(here.alliance, code, owner=owner or here.emil, **values)


def gone(here: Table, code: str = "W3", *, by: User | None = None) -> Plan:
    """Say that a way was gone, by Edith where nobody is named."""
    return actions.say_done(here.alliance, code, on=TODAY, outcome=OUTCOME, by=by or here.edith)


def row(here: Table, code: str = "W3", *, today: date = TODAY) -> ways.Row:
    it = ways.row(here.alliance, code, today=today)
    assert it is not None
    return it
