"""Conditions and answers past their day: people are reminded, others hear of it, and the clearance
is suspended until they are there.
"""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from convene.apps.inbox.models import Alert
from convene.apps.vetting import actions
from convene.apps.vetting.models import RightOfReply
from convene.apps.vetting.queries import clearances, due
from convene.core.diligence import State
from convene.ground import trail
from tests.apps.vetting.people import at_desk_of, cleared, in_research, in_review, now, person
from tests.unguarded import unguarded

pytestmark = pytest.mark.django_db
WHY = {"reason": "They asked for it."}


def in_days(days: int):
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def conditional(builder, reviewer, approver):
    """Return a case that is cleared on condition of something that is due in five days."""
    case = in_review(by=builder, assessor=reviewer)
    actions.add_condition(
        case, text="Publish who owns it.", owner="The bank", due_on=in_days(5), by=reviewer
    )
    return actions.decide(now(case), decision=State.CONDITIONS, reason="Well.", by=approver)


def test_a_clearance_is_suspended_from_the_day_after_until_the_condition_is_met(
    conditional, reviewer
):
    def stands(days):
        return clearances.stands(now(conditional), today=in_days(days))

    assert (stands(5), stands(6)) == (True, False)
    assert clearances.clearance(conditional.organisation, today=in_days(6)) is None
    actions.meet_condition(conditional.conditions.get(), by=reviewer)
    assert stands(6)


def test_another_day_lets_it_stand_again_and_the_trail_says_why(conditional, reviewer):
    condition = conditional.conditions.get()
    actions.move_condition(condition, due_on=in_days(30), reason="Their board meets.", by=reviewer)
    assert clearances.stands(now(conditional), today=in_days(6))
    assert "Their board meets." in trail.lines(conditional)[0].what
    actions.meet_condition(condition, by=reviewer)
    with pytest.raises(actions.NotNow):
        actions.move_condition(condition, due_on=in_days(40), **WHY, by=reviewer)


def test_who_works_on_it_is_reminded_and_approvers_a_week_after(
    conditional, builder, reviewer, second
):
    other = person("Olga")

    def reminded(days):
        people = (builder, reviewer, second, other)
        return [who.name for who in people if due.waiting(who, today=in_days(days))]

    assert reminded(-10) == []
    assert reminded(-9) == ["Bea", "Rita"]
    assert reminded(12) == ["Bea", "Rita"]
    assert reminded(13) == ["Bea", "Rita", "Ada"]


def test_what_is_overdue_is_told_once_for_each_day_it_was_given(conditional, reviewer):
    told = [actions.night(today=in_days(days)).alerts for days in (5, 6, 7)]
    actions.move_condition(conditional.conditions.get(), due_on=in_days(8), **WHY, by=reviewer)
    told += [actions.night(today=in_days(days)).alerts for days in (8, 9)]
    assert told == [0, 1, 0, 0, 1]
    assert {alert.kind for alert in Alert.objects.all()} == {"overdue"}


def test_a_question_to_the_partner_has_two_weeks_and_suspends_a_clearance_too(
    builder, reviewer, approver
):
    case = cleared(by=builder, assessor=reviewer, approver=approver)
    reply = actions.ask_reply(case, question="Who owns you?", by=builder)
    assert reply.due_on == in_days(14)
    assert [clearances.stands(now(case), today=in_days(days)) for days in (14, 15)] == [True, False]
    actions.answer_reply(reply, answer="Two sisters.", by=builder)
    assert clearances.stands(now(case), today=in_days(15))


def test_that_no_answer_came_is_noted_only_once_its_day_is_over(builder, reviewer):
    case = in_research(by=builder)
    soon = actions.ask_reply(case, question="Who owns you?", by=builder)
    late = actions.ask_reply(case, question="Since when?", due_on=in_days(-1), by=builder)
    with pytest.raises(actions.NotNow):
        actions.note_silence(soon, **WHY, by=reviewer)
    assert [item.text for item in due.overdue(case, today=in_days(0))] == ["Since when?"]
    actions.note_silence(late, reason="Read on the 2nd, says the post.", by=reviewer)
    assert due.overdue(case, today=in_days(0)) == []
    actions.answer_reply(late, answer="Since 1990.", by=builder)
    late.refresh_from_db()
    assert (late.answer, late.silent_at) == ("Since 1990.", None)


def test_the_database_knows_who_noted_the_silence(builder):
    reply = actions.ask_reply(in_research(by=builder), question="Who owns you?", by=builder)
    with pytest.raises(IntegrityError), transaction.atomic():
        RightOfReply.objects.filter(pk=reply.pk).update(silent_at=timezone.now())


def test_nothing_is_due_in_a_case_that_was_declined(builder, reviewer, approver):
    case = in_review(by=builder, assessor=reviewer)
    actions.ask_reply(case, question="Who owns you?", due_on=in_days(-9), by=builder)
    assert len(due.waiting(builder, today=in_days(0))) == 1
    actions.decide(now(case), decision=State.DECLINED, reason="No.", by=approver)
    assert due.waiting(builder, today=in_days(0)) == []
    assert due.past(today=in_days(0)) == []


def test_the_pages_say_what_is_past_its_day_and_take_another(conditional, reviewer):
    condition, desk = conditional.conditions.get(), at_desk_of(reviewer)
    with unguarded():  # six days later
        type(condition).objects.filter(pk=condition.pk).update(due_on=in_days(-1))
    page = reverse("vetting:case", args=[conditional.pk])
    assert "The clearance does not stand for now." in desk.get(page).content.decode()
    assert "Publish who owns it." in desk.get(reverse("inbox:inbox")).content.decode()
    move = reverse("vetting:move_condition", args=[conditional.pk, condition.pk])
    over = desk.post(move, {"due_on": str(in_days(-1)), **WHY})
    assert "This day is over." in over.content.decode()
    desk.post(move, {"due_on": str(in_days(9)), **WHY})
    assert "does not stand" not in desk.get(page).content.decode()
