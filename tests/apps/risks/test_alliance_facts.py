"""What the gates, the front page, the inbox and the calendar are told of risks."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from convene.apps.inbox import queries as inbox
from convene.apps.registry.models import AtRisk, Organisation
from convene.apps.risks import actions
from convene.apps.risks.queries import alliance_facts
from convene.apps.risks.words import Phase, State
from convene.apps.workshop.queries import facts
from convene.core import lifecycle
from convene.core.lifecycle import Case, Risk, Stage
from tests.apps.ledger.people import partner
from tests.apps.risks.people import WHY, Table, fresh, high, rate, risk, table
from tests.apps.workshop.people import at_desk_of

pytestmark = pytest.mark.django_db
TAKE_ON = "The ministry has promised us in writing."
TODAY = date(2026, 12, 3)


@pytest.fixture
def here() -> Table:
    return table()


def told(here: Table) -> tuple[Risk, ...] | None:
    risks: tuple[Risk, ...] | None = alliance_facts.facts(here.alliance, today=TODAY)["risks"]
    return risks


def holds(here: Table) -> tuple[bool, bool]:
    """Return whether there is a register, and whether every risk in it is rated and signed off."""
    case = Case(state=Stage.AGREEMENT, on=TODAY, risks=told(here))
    return lifecycle.OF_ALLIANCE["risks"](case), lifecycle.OF_ALLIANCE["high_risks"](case)


def test_an_empty_register_is_none(here):
    assert told(here) is None
    assert holds(here) == (False, False)


def test_what_nobody_has_rated_opens_no_gate(here):
    it = risk(here)

    assert told(here) == (Risk(id=str(it.pk)),)
    assert holds(here) == (True, False)


def test_a_risk_is_told_at_its_worst(here):
    it = high(here)
    rate(it, 2, 2, by=here.emil, phase=Phase.AFTER)

    assert told(here) == (Risk(id=str(it.pk), likelihood=4, impact=5),)
    assert holds(here) == (True, False)
    actions.sign_off(fresh(it), reason=TAKE_ON, by=here.olga)
    assert told(here) == (Risk(id=str(it.pk), likelihood=4, impact=5, signed_off=True),)
    assert holds(here) == (True, True)
    rate(it, 5, 5, by=here.emil)
    assert holds(here) == (True, False)


def test_a_low_risk_and_a_closed_one_need_nobody(here):
    rate(risk(here), 3, 4, by=here.edith)
    gone = risk(here)
    actions.turn(gone, state=State.CLOSED, reason=WHY, by=here.edith)

    assert holds(here) == (True, True)


def test_an_overdue_review_is_late_until_the_risk_is_closed(here):
    it = risk(here, review_on=TODAY)

    assert facts.late(here.alliance, today=TODAY) == []
    (late,) = facts.late(here.alliance, today=TODAY + timedelta(days=1))
    assert (late.what, late.since, late.to) == (
        "The review of a risk was due: The council withdraws",
        TODAY,
        f"/drafts/{here.alliance.pk}/risks/{it.pk}/",
    )
    actions.turn(it, state=State.CLOSED, reason=WHY, by=here.edith)
    assert facts.late(here.alliance, today=TODAY + timedelta(days=1)) == []


def test_the_front_page_leads_to_the_register(here):
    to = f"/drafts/{here.alliance.pk}/risks/"

    assert facts.places(here.alliance)["risks"] == to
    assert to in at_desk_of(here.ravi).get(f"/drafts/{here.alliance.pk}/").content.decode()


def test_a_sign_off_waits_in_the_inbox_of_who_may_sign(here):
    high(here)

    def waits(who: Any) -> bool:
        shown = inbox.sections(who, today=TODAY)
        return "risks/waiting.html" in [section.template for section in shown]

    assert [waits(who) for who in (here.olga, here.edith, here.emil, here.ravi)] == [
        True,
        False,
        False,
        False,
    ]
    page = at_desk_of(here.olga).get("/vetting/").content.decode()
    assert "Risks that wait for your sign-off" in page


def days(who: Any) -> list[tuple[date, str]]:
    return [(dated.day, dated.what) for dated in inbox.dates(who, today=timezone.localdate())]


def test_a_review_stands_in_the_calendar_of_who_looks_after_the_risk(here):
    risk(here, review_on=TODAY, owner_person=here.ravi)
    shared = (TODAY, "Review of a risk (Market fees you can check)")

    assert [days(who) for who in (here.olga, here.edith, here.ravi)] == [[], [], [shared]]


def test_a_review_of_a_risk_that_is_nobodys_is_for_those_who_edit(here):
    risk(here, review_on=TODAY)

    assert [len(days(who)) for who in (here.olga, here.edith, here.ravi)] == [1, 1, 0]


def test_a_calendar_names_no_alliance_with_a_partner_at_risk(here):
    bank = partner(alliance=here.alliance)
    Organisation.objects.filter(pk=bank.organisation_id).update(at_risk=AtRisk.HIGH)
    risk(here, review_on=TODAY)

    assert days(here.edith) == [(TODAY, "Review of a risk")]
