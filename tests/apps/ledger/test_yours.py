"""Whoever can do the next thing with a promise is told so, and nobody else."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.ledger import actions
from convene.apps.ledger.models import Delivery
from convene.apps.ledger.queries.yours import yours
from convene.apps.workshop import actions as workshop
from convene.apps.workshop.words import State
from tests.apps.ledger.people import FEMI, Table, came, partner, promise, promised, shown, table
from tests.apps.workshop.people import at_desk_of

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = TODAY + timedelta(days=9)


@pytest.fixture
def there() -> Table:
    return table()


def waits(there: Table, *, days: int = 0) -> dict[str, list[str]]:
    """Return what waits for each."""
    on = TODAY + timedelta(days=days)
    people = {"olga": there.olga, "edith": there.edith, "vera": there.vera, "ravi": there.ravi}
    return {
        name: [row.what for row in yours([there.alliance.pk], by=who, today=on)]
        for name, who in people.items()
    }


def disputed(there: Table) -> Delivery:
    return actions.dispute(
        shown(promised(there), there), reason="No such entry.", answer_by=DAY, by=there.vera
    )


def text(who: User, page: str, *keys: object) -> str:
    answer = at_desk_of(who).get(reverse(page, args=keys))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_what_is_shown_waits_for_those_who_neither_recorded_nor_showed_it(there):
    recorded = came(promised(there), there)
    assert waits(there) == {"olga": [], "edith": [], "vera": [], "ravi": []}

    actions.add_note(recorded, title="Bank statement", note="Page 3.", by=there.edith)
    assert waits(there) == {"olga": [], "edith": [], "vera": ["verify"], "ravi": ["verify"]}

    actions.verify(recorded, by=there.vera)
    actions.add_note(recorded, title="Second copy", note="Page 4.", by=there.edith)
    assert waits(there) == {"olga": [], "edith": [], "vera": [], "ravi": []}


def test_nothing_waits_to_be_verified_of_a_partner_that_is_stopped():
    there = table(is_cleared=False)
    shown(promise(there.partner), there)

    assert waits(there) == {"olga": [], "edith": [], "vera": [], "ravi": []}


def test_a_dispute_waits_to_be_answered_and_then_to_be_settled_by_a_third(there):
    delivery = disputed(there)
    assert waits(there) == {"olga": ["answer"], "edith": ["answer"], "vera": [], "ravi": []}
    assert waits(there, days=10)["ravi"] == ["settle"]

    actions.answer_dispute(delivery, reason="It is on page 4.", by=there.edith)
    assert waits(there) == {"olga": [], "edith": [], "vera": [], "ravi": ["settle"]}

    actions.settle(delivery, came=True, reason="Page 4 says so.", by=there.ravi)
    assert waits(there) == {"olga": [], "edith": [], "vera": [], "ravi": []}


def test_another_day_waits_for_somebody_else_who_may_agree(there):
    instalment = promised(there).instalments.get()
    actions.propose_due(instalment, due_on=DAY, reason="The board meets later.", by=there.edith)

    assert waits(there) == {"olga": ["agree"], "edith": [], "vera": [], "ravi": []}


def test_who_speaks_for_the_partner_answers_its_own_only(there):
    femi = workshop.let_in(there.partner, **FEMI, by=there.olga).person
    other = partner("Mwala Chamber", alliance=there.alliance)
    mwila = {"name": "Grace Mwila", "email": "grace@chamber.example", "language": "en"}
    grace = workshop.let_in(other, **mwila, by=there.olga).person
    disputed(there)

    told = {who: yours([there.alliance.pk], by=who, today=TODAY) for who in (femi, grace)}

    assert [(row.what, row.day, row.came) for row in told[femi]] == [
        ("answer", DAY, "Bank transfer")
    ]
    assert told[grace] == []


def test_the_front_page_the_inbox_and_the_table_say_so(there):
    given = promised(there)
    recorded = shown(given, there)
    to = reverse("ledger:verify", args=[there.alliance.pk, given.pk, recorded.pk])
    workshop.move(there.alliance, to=State.SCOPING, by=there.olga)
    says = "Heron Savings Bank: “Bank transfer” of “Cash” waits to be verified."

    front = text(there.vera, "workshop:draft", there.alliance.pk)
    assert (says in front, to in front) == (True, True)
    assert reverse("ledger:promises", args=[there.alliance.pk]) in front
    assert says in text(there.vera, "inbox:inbox")
    assert says not in text(there.olga, "workshop:draft", there.alliance.pk)
    assert "1 to verify" in text(there.olga, "ledger:promises", there.alliance.pk)

    actions.dispute(recorded, reason="No such entry.", answer_by=DAY, by=there.vera)
    assert "1 disputed" in text(there.olga, "ledger:promises", there.alliance.pk)
    assert "is disputed. Answer by" in text(there.olga, "workshop:draft", there.alliance.pk)


def test_what_waits_is_asked_in_as_many_questions_whatever_its_number(there):
    def asked() -> int:
        with CaptureQueriesContext(connection) as questions:
            yours([there.alliance.pk], by=User.objects.get(pk=there.vera.pk), today=TODAY)
        return len(questions)

    shown(promised(there), there)
    before = asked()
    for _number in range(3):
        shown(promised(there), there)
    assert asked() == before


def test_nothing_waits_in_what_is_archived(there):
    shown(promised(there), there)
    workshop.archive(there.alliance, by=there.olga)

    assert waits(there) == {"olga": [], "edith": [], "vera": [], "ravi": []}
