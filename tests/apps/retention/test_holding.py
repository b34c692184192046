"""Legal hold: by two people, lifted by two, and while it stands nothing goes."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from convene.apps.accounts.models import Role
from convene.apps.registry import actions as registry
from convene.apps.registry.models import Contact
from convene.apps.retention import actions, queries
from convene.apps.retention.models import Hold
from convene.apps.vetting.models import Case
from convene.ground.proposals import SamePerson, Settled, Waiting
from tests.apps.retention.people import CASE, ORGANISATION, declined, gone, proposed
from tests.apps.retention.test_disposing import agreed_in_sql, in_sql, plain
from tests.apps.vetting.people import partner, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(builder, reviewer, approver) -> Case:
    return declined(by=builder, assessor=reviewer, approver=approver, years=8)


def hold(kind, record, *, by) -> Hold:
    return actions.propose_hold(kind, record.pk, reason="Sued.", by=by)


def held() -> list[bool]:
    return [one.held for one in queries.shelf(CASE, today=timezone.localdate()).due]


def test_a_hold_counts_from_its_proposal_until_two_lift_it(case, reviewer, approver, second):
    standing = hold(CASE, case, by=reviewer)
    assert held() == [True]
    with pytest.raises(SamePerson):
        actions.agree_hold(hold(CASE, case, by=approver), by=approver)
    with pytest.raises(actions.NotHeld):
        actions.propose_lifting(standing, reason="Over.", by=reviewer)
    actions.agree_hold(standing, by=approver)
    lifting = actions.propose_lifting(standing, reason="Over.", by=approver)
    with pytest.raises(Waiting):
        actions.propose_lifting(standing, reason="Over.", by=reviewer)
    with pytest.raises(SamePerson):
        actions.agree_lifting(lifting, by=approver)
    actions.refuse_hold(Hold.objects.get(state="proposed"), by=second)
    assert held() == [True]
    actions.agree_lifting(lifting, by=second)
    assert held() == [False]
    with pytest.raises(Settled):
        actions.agree_lifting(lifting, by=second)


def test_under_hold_nothing_is_proposed_nor_agreed_in_action_or_database(
    case, reviewer, approver, second
):
    disposal, other = proposed(case, by=reviewer), in_sql(case, by=reviewer)
    hold(ORGANISATION, case.organisation, by=approver)
    with pytest.raises(actions.NotDue):
        gone(disposal, by=second)
    with pytest.raises(DatabaseError, match="under_legal_hold_stays"), transaction.atomic():
        agreed_in_sql(other, second)
    with pytest.raises(actions.NotDue):
        proposed(case, by=reviewer)


@pytest.mark.parametrize("which", ["duplicate", "kept"])
def test_a_hold_on_a_record_is_one_on_those_merged_with_it(
    which, builder, reviewer, approver, second
):
    case = declined(by=builder, assessor=reviewer, approver=approver, years=8)
    twin = partner("Blue River Savings")
    merge = registry.propose_merge(case.organisation, kept=twin, reason="Same.", by=builder)
    registry.confirm_merge(merge, by=reviewer)
    record = {"duplicate": case.organisation, "kept": twin}[which]
    hold(ORGANISATION, record, by=approver)
    assert held() == [True]
    with pytest.raises(DatabaseError, match="under_legal_hold_stays"), transaction.atomic():
        agreed_in_sql(in_sql(case, by=reviewer), second)


def test_nobody_is_erased_at_an_organisation_under_hold(builder, reviewer, approver):
    bank, day = partner("Ochre Works"), timezone.localdate() + timedelta(days=9)
    contact = registry.add_contact(
        bank, name="Josefa", channel="A door", consent="Yes", keep_until=day, by=builder
    )
    standing = hold(ORGANISATION, bank, by=reviewer)
    with pytest.raises(registry.UnderHold):
        registry.erase_contact(contact, by=builder)
    with pytest.raises(DatabaseError, match="nobody_is_erased"), transaction.atomic():
        Contact.objects.update(
            name="", role="", channel="", consent="", erased_by=builder, erased_at=timezone.now()
        )
    actions.refuse_hold(standing, by=approver)
    registry.erase_contact(contact, by=builder)
    assert Contact.objects.get().name == ""


def test_the_database_keeps_a_hold_until_two_lift_it(case, reviewer, approver, second):
    standing = actions.agree_hold(hold(CASE, case, by=reviewer), by=approver)
    with pytest.raises(DatabaseError, match="a_hold_is_never_deleted"):
        plain("DELETE FROM retention_hold")
    for change in ("state = 'refused'", "kind = 'x'", "reason = 'x'"):
        with pytest.raises(DatabaseError, match="a_hold_is_lifted_by_two"):
            plain(f"UPDATE retention_hold SET {change}")
    lone = {"state": "undone", "undone_by": second, "undone_at": timezone.now()}
    with pytest.raises(DatabaseError, match="a_hold_is_lifted_by_two"), transaction.atomic():
        Hold.objects.update(**lone, undone_reason="Over.")
    lifting = actions.propose_lifting(standing, reason="Over.", by=reviewer)
    with pytest.raises(DatabaseError, match="a_hold_is_lifted_by_two"), transaction.atomic():
        Hold.objects.update(**lone, undone_reason="Over.")
    actions.agree_lifting(lifting, by=second)
    with pytest.raises(DatabaseError, match="a_hold_is_lifted_by_two"):
        plain("UPDATE retention_hold SET state = 'agreed'")


def test_an_unknown_record_is_not_held(reviewer):
    with pytest.raises(actions.NotHeld):
        actions.propose_hold("vetting.hit", partner().pk, reason="Sued.", by=reviewer)


@pytest.mark.parametrize("years", [0, 31])
def test_a_clock_runs_within_its_limits(years):
    with pytest.raises(actions.NoSuchClock):
        actions.set_clock(CASE, years=years, reason="Law.", by=person("Root", Role.ADMINISTRATOR))
