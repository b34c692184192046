"""What somebody with a client of the database could say of a decided case, statement by statement:
each is refused, while the actions go on.
"""

import re
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.inbox.models import Alert
from convene.apps.vetting import actions
from convene.apps.vetting.models import Finding, LegalOpinion, Look, Retraction, Stand
from convene.core.diligence import State
from tests.apps.vetting.people import (
    any_line,
    in_research,
    in_review,
    look,
    match,
    now,
    only_hit,
    opinion_of,
)

pytestmark = pytest.mark.django_db
CASE = {
    "assessment = 'Another one.'": "an_assessed_case_stays",
    "assessed_at = '2020-01-01 00:00:00+00'": "an_assessed_case_stays",
    "assessor_id = (SELECT id FROM accounts_user WHERE name = 'Ada')": "an_assessed_case_stays",
    "reason = 'Another one.'": "a_decided_case_stays",
    "decided_at = '2020-01-01 00:00:00+00'": "a_(clearance|decided_case)_",
    "approver_id = (SELECT id FROM accounts_user WHERE name = 'Ada')": "a_decided_case_stays",
    "second_approver_id = (SELECT id FROM accounts_user WHERE name = 'Ada')": "a_decided_case",
    "facts = '{}'": "a_decided_case_stays",
    "value = 5, currency = 'EUR'": "a_decided_case_stays",
    "scope = 'Something else'": "what_a_case_was_opened_for_stays",
    "opened_at = '2020-01-01 00:00:00+00'": "what_a_case_was_opened_for_stays",
    "level = 'basic'": "a_level_is_never_lowered",
    "state = 'cleared'": "a_decided_case_ends_or_is_opened_again",
    "state = 'declined'": "a_decided_case_ends_or_is_opened_again",
    "state = 'research'": "a_decided_case_ends_or_is_opened_again",
    "state = 'reopened'": "a_decided_case_ends_or_is_opened_again",
    "round = 7": "a_decided_case_ends_or_is_opened_again",
    "doubt = '', doubt_text = '', doubted_at = NULL": "a_doubt_is_settled_by_somebody",
    "doubted_at = '2020-01-01 00:00:00+00'": "a_doubt_is_settled_by_somebody",
    "round_at = '2020-01-01 00:00:00+00'": "what_a_case_was_opened_for_stays",
    "valid_until = '2090-01-01'": "a_(clearance_(is_not|ends_when)|decided_case_stays)",
    "valid_months = 36": "a_(clearance_is_not_lengthened|decided_case_stays)",
    "valid_until = '2026-01-01'": "a_decided_case_stays",
}
UNTOLD = (
    "doubt = 'scope'",
    "doubt_text = 'Nothing of weight.'",
    "level = 'enhanced'",
    "level_reasons = '[]'",
    "version = version + 1",
    "debarred = true",
    "changed_at = '2090-01-01 00:00:00+00'",
    "state = 'expired'",
)
"""What an action may change, with a line of the trail."""
OTHERS = {
    "UPDATE vetting_condition SET text = 'Nothing.'": "a_condition_stays_what_was_set",
    "UPDATE vetting_condition SET due_on = '2030-01-01'": "a_condition_moves_by_somebody",
    "UPDATE vetting_condition SET due_on = NULL": "a_condition_moves_by_somebody",
    "UPDATE vetting_condition SET met_by_id = added_by_id, met_at = added_at": (
        "a_condition_is_met_by_somebody"
    ),
    "DELETE FROM vetting_condition": "a_condition_is_never_deleted",
    "UPDATE vetting_rightofreply SET due_on = '2030-01-01'": "reply",
    "UPDATE vetting_rightofreply SET answer = 'Yes.'": "a_reply_stays_what_was_said",
    "UPDATE vetting_rightofreply SET answered_at = asked_at": "a_reply_stays_what_was_said",
    "UPDATE vetting_rightofreply SET answer = '', answered_at = NULL, recorded_by_id = NULL": (
        "a_reply_stays_what_was_said"
    ),
    "UPDATE vetting_hit SET details = '{}'": "a_hit_stays_what_the_list_said",
    "UPDATE vetting_hit SET why = '[]'": "a_hit_stays_what_the_list_said",
    "UPDATE vetting_hit SET score = 0.1": "a_hit_stays_what_the_list_said",
    "UPDATE vetting_hit SET reason = 'Another one.'": "what_was_decided_of_a_hit_stays",
    "UPDATE vetting_hit SET decided_by_id = (SELECT id FROM accounts_user WHERE name = 'Ada')": (
        "what_was_decided_of_a_hit_stays"
    ),
    "UPDATE vetting_hit SET state = 'possible'": "what_was_decided_of_a_hit_stays",
    "UPDATE vetting_approval SET void = true": "an_approval_of_a_decided_case_counts",
    "UPDATE vetting_approval SET screening_id = NULL": "an_approval_stays_what_was_decided",
    "UPDATE vetting_approval SET agreed = '[1]'": "an_approval_stays_what_was_decided",
    "UPDATE vetting_approval SET assessor_id = approver_id": "an_approval_stays",
    "UPDATE accounts_user SET decides_from = NULL": "whoever_was_let_in_anew_waits",
    "UPDATE accounts_user SET decides_from = '2020-01-01 00:00:00+00'": (
        "whoever_was_let_in_anew_waits"
    ),
    "DELETE FROM vetting_look": "a_look_goes_with_its_organisation",
    "UPDATE vetting_look SET checked_at = '2999-01-01 00:00:00+00'": "a_look_has_been_update",
    "UPDATE inbox_alert SET closed_by_id = (SELECT id FROM accounts_user WHERE name = 'Bea'),"
    " closed_at = at, reason = 'x'": "an_alert_is_closed_by_a_reviewer",
    "DELETE FROM vetting_historicalcondition": "historicalcondition_is_only_added_to_delete",
    "UPDATE vetting_historicalrightofreply SET answer = ''": "is_only_added_to_update",
    "UPDATE accounts_event SET data = '{}'": "accounts_event_is_only_added_to_update",
    "DELETE FROM accounts_event": "accounts_event_is_only_added_to_delete",
    "UPDATE vetting_screening SET at = '2020-01-01 00:00:00+00'": "a_look_at_the_lists_stays",
    "DELETE FROM vetting_screening": "a_look_at_the_lists_is_never_deleted",
    "UPDATE vetting_finding SET rating = 'clear'": "a_finding_of_a_closed_round_stays",
    "DELETE FROM vetting_case": "a_case_is_never_deleted",
    "DELETE FROM vetting_hit": "a_hit_is_never_deleted",
    "DELETE FROM vetting_approval": "an_approval_is_never_deleted",
    "DELETE FROM accounts_user": "a_person_is_never_deleted",
}
TOLD = "changed_at = (SELECT max(e.at) FROM accounts_event e)"
STATEMENTS = {f"UPDATE vetting_case SET {TOLD}, {to}": name for to, name in CASE.items()} | OTHERS
STATEMENTS |= {
    f"UPDATE vetting_case SET {to}": "a_decided_case_changes_with_a_line" for to in UNTOLD
}


