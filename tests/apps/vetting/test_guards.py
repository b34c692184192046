"""What the database refuses by itself, whoever writes to it: the ORM and plain SQL, past every
action.
"""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from convene.apps.vetting import actions
from convene.apps.vetting.models import (
    Approval,
    Case,
    Exhibit,
    Finding,
    Hit,
    LegalOpinion,
    Retraction,
)
from tests.apps.vetting.people import (
    cleared,
    edited,
    in_research,
    in_review,
    match,
    now,
    only_hit,
    opened,
    opinion_of,
    partner,
)

pytestmark = pytest.mark.django_db


def refused(name: str) -> Any:
    return pytest.raises(DatabaseError, match=name)


def plain(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        assert cursor.rowcount > 0


def test_a_hit_is_never_deleted_and_stays_what_the_list_said(builder):
    in_research(match(), by=builder)
    with refused("a_hit_is_never_deleted"):
        plain("DELETE FROM vetting_hit")
    with refused("a_hit_stays_what"):
        plain("UPDATE vetting_hit SET name = 'Somebody else'")


def test_a_decision_on_a_hit_and_the_history_of_a_case_are_only_added_to(builder, reviewer):
    case = in_research(match(), by=builder)
    actions.decide_hit(only_hit(case), state="possible", reason="Too little is known.", by=reviewer)
    for table in ("hit", "case"):
        with refused(f"{table}_is_only_added_to_delete"):
            plain(f"DELETE FROM vetting_historical{table}")
        with refused(f"{table}_is_only_added_to_update"):
            plain(f"UPDATE vetting_historical{table} SET state = 'open'")


def test_a_true_match_leaves_its_row_only_with_two_peoples_names(
    builder, reviewer, approver, second
):
    case = in_research(match(), by=builder)
    hit = actions.decide_hit(only_hit(case), state="true_match", reason="Same number.", by=reviewer)
    with refused("a_true_match_is_taken_back_by_two"):
        plain("UPDATE vetting_hit SET state = 'false_positive'")
    note = actions.add_note(case, title="Register", note="Another number.", by=builder)
    actions.propose_retraction(hit, reason="A namesake.", evidence=note, by=approver)
    with refused("a_true_match_is_taken_back_by_two"):
        plain(
            "UPDATE vetting_hit SET state = 'open', decided_by_id = NULL, decided_at = NULL, reason = ''"
        )
    actions.agree_retraction(Retraction.objects.get(), by=second)
    assert only_hit(case).state == "open"


def test_a_stop_stays_while_its_match_does(builder, reviewer):
    case = in_research(match(), by=builder)
    actions.decide_hit(only_hit(case), state="true_match", reason="Same number.", by=reviewer)
    with refused("a_stop_stays"):
        Case.objects.filter(pk=case.pk).update(stopped=False)


def test_taking_back_one_match_leaves_the_stop_of_another(builder, reviewer, approver, second):
    case = in_research(match(), match(entry="2"), by=builder)
    for hit in case.hits.all():
        actions.decide_hit(hit, state="true_match", reason="Same number.", by=reviewer)
    note = actions.add_note(case, title="Register", note="Another number.", by=builder)
    hit = case.hits.get(entry="2")
    actions.agree_retraction(
        actions.propose_retraction(hit, reason="A namesake.", evidence=note, by=approver), by=second
    )
    assert now(case).stopped is True


def test_approvals_stay_what_was_decided(builder, reviewer, approver):
    cleared(by=builder, assessor=reviewer, approver=approver)
    with refused("an_approval_is_never_deleted"):
        plain("DELETE FROM vetting_approval")
    with refused("an_approval_stays"):
        plain("UPDATE vetting_approval SET decision = 'declined'")


def test_somebody_with_a_conflict_signs_nothing(builder, reviewer, approver):
    case = in_review(by=builder, assessor=reviewer)
    actions.declare(
        case.organisation,
        nature="I hold shares.",
        since=timezone.localdate() - timedelta(days=9),
        by=approver,
    )
    with refused("a_conflict_of_interest_bars_approving"), transaction.atomic():
        Approval.objects.create(
            case=case,
            round=1,
            approver=approver,
            assessor=reviewer,
            decision="cleared",
            reason="x",
            at=timezone.now(),
        )
    today = timezone.localdate()
    signed = {
        "approver": approver,
        "reason": "x",
        "decided_at": timezone.now(),
        "valid_months": 12,
        "valid_until": today,
    }
    with refused("a_conflict_of_interest_bars_clearing"), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(state="cleared", **signed)


def test_evidence_is_of_the_case_that_cites_it(builder, reviewer, approver):
    case = in_research(match(), by=builder)
    stray = actions.add_note(
        opened(by=builder, of=partner("Another Bank")), title="Note", note="Words.", by=builder
    )
    elsewhere = opinion_of(stray.exhibit.case, by=builder)
    own = actions.add_note(case, title="Note", note="Words.", by=builder)
    finding = actions.add_finding(
        case, area="image", text="Fine.", rating="clear", evidence=[own], by=builder
    )
    said = {"by": builder, "at": timezone.now()}
    with refused("a_finding_rests_on_its_own_case_insert"), transaction.atomic():
        Finding.objects.create(
            case=case, area="image", text="Fine.", rating="clear", evidence=stray, **said
        )
    with refused("a_finding_rests_on_its_own_case_update"), transaction.atomic():
        Finding.objects.filter(pk=finding.pk).update(evidence=stray)
    with refused("more_evidence_is_of_its_own_case"), transaction.atomic():
        finding.more_evidence.add(stray)
    with refused("a_legal_opinion_rests_on_its_own_case"), transaction.atomic():
        LegalOpinion.objects.create(
            case=case,
            counsel="Counsel",
            reason="Fine.",
            evidence=elsewhere,
            proposed_by=approver,
            proposed_at=timezone.now(),
        )
    with refused("a_retraction_rests_on_its_own_case"), transaction.atomic():
        Retraction.objects.create(
            hit=only_hit(case),
            reason="x",
            evidence=stray,
            proposed_by=approver,
            proposed_at=timezone.now(),
        )
    with refused("evidence_stays_in_its_case"), transaction.atomic():
        Exhibit.objects.filter(evidence=stray).update(case=case)
    with refused("evidence_is_never_taken_away"):
        plain("DELETE FROM vetting_exhibit")


def test_a_decision_and_its_line_of_history_are_there_both_or_neither(builder, reviewer):
    case = in_research(match(), by=builder)
    lines = Hit.history.count()

    def begin_and_break_off() -> None:
        with transaction.atomic():
            actions.decide_hit(only_hit(case), state="possible", reason="Too little.", by=reviewer)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        begin_and_break_off()
    assert (only_hit(case).state, Hit.history.count()) == ("open", lines)


def test_what_was_found_in_a_round_that_is_over_stays(builder, reviewer, approver):
    case = cleared(by=builder, assessor=reviewer, approver=approver)
    note, finding = case.evidence.get(), case.findings.all()[0]
    with refused("a_finding_of_a_closed_round_stays"):
        plain("UPDATE vetting_finding SET text = 'Something else'")
    with refused("a_finding_is_never_deleted"):
        plain("DELETE FROM vetting_finding")
    with refused("evidence_of_a_closed_round_stays_insert"), transaction.atomic():
        finding.more_evidence.add(note)
    with refused("a_note_that_a_closed_round_cites_stays"):
        plain("UPDATE evidence_evidence SET note = 'They sent nothing.'")
    case = actions.reopen(now(case), why="report", text="A newspaper.", by=reviewer)
    with refused("a_finding_of_a_closed_round_stays"):
        plain("UPDATE vetting_finding SET rating = 'serious'")
    with refused("a_finding_is_of_the_round_that_goes_on"), transaction.atomic():
        said = {"evidence": note, "by": builder, "at": timezone.now(), "round": 1}
        Finding.objects.create(case=case, area="image", text="Fine.", rating="clear", **said)
    with pytest.raises(actions.NotNow):
        actions.correct_note(note, title="Call", note="They sent nothing.", by=builder)
    assert actions.add_note(case, title="Call", note="Another.", by=builder).note == "Another."


@pytest.mark.parametrize(
    "edit",
    [
        "sha256 = 'f00'",
        "file = 'evidence/another'",
        "size = 7",
        "title = 'Another title'",
        "copy = 'evidence/another'",
        "added_at = '2020-01-01 00:00:00+00'",
    ],
)
def test_a_file_and_its_hash_stay_what_was_handed_in(builder, edit):
    actions.add_file(opened(by=builder), title="Page", content=b"text", name="a.txt", by=builder)
    with refused("evidence_stays_what_was_handed_in"):
        plain(f"UPDATE evidence_evidence SET {edit}")
    with refused("evidence_is_never_deleted|FOREIGN KEY"):
        plain("DELETE FROM evidence_evidence")


def test_a_reply_stays_what_was_said(builder):
    case = opened(by=builder)
    reply = actions.ask_reply(case, question="Is it you?", by=builder)
    with refused("a_reply_stays"):
        plain("UPDATE vetting_rightofreply SET question = 'Is it not you?'")
    actions.answer_reply(reply, answer="No.", by=builder)
    with refused("a_reply_stays"):
        plain("UPDATE vetting_rightofreply SET answer = 'Yes.'")
    with refused("a_reply_is_never_deleted"):
        plain("DELETE FROM vetting_rightofreply")


def test_no_clearance_outlives_its_months_and_nobody_moves_its_end(builder, reviewer, approver):
    case = cleared(by=builder, assessor=reviewer, approver=approver)
    ends = now(case).valid_until
    assert ends is not None
    for other in (
        {"valid_until": ends + timedelta(days=1)},
        {"valid_until": ends - timedelta(days=9)},
        {"valid_months": 36},
    ):
        with (
            refused("a_(clearance_is_not_lengthened|decided_case_stays)"),
            transaction.atomic(),
        ):
            edited(case, **other)
    signed = in_review(by=builder, assessor=reviewer, of=partner("Another Bank"))
    given = {"approver": approver, "reason": "x", "decided_at": timezone.now(), "valid_months": 12}
    with refused("a_clearance_ends_when_its_months_do"), transaction.atomic():
        Case.objects.filter(pk=signed.pk).update(
            state="cleared", valid_until=ends + timedelta(days=9), **given
        )
