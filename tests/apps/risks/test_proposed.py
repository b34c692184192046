"""Which risks are proposed for an alliance, and what is said of each."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from convene.apps.registry.models import AtRisk, Organisation
from convene.apps.risks import actions
from convene.apps.risks.queries.proposed import Offers, offers
from convene.apps.workshop import actions as workshop
from convene.apps.workshop.words import Check, Said
from convene.core.draft import Draft
from convene.core.request import Request
from tests.apps.ledger.people import partner
from tests.apps.risks.people import FEES, Table, table, terms

pytestmark = pytest.mark.django_db
TODAY = date(2026, 12, 3)


def proposed(here: Table) -> Offers:
    return offers(here.alliance, today=TODAY)


def codes(here: Table) -> list[str]:
    return [offer.code for offer in proposed(here).offers]


def test_nothing_is_proposed_where_nothing_is_known():
    assert codes(table()) == []


def test_closed_civic_space_proposes_with_what_the_guide_says_of_the_same():
    here = table(replace(FEES, request=Request(country="ZM", civic_space="closed")))

    assert codes(here) == ["reprisal", "surveillance", "legal_restriction"]
    reprisal = proposed(here).find("reprisal")
    assert reprisal is not None
    assert (reprisal.title, reprisal.category, reprisal.passages) == (
        "Reprisal",
        "political",
        ("D2", "L05"),
    )
    assert [str(reason) for reason in reprisal.because] == ["Civic space is repressed or closed."]
    assert reprisal.response.splitlines() == [
        "Agree how people who take part are kept safe, and who decides to stop.",
        "Publish no partner, person or exact place unless each has agreed and the risk was read again.",
    ]
    legal = proposed(here).find("legal_restriction")
    assert legal is not None
    assert legal.passages == ()


def test_technology_that_was_answered_proposes_and_what_was_taken_back_does_not():
    here = table()
    workshop.answer(
        here.alliance, Check.TECHNOLOGY, Said.YES, note="Clerks use phones.", by=here.olga
    )
    assert codes(here) == ["surveillance", "exclusion_of_unconnected"]
    workshop.answer(here.alliance, Check.TECHNOLOGY, Said.NOT_SAID, note="", by=here.olga)
    assert codes(here) == []


def test_what_a_partner_is_proposes_while_it_is_in():
    here = table()
    bank = partner(alliance=here.alliance)
    assert codes(here) == []
    ours = Organisation.objects.filter(pk=bank.organisation_id)
    ours.update(extractive=True, at_risk=AtRisk.ELEVATED)

    assert codes(here) == [
        "reprisal",
        "reputational",
        "conflict_sensitivity",
        "company_replaces_state",
    ]
    assert offers(here.alliance, today=date(2026, 3, 1)).offers == ()


def test_what_is_adopted_is_proposed_no_more():
    here = table(Draft(title="A club where pupils mend phones", country="ZM"))
    assert codes(here) == ["harm_to_children"]
    actions.add(
        here.alliance, id=uuid4(), terms=terms(), proposal="harm_to_children", by=here.edith
    )

    assert codes(here) == []


def test_without_its_guide_only_our_own_are_proposed():
    here = table(replace(FEES, pack="gone", problem="Pupils meet the police."))

    assert codes(here) == ["harm_to_children"]
    assert proposed(here).guide is None