@pytest.fixture
def doubted(builder, reviewer, approver, second):
    """Return a case that is cleared on a condition and in doubt since, with a bit of everything."""
    case = in_review(match(), by=builder, assessor=reviewer)
    due = timezone.localdate() + timedelta(days=5)
    actions.add_condition(case, text="Publish.", owner="The bank", due_on=due, by=reviewer)
    reply = actions.ask_reply(case, question="Who owns you?", by=builder)
    actions.answer_reply(reply, answer="Nobody.", by=builder)
    actions.decide(now(case), decision=State.CONDITIONS, reason="Well.", by=approver)
    found = match(), match(entry="2", kind="other", band="strong")
    actions.look_again(case.organisation, look(*found, key="second"))
    new = case.hits.get(entry="2")
    actions.decide_hit(
        new, state="false_positive", reason="A namesake, born in Peru in 1961.", by=reviewer
    )
    User.objects.filter(pk=second.pk).update(decides_from=timezone.now() + timedelta(hours=9))
    any_line(case)
    assert now(case).doubt == "hit"
    return now(case)


def plain(statement: str) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        return int(cursor.rowcount)


def answer_to(statement: str) -> str:
    """Return why the database refuses a statement, or how many rows it took."""
    try:
        return f"{plain(statement)} rows"
    except DatabaseError as refused:
        return str(refused)


