"""What somebody with a client of the database could say of a decided case, statement by statement:
each was taken once and is refused now, while the actions go on.
"""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.inbox.models import Alert
from convene.apps.vetting import actions
from convene.apps.vetting.models import Look
from convene.core.diligence import State
from tests.apps.vetting.people import in_review, look, match, now, only_hit

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
}
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
}
STATEMENTS = {f"UPDATE vetting_case SET {to}": name for to, name in CASE.items()} | OTHERS


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
        new, state="false_positive", reason="A namesake of another land.", by=reviewer
    )
    User.objects.filter(pk=second.pk).update(decides_from=timezone.now() + timedelta(hours=9))
    assert now(case).doubt == "hit"
    return now(case)


def plain(statement: str) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.rowcount


@pytest.mark.parametrize("statement", STATEMENTS)
def test_plain_sql_says_nothing_else_of_a_decided_case(doubted, statement):
    with pytest.raises(DatabaseError, match=STATEMENTS[statement]):
        assert plain(statement) == 0


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
    with pytest.raises(DatabaseError, match="a_doubt_is_settled_by_somebody"):
        plain("UPDATE vetting_case SET doubt = 'hit'")


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
