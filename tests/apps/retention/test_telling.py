"""Those who work on what is held are told of the hold, for as long as it stands."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from convene.apps.accounts.models import Role
from convene.apps.registry import actions as registry
from convene.apps.retention import actions
from convene.apps.retention.models import Hold
from convene.apps.retention.queries import telling
from convene.apps.vetting import actions as vetting
from convene.apps.vetting.models import Case
from tests.apps.retention.people import CASE, ORGANISATION, REFUSED
from tests.apps.vetting.people import at_desk_of, in_review, partner, person

pytestmark = pytest.mark.django_db
WHY = "The partner was sued over the well at Kilo."


@pytest.fixture
def case(builder, reviewer) -> Case:
    return in_review(by=builder, assessor=reviewer)


@pytest.fixture
def holder(db):
    return person("Hana", Role.REVIEWER)


def hold(kind: str, record, *, by) -> Hold:
    return actions.propose_hold(kind, record.pk, reason=WHY, by=by)


def lifted(standing: Hold, *, by, agreed) -> Hold:
    lifting = actions.propose_lifting(standing, reason="The court has closed it.", by=by)
    return actions.agree_lifting(lifting, by=agreed)


def told(who, *, later: int = 0) -> list[str]:
    today = timezone.localdate() + timedelta(days=later)
    return [hold.state for hold in telling.notices(who, today=today)]


def inbox(who) -> str:
    return " ".join(at_desk_of(who).get(reverse("inbox:inbox")).content.decode().split())


def test_those_who_work_on_a_case_are_told_from_the_proposal_until_it_is_lifted(
    case, builder, reviewer, approver, second, holder
):
    helper, stranger = person("Hugo", Role.BUILDER), person("Stan", Role.BUILDER)
    vetting.add_member(case, person=helper, by=builder)
    standing = hold(CASE, case, by=holder)
    for who in (builder, reviewer, helper):
        assert told(who) == ["proposed"]
    assert [told(who) for who in (stranger, approver, holder)] == [[], [], []]
    actions.agree_hold(standing, by=approver)
    assert told(builder, later=400) == ["agreed"]
    lifted(standing, by=approver, agreed=second)
    assert told(builder) == ["undone"]
    assert (told(builder, later=29), told(builder, later=30)) == (["undone"], [])


def test_a_hold_that_was_refused_is_no_notice(case, builder, approver, holder):
    actions.refuse_hold(hold(CASE, case, by=holder), reason=REFUSED, by=approver)
    assert told(builder) == []


def test_a_hold_on_an_organisation_is_told_to_whoever_entered_it_and_works_on_its_cases(
    case, builder, reviewer, holder
):
    entered = case.organisation.created_by
    hold(ORGANISATION, case.organisation, by=holder)
    assert [told(who) for who in (entered, builder, reviewer)] == [["proposed"]] * 3
    assert told(person("Stan", Role.BUILDER)) == []


def test_a_hold_on_a_record_that_was_merged_is_told_with_the_one_it_is_part_of(
    case, builder, reviewer, holder
):
    other = partner("Blue River Bank Ltd")
    merge = registry.propose_merge(other, kept=case.organisation, reason="One.", by=builder)
    registry.confirm_merge(merge, by=reviewer)
    hold(ORGANISATION, other, by=holder)
    assert told(builder) == ["proposed"]


def test_the_inbox_says_what_is_held_by_whom_since_when_why_and_what_may_not_be_done(
    case, builder, approver, second, holder
):
    assert "Legal holds on what you work on" not in inbox(builder)
    standing = hold(CASE, case, by=holder)
    since = f"Held since {date_format(timezone.localdate(), 'DATE_FORMAT')} "
    shown = inbox(builder)
    assert "Legal holds on what you work on" in shown
    assert "nothing of what is held may be disposed of or erased" in shown
    assert since in shown
    assert f"(Hana): {WHY}" in shown
    assert "A second person has yet to agree; it counts already." in shown
    assert reverse("vetting:case", args=[case.pk]) in shown
    actions.agree_hold(standing, by=approver)
    assert "Abel agreed on" in inbox(builder)
    lifted(standing, by=approver, agreed=second)
    shown = inbox(builder)
    assert since not in shown
    assert ": The court has closed it." in shown


def test_what_others_wrote_is_only_text(case, builder, holder):
    actions.propose_hold(CASE, case.pk, reason="<b>Sued</b>.", by=holder)
    assert "&lt;b&gt;Sued&lt;/b&gt;." in inbox(builder)
