"""The days of promises stand in the calendars of those who look after them, and name nobody who is
not to be named.
"""

from datetime import date

import pytest
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.inbox import queries as inbox
from convene.apps.ledger import actions
from convene.apps.registry.models import AtRisk, Organisation
from convene.apps.workshop import actions as workshop
from convene.apps.workshop.models import Partner
from convene.apps.workshop.words import State
from tests.apps.ledger.people import JOINED, Table, cash, due, partner, promised, shown, table
from tests.apps.workshop.people import edits_too

pytestmark = pytest.mark.django_db
FIRST, SECOND = date(2099, 3, 1), date(2099, 9, 1)
ANSWER = date(2099, 5, 1)
REASON = "The ministry answers in January, as it wrote to us."


@pytest.fixture
def here() -> Table:
    at = table()
    promised(at, cash("400000"), due("100000", FIRST), due("300000", SECOND))
    return at


def _days(who: User) -> list[tuple[date, str]]:
    today = timezone.localdate()
    return [(dated.day, dated.what) for dated in inbox.dates(who, today=today)]


def test_what_is_due_stands_there_until_it_has_come(here: Table):
    due_of_it = f"Due of {here.partner}: Cash"

    assert _days(here.edith) == [(FIRST, due_of_it), (SECOND, due_of_it)]
    assert _days(here.vera) == []
    shown(here.alliance.promises.get(), here, "100000")
    assert _days(here.edith) == [(SECOND, due_of_it)]


def test_a_dispute_has_the_day_by_which_it_is_to_be_answered(here: Table):
    came = shown(here.alliance.promises.get(), here, "400000")
    actions.dispute(came, reason="No receipt.", answer_by=ANSWER, by=here.vera)

    due_of_it = f"Due of {here.partner}: Cash"
    not_come = [(FIRST, due_of_it), (SECOND, due_of_it)]

    assert _days(here.olga) == [not_come[0], (ANSWER, "Answer to a dispute: Cash"), not_come[1]]
    actions.add_note(came, title="Receipt", note="Page 4.", by=here.edith)
    assert (ANSWER, "Answer to a dispute: Cash") in _days(here.olga)
    actions.answer_dispute(came, reason="Here it is.", by=here.olga)
    assert _days(here.olga) == not_come


def test_an_override_has_its_last_day_once_it_is_in_force(here: Table):
    workshop.move(here.alliance, to=State.SCOPING, by=here.olga)
    override = workshop.ask_override(
        here.alliance, code="G1.questions", reason=REASON, last_day=ANSWER, by=here.olga
    )
    before = _days(here.olga)
    for name in ("Ada", "Elsa"):
        workshop.agree_override(override, by=edits_too(here.alliance, name))

    last = (ANSWER, f"Last day of an override ({here.alliance.title})")
    assert _days(here.olga) == sorted([*before, last])
    assert _days(here.vera) == []


def _at_risk(here: Table) -> None:
    Organisation.objects.filter(pk=here.partner.organisation_id).update(at_risk=AtRisk.HIGH)


def _covered(here: Table) -> None:
    chamber = partner("Chamber", alliance=here.alliance)
    Partner.objects.filter(pk=here.partner.pk).update(umbrella=chamber, unnamed_until=2)


@pytest.mark.parametrize("hidden", [_at_risk, _covered])
def test_where_a_partner_is_not_to_be_named_no_line_names_anything(here: Table, hidden):
    came = shown(here.alliance.promises.get(), here, "100000")
    actions.dispute(came, reason="No receipt.", answer_by=ANSWER, by=here.vera)
    hidden(here)

    assert {what for _day, what in _days(here.olga)} == {"A promise is due", "Answer to a dispute"}


def test_a_partner_is_named_again_once_enough_have_joined(here: Table):
    _covered(here)
    chamber = Partner.objects.get(pk=here.partner.pk).umbrella
    second = partner("Oak Works", alliance=here.alliance)
    Partner.objects.filter(pk=second.pk).update(umbrella=chamber)

    assert _days(here.olga)[0] == (FIRST, f"Due of {here.partner}: Cash")
    workshop.leave(second, on=JOINED, because=REASON, by=here.olga)
    assert _days(here.olga)[0] == (FIRST, "A promise is due")