def test_plain_sql_says_nothing_else_of_a_decided_case(doubted):
    answers = {statement: answer_to(statement) for statement in STATEMENTS}
    others = {said: why for said, why in answers.items() if not re.search(STATEMENTS[said], why)}
    assert others == {}


def test_the_actions_go_on(doubted, builder, reviewer, approver):
    actions.stand_by(doubted, reason="A namesake.", by=approver)
    assert now(doubted).doubt == ""
    condition, day = doubted.conditions.get(), timezone.localdate() + timedelta(days=40)
    actions.move_condition(condition, due_on=day, reason="Their board.", by=reviewer)
    actions.meet_condition(condition, by=reviewer)
    with pytest.raises(DatabaseError, match=r"a_condition_(stays|is_met)"):
        plain("UPDATE vetting_condition SET met_at = added_at")
    actions.reopen(now(doubted), why="scope", text="More money.", scope="Roads", by=reviewer)
    assert (now(doubted).scope, now(doubted).round) == ("Roads", 2)
    hit = actions.decide_hit(
        doubted.hits.get(entry="1"), state="possible", reason="Perhaps.", by=reviewer
    )
    assert hit.state == "possible"


def test_a_doubt_about_the_work_becomes_no_lesser_one(doubted, builder):
    actions.change_plan(doubted, text="Tenders and courts", by=builder)
    any_line(doubted)
    with pytest.raises(DatabaseError, match="a_doubt_is_settled_by_somebody"):
        plain(f"UPDATE vetting_case SET {TOLD}, doubt = 'hit'")


def test_a_true_match_keeps_its_reason_and_the_marks_of_its_case(builder, reviewer):
    case = in_review(match(kind="debarment"), by=builder, assessor=reviewer)
    actions.return_to_research(case, reason="Once more.", by=reviewer)
    actions.decide_hit(only_hit(case), state="true_match", reason="Same number.", by=reviewer)
    assert now(case).debarred
    with pytest.raises(DatabaseError, match="a_true_match_is_taken_back_by_two"):
        plain("UPDATE vetting_hit SET reason = 'Another one.'")
    with pytest.raises(DatabaseError, match="a_debarment_stays_while_its_match_does"):
        plain("UPDATE vetting_case SET debarred = false")


def test_a_condition_is_set_before_the_decision(doubted):
    with pytest.raises(DatabaseError, match="a_condition_is_set_before_a_decision"):
        plain(
            "INSERT INTO vetting_condition (case_id, text, owner, added_by_id, added_at)"
            " SELECT case_id, 'More.', owner, added_by_id, added_at FROM vetting_condition"
        )


def test_a_look_is_of_a_moment_that_has_been(doubted):
    ahead = timezone.now() + timedelta(minutes=50)
    assert Look.objects.update(checked_at=ahead) == 1
    last = doubted.screenings.first()
    last.pk, last.at = None, ahead + timedelta(hours=1)
    with pytest.raises(DatabaseError, match="a_look_at_the_lists_has_been"), transaction.atomic():
        last.save(force_insert=True)


def test_an_alert_is_closed_by_whoever_may_judge_then(doubted, reviewer, second):
    said = {"closed_by": reviewer, "closed_at": timezone.now(), "reason": "Seen."}
    assert Alert.objects.update(**said) == Alert.objects.count() > 0
    User.objects.filter(pk=second.pk).update(role="builder")
    with pytest.raises(DatabaseError, match="an_alert_is_closed_by"), transaction.atomic():
        Alert.objects.update(closed_by=second)


