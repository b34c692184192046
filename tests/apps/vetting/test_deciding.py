"""The two-person rule, by every way to a clearance: actions, the ORM and plain SQL."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from convene.apps.accounts.models import Role
from convene.apps.vetting import actions
from convene.apps.vetting.models import Approval, Case
from convene.core.diligence import Level, State
from convene.ground.changes import Changed
from tests.apps.vetting.people import (
    cleared,
    in_research,
    in_review,
    look,
    match,
    now,
    only_hit,
    opened,
    partner,
    person,
    researched,
)

pytestmark = pytest.mark.django_db
ENHANCED = {"at_least": Level.ENHANCED}


def test_a_case_is_cleared_by_someone_who_did_not_assess_it(builder, reviewer, approver):
    case = cleared(by=builder, assessor=reviewer, approver=approver)
    assert (case.state, case.assessor, case.approver, case.valid_months) == (
        "cleared",
        reviewer,
        approver,
        12,
    )
    today = timezone.localdate()
    assert case.valid_until is not None
    assert timedelta(days=364) < case.valid_until - today < timedelta(days=367)


def test_whoever_assessed_cannot_approve_whatever_their_role(builder, approver):
    case = in_review(by=builder, assessor=approver)
    with pytest.raises(actions.Barred) as refused:
        actions.decide(case, decision=State.CLEARED, reason="Mine.", by=approver)
    assert refused.value.why == ("assessor",)
    assert now(case).state == "second_review"


def test_whoever_sponsors_neither_assesses_nor_decides_hits_nor_approves(
    builder, reviewer, approver
):
    case = in_research(match(), by=builder, sponsor=approver)
    with pytest.raises(actions.Barred):
        actions.decide_hit(only_hit(case), state="false_positive", reason="No.", by=approver)
    actions.decide_hit(
        only_hit(case), state="false_positive", reason="Another country.", by=reviewer
    )
    case = researched(case, by=builder)
    with pytest.raises(actions.Barred):
        actions.assess(case, assessment="Good.", by=approver)
    actions.assess(case, assessment="Good.", by=reviewer)
    actions.submit(case, by=reviewer)
    with pytest.raises(actions.Barred) as refused:
        actions.decide(case, decision=State.CLEARED, reason="Good.", by=approver)
    assert refused.value.why == ("sponsor",)


def test_a_conflict_of_interest_bars_while_it_lasts(builder, reviewer, approver, second):
    case = in_review(by=builder, assessor=reviewer)
    today = timezone.localdate()
    actions.declare(
        case.organisation, nature="My sister is on its board.", since=today, by=approver
    )
    actions.declare(
        case.organisation,
        nature="I worked there.",
        since=date(2020, 1, 1),
        until=today - timedelta(days=1),
        by=second,
    )
    with pytest.raises(actions.Barred) as refused:
        actions.decide(case, decision=State.CLEARED, reason="Good.", by=approver)
    assert refused.value.why == ("conflict",)
    assert (
        actions.decide(case, decision=State.CLEARED, reason="Good.", by=second).state == "cleared"
    )


def test_the_enhanced_level_takes_two_approvers(builder, reviewer, approver, second):
    case = in_review(by=builder, assessor=reviewer, **ENHANCED)
    assert (
        actions.decide(case, decision=State.CLEARED, reason="Good.", by=approver).state
        == "second_review"
    )
    with pytest.raises(actions.Barred) as refused:
        actions.decide(case, decision=State.CLEARED, reason="Again.", by=approver)
    assert refused.value.why == ("decided",)
    done = actions.decide(case, decision=State.CLEARED, reason="Good too.", by=second)
    assert (done.state, done.approver, done.second_approver, done.valid_months) == (
        "cleared",
        approver,
        second,
        6,
    )


def test_of_two_approvers_the_stricter_counts(builder, reviewer, approver, second):
    case = in_review(by=builder, assessor=reviewer, **ENHANCED)
    actions.add_condition(case, text="Publish who owns it.", owner="The bank", by=reviewer)
    actions.decide(case, decision=State.CONDITIONS, reason="If they publish.", by=approver)
    assert (
        actions.decide(case, decision=State.CLEARED, reason="Good.", by=second).state
        == "conditions"
    )


def test_of_two_approvers_the_shorter_time_counts_and_none_that_was_sent_back(
    builder, reviewer, approver, second
):
    case = in_review(by=builder, assessor=reviewer, **ENHANCED)
    actions.decide(case, decision=State.CLEARED, reason="Well.", months=1, by=approver)
    actions.return_to_research(case, reason="One more call.", by=reviewer)
    actions.assess(case, assessment="Sound.", by=reviewer)
    actions.submit(case, by=reviewer)
    actions.decide(case, decision=State.CLEARED, reason="Well.", months=3, by=approver)
    case = actions.decide(case, decision=State.CLEARED, reason="Well.", by=second)
    assert (case.state, case.valid_months) == ("cleared", 3)


def test_one_approver_can_decline(builder, reviewer, approver):
    case = in_review(by=builder, assessor=reviewer, **ENHANCED)
    assert (
        actions.decide(case, decision=State.DECLINED, reason="Not with us.", by=approver).state
        == "declined"
    )


def test_conditions_must_be_written_down_first(builder, reviewer, approver):
    case = in_review(by=builder, assessor=reviewer)
    with pytest.raises(actions.NotNow) as refused:
        actions.decide(case, decision=State.CONDITIONS, reason="If …", by=approver)
    assert refused.value.hurdles == ("conditions",)


@pytest.mark.parametrize(
    ("role", "name"), [(Role.VIEWER, "Vera"), (Role.BUILDER, "Bert"), (Role.REVIEWER, "Rolf")]
)
def test_the_action_itself_asks_for_the_role(builder, reviewer, role, name):
    case = in_review(by=builder, assessor=reviewer)
    with pytest.raises(PermissionDenied):
        actions.decide(case, decision=State.CLEARED, reason="Good.", by=person(name, role))


def test_nobody_decides_over_what_they_have_not_seen(builder, reviewer, approver):
    case = in_review(by=builder, assessor=reviewer)
    seen = now(case).version
    actions.add_condition(case, text="Publish who owns it.", owner="The bank", by=reviewer)
    with pytest.raises(Changed):
        actions.decide(case, decision=State.CLEARED, reason="Good.", by=approver, seen=seen)


def sql(case: Case, **columns: Any) -> None:
    names = ", ".join(f"{name} = %s" for name in columns)
    pk = case.pk.hex if connection.vendor == "sqlite" else case.pk
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE vetting_case SET {names} WHERE id = %s", [*columns.values(), pk])
        assert cursor.rowcount == 1


def decided(**more: Any) -> dict[str, Any]:
    return {
        "state": "cleared",
        "reason": "x",
        "decided_at": timezone.now(),
        "valid_months": 12,
        "valid_until": date(2027, 1, 1),
        **more,
    }


def test_plain_sql_cannot_clear_without_an_approver(builder, reviewer):
    case = in_review(by=builder, assessor=reviewer)
    with pytest.raises(IntegrityError, match="cleared_by_two_people"):
        sql(case, **decided())


def test_plain_sql_cannot_make_the_assessor_the_approver(builder, reviewer):
    case = in_review(by=builder, assessor=reviewer)
    with pytest.raises(IntegrityError, match="approver_has_not_assessed"):
        sql(case, **decided(approver_id=reviewer.pk))


def test_plain_sql_cannot_make_the_sponsor_the_approver(builder, reviewer, approver):
    case = in_review(by=builder, assessor=reviewer, sponsor=approver)
    with pytest.raises(IntegrityError, match="approver_does_not_sponsor"):
        sql(case, **decided(approver_id=approver.pk))


def test_plain_sql_cannot_clear_the_enhanced_level_with_one_approver(builder, reviewer, approver):
    case = in_review(by=builder, assessor=reviewer, **ENHANCED)
    with pytest.raises(IntegrityError, match="enhanced_cleared_by_two"):
        sql(case, **decided(approver_id=approver.pk, valid_months=6))
    with pytest.raises(IntegrityError, match="second_approver_is_another"):
        sql(case, **decided(approver_id=approver.pk, second_approver_id=approver.pk))


def test_plain_sql_cannot_clear_for_longer_than_36_months(builder, reviewer, approver):
    case = in_review(by=builder, assessor=reviewer)
    with pytest.raises(IntegrityError, match="clearance_ends"):
        sql(case, **decided(approver_id=approver.pk, valid_months=37))


def test_plain_sql_cannot_clear_what_is_stopped(builder, reviewer, approver):
    case = in_review(by=builder, assessor=reviewer)
    sql(case, stopped=True)
    with pytest.raises(IntegrityError, match="sanctions_stop_clearing"):
        sql(case, **decided(approver_id=approver.pk))


def test_plain_sql_cannot_clear_the_debarred_without_a_legal_opinion(builder, reviewer, approver):
    case = in_review(by=builder, assessor=reviewer)
    sql(case, debarred=True)
    with pytest.raises(IntegrityError, match="two_approvers_lift_a_debarment"):
        sql(case, **decided(approver_id=approver.pk))


def test_the_orm_refuses_an_approval_by_the_assessor_or_the_sponsor(builder, reviewer, approver):
    case = in_review(by=builder, assessor=reviewer, sponsor=approver)
    for who, name in (
        (reviewer, "approval_is_not_the_assessors"),
        (approver, "approval_is_not_the_sponsors"),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            Approval.objects.create(
                case=case,
                round=1,
                approver=who,
                assessor=reviewer,
                sponsor=approver,
                decision="cleared",
                reason="x",
                screening=case.screenings.get(),
                at=timezone.now(),
            )


def test_an_organisation_has_one_case_going_on_at_a_time(builder, reviewer, approver):
    case = opened(by=builder)
    with pytest.raises(actions.AlreadyOpen):
        opened(by=builder, of=case.organisation)


def test_a_deciding_date_cannot_be_missing(builder, reviewer, approver):
    case = in_review(by=builder, assessor=reviewer)
    with pytest.raises(IntegrityError, match="decided_says_why"):
        sql(case, state="declined", reason="", decided_at=timezone.now())


@pytest.mark.parametrize("why", ["hit", "owner", "report", "scope"])
def test_a_cleared_case_is_opened_again_for_four_reasons_and_nothing_decided_counts_any_more(
    builder, reviewer, approver, why
):
    case = cleared(by=builder, assessor=reviewer, approver=approver)
    case = actions.reopen(case, why=why, text="Read in the paper.", by=reviewer)
    assert (case.state, case.round, case.approver, case.assessor, case.valid_until) == (
        "reopened",
        2,
        None,
        None,
        None,
    )
    assert [row.state for row in case.history.all()][:2] == ["reopened", "cleared"]
    case = actions.screened(case, look(key="second"), by=builder)
    case = researched(actions.begin_research(case, by=builder), by=builder)
    actions.assess(case, assessment="Still sound.", by=reviewer)
    actions.submit(case, by=reviewer)
    assert (
        actions.decide(case, decision=State.CLEARED, reason="Still well.", by=approver).state
        == "cleared"
    )
    assert Approval.objects.filter(case=case).count() == 2


def test_there_are_no_other_reasons_to_open_a_case_again(builder, reviewer, approver):
    case = cleared(by=builder, assessor=reviewer, approver=approver)
    with pytest.raises(ValueError, match="boredom"):
        actions.reopen(case, why="boredom", text="", by=reviewer)


def test_what_is_sent_back_loses_its_approvals(builder, reviewer, approver, second):
    case = in_review(by=builder, assessor=reviewer, **ENHANCED)
    actions.decide(case, decision=State.CLEARED, reason="Good.", by=approver)
    case = actions.return_to_research(case, reason="The owners are missing.", by=reviewer)
    assert (case.state, case.assessor) == ("research", None)
    actions.assess(case, assessment="Now complete.", by=reviewer)
    actions.submit(case, by=reviewer)
    assert (
        actions.decide(case, decision=State.CLEARED, reason="Good.", by=second).state
        == "second_review"
    )
    assert (
        actions.decide(case, decision=State.CLEARED, reason="Good again.", by=approver).state
        == "cleared"
    )


def test_a_clearance_ends_on_its_own_and_is_told_once(builder, reviewer, approver):
    case = cleared(by=builder, assessor=reviewer, approver=approver)
    assert case.valid_until is not None
    assert actions.expire(today=case.valid_until) == 0
    assert actions.expire(today=case.valid_until + timedelta(days=1)) == 1
    assert actions.expire(today=case.valid_until + timedelta(days=1)) == 0
    assert now(case).state == "expired"
    assert [found.alert.kind for found in now(case).alerts.all()] == ["expired"]


def test_findings_are_needed_in_every_area_of_the_level(builder, reviewer):
    case = in_research(by=builder)
    with pytest.raises(actions.NotNow) as refused:
        actions.assess(case, assessment="Good.", by=reviewer)
    assert refused.value.hurdles == ("areas",)


def test_without_any_list_there_is_no_screening(builder):
    case = actions.screened(opened(by=builder), look(lists=()), by=builder)
    with pytest.raises(actions.NotNow) as refused:
        actions.begin_research(case, by=builder)
    assert refused.value.hurdles == ("not_screened",)


def test_an_exclusion_that_applies_keeps_the_partner_out(builder, reviewer, approver):
    case = in_research(by=builder)
    case = researched(case, by=builder)
    evidence = case.evidence.get()
    actions.add_finding(
        case,
        area="exclusions",
        question="tobacco",
        text="Sells cigarettes.",
        rating="excluded",
        evidence=[evidence],
        by=builder,
    )
    actions.assess(case, assessment="Excluded.", by=reviewer)
    actions.submit(case, by=reviewer)
    with pytest.raises(actions.NotNow) as refused:
        actions.decide(case, decision=State.CLEARED, reason="Still.", by=approver)
    assert refused.value.hurdles == ("excluded",)
    assert (
        actions.decide(case, decision=State.DECLINED, reason="Tobacco.", by=approver).state
        == "declined"
    )


@pytest.mark.parametrize(
    ("facts", "level"),
    [({"extractive": True}, "enhanced"), ({"state_owned": True}, "enhanced"), ({}, "standard")],
)
def test_the_level_follows_from_what_the_registry_knows(builder, facts, level):
    assert opened(by=builder, of=partner(**facts)).level == level


def test_an_approval_counts_no_longer_once_its_giver_has_a_conflict(
    builder, reviewer, approver, second
):
    case = in_review(by=builder, assessor=reviewer, **ENHANCED)
    actions.decide(case, decision=State.CLEARED, reason="Good.", by=approver)
    actions.declare(
        case.organisation, nature="I hold shares.", since=timezone.localdate(), by=approver
    )
    assert (
        actions.decide(case, decision=State.CLEARED, reason="Good.", by=second).state
        == "second_review"
    )
    third = person("Ines", Role.APPROVER)
    done = actions.decide(case, decision=State.CLEARED, reason="Good.", by=third)
    assert (done.state, {done.approver, done.second_approver}) == ("cleared", {second, third})


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_count_as_one(builder, reviewer, approver):
    case = in_review(by=builder, assessor=reviewer, **ENHANCED)

    def press() -> str:
        try:
            return str(
                actions.decide(case, decision=State.CLEARED, reason="Good.", by=approver).state
            )
        except actions.Barred as refused:
            return str(refused)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        said = sorted(one.result() for one in [pool.submit(press), pool.submit(press)])
    assert said == ["decided", "second_review"]
    assert Approval.objects.count() == 1
