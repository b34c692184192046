"""Organisations of ours joined to those that open data tell of, and decisions about names in open
data.
"""

import pytest
from django.db import IntegrityError, transaction

from convene.apps.registry import actions, queries
from convene.apps.registry.models import Link, Organisation, Sameness
from convene.apps.registry.queries import linking
from convene.ground.undoing import Stands
from tests.apps.registry.people import BANK, organisation, person

pytestmark = pytest.mark.django_db


def test_a_link_joins_one_of_ours_and_is_taken_back():
    paula, bank = person("Paula"), organisation()
    link = actions.link(bank, open_data_id="cv-1", name="BANCO RIO AZUL", by=paula)
    assert linking.links_with(["cv-1", "cv-2"]) == {"cv-1": link}
    assert [(found.name, found.by) for found in linking.links_of(bank)] == [
        ("BANCO RIO AZUL", paula)
    ]
    actions.unlink(link, by=paula)
    assert linking.links_of(bank) == []
    assert Link.objects.get().undone_by == paula


def test_one_organisation_of_the_world_is_one_of_ours():
    bank, other = organisation(), organisation("Caja Verde")
    first = actions.link(bank, open_data_id="cv-1", name="Banco", by=person("Paula"))
    with pytest.raises(Stands) as said:
        actions.link(other, open_data_id="cv-1", name="Banco", by=person("Rosa"))
    assert said.value.record == first
    actions.unlink(first, by=person("Rita"))
    assert (
        actions.link(other, open_data_id="cv-1", name="Banco", by=person("Ruth")).organisation
        == other
    )


def test_bringing_in_writes_down_a_candidate_and_links_it_or_does_nothing():
    paula = person("Paula")
    brought = actions.bring_in(BANK, open_data_id="cv-1", name="Banco", by=paula)
    assert (str(brought), brought.state) == ("Banco del Río Azul", "candidate")
    assert [link.organisation for link in linking.links_with(["cv-1"]).values()] == [brought]
    with pytest.raises(Stands):
        actions.bring_in(type(BANK)(name="Another"), open_data_id="cv-1", name="Banco", by=paula)
    assert Organisation.objects.count() == 1


def test_a_decision_binds_the_next_build_until_it_is_taken_back():
    paula = person("Paula")
    made = actions.decide_sameness(
        {"k9": "Banco", "k1": "Banco S.A."}, same=True, reason="One address.", by=paula
    )
    (decision,) = queries.decisions()
    assert (decision.a, decision.b, decision.same, decision.by, decision.reason) == (
        "k1",
        "k9",
        True,
        "Paula",
        "One address.",
    )
    with pytest.raises(Stands):
        actions.decide_sameness(
            {"k1": "Banco S.A.", "k9": "Banco"}, same=False, reason="Two towns.", by=paula
        )
    actions.undo_sameness(made, by=paula)
    assert queries.decisions() == ()
    actions.decide_sameness(
        {"k1": "Banco S.A.", "k9": "Banco"}, same=False, reason="Two towns.", by=paula
    )
    assert [(one.same, one.reason) for one in queries.decisions()] == [(False, "Two towns.")]


@pytest.mark.parametrize("lie", [{"reason": " "}, {"a": "z"}, {"undone_at": "2026-01-01T00:00Z"}])
def test_a_decision_cannot_be(lie):
    made = actions.decide_sameness(
        {"k1": "A", "k9": "B"}, same=True, reason="One address.", by=person("Paula")
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Sameness.objects.filter(pk=made.pk).update(**lie)