def test_nobody_approves_a_case_that_is_decided(doubted):
    with pytest.raises(DatabaseError, match="an_approval_is_of_a_case_in_review"):
        plain(
            "INSERT INTO vetting_approval (case_id, round, approver_id, assessor_id, decision,"
            " reason, screening_id, agreed, acknowledged, at, void)"
            " SELECT case_id, round, (SELECT id FROM accounts_user WHERE name = 'Bea'),"
            " assessor_id, decision, reason, screening_id, agreed, acknowledged, at, void"
            " FROM vetting_approval"
        )


def test_a_finding_joins_a_decided_case_as_a_report_alone(doubted, builder):
    finding = doubted.findings.all()[0]
    with pytest.raises(DatabaseError, match="a_finding_of_a_decided_case"), transaction.atomic():
        Finding.objects.create(
            case=doubted,
            area="image",
            text="Fine.",
            rating="clear",
            evidence=finding.evidence,
            by=builder,
            at=timezone.now(),
        )
    said = {"text": "A newspaper.", "source": "Page 7.", "area": "image", "rating": "serious"}
    reported = actions.report(doubted, **said, by=builder)
    assert Finding.objects.get(pk=reported.pk).rating == "serious"


def test_what_two_decide_begins_as_a_proposal_and_stays(builder, reviewer, approver, second):
    case = in_research(match(), by=builder)
    hit = actions.decide_hit(only_hit(case), state="true_match", reason="Same number.", by=reviewer)
    note = actions.add_note(case, title="Register", note="Another number.", by=builder)
    actions.propose_retraction(hit, reason="A namesake.", evidence=note, by=approver)
    with pytest.raises(DatabaseError, match="a_retraction_stays_what_was_said"):
        plain("UPDATE vetting_retraction SET reason = 'Another one.'")
    actions.agree_retraction(Retraction.objects.get(), by=second)
    for edit in ("state = 'refused'", "decided_by_id = proposed_by_id", "undone_reason = 'x'"):
        with pytest.raises(DatabaseError, match="a_retraction_stays_what_was_said"):
            plain(f"UPDATE vetting_retraction SET {edit}")
    with pytest.raises(DatabaseError, match="a_retraction_is_never_deleted"):
        plain("DELETE FROM vetting_retraction")
    agreed = Retraction.objects.get()
    agreed.pk = None
    with pytest.raises(DatabaseError, match="a_retraction_begins_as"), transaction.atomic():
        agreed.save(force_insert=True)


def test_a_clearance_that_two_let_stand_says_what_they_said(doubted, approver, second):
    said = {"about": "A hit.", "reason": "A namesake.", "proposed_by": approver}
    said |= {"case": doubted, "proposed_at": timezone.now()}
    agreed = {"state": "agreed", "decided_by": second, "decided_at": timezone.now()}
    with pytest.raises(DatabaseError, match="a_stand_begins_as"), transaction.atomic():
        Stand.objects.create(**said, **agreed)
    Stand.objects.create(**said)
    for edit in ("about = 'Nothing.'", "reason = 'Well.'", f"proposed_by_id = {second.pk}"):
        with pytest.raises(DatabaseError, match="that_a_clearance_stands_stays"):
            plain(f"UPDATE vetting_stand SET {edit}")
    assert Stand.objects.update(**agreed) == 1
    with pytest.raises(DatabaseError, match="that_a_clearance_stands_stays"):
        plain("UPDATE vetting_stand SET state = 'proposed', decided_by_id = NULL")
    with pytest.raises(DatabaseError, match="that_a_clearance_stands_is_never_deleted"):
        plain("DELETE FROM vetting_stand")


def test_an_opinion_begins_as_a_proposal(builder, approver, second):
    case = in_research(match(), by=builder)
    said = {"case": case, "counsel": "Vera Prat", "reason": "Fine.", "proposed_by": approver}
    said |= {"evidence": opinion_of(case, by=builder), "proposed_at": timezone.now()}
    agreed = {"state": "agreed", "decided_by": second, "decided_at": timezone.now()}
    with pytest.raises(DatabaseError, match="a_legal_opinion_begins_as"), transaction.atomic():
        LegalOpinion.objects.create(**said, **agreed)
