"""What the gates of an alliance are told of due diligence."""

from datetime import timedelta

import pytest
from django.utils import timezone

from convene.apps.vetting import actions
from convene.apps.vetting.models import Case
from convene.apps.vetting.queries.clearances import known
from convene.core.diligence import Level, State
from tests.apps.vetting.people import cleared, in_research, look, match, only_hit, opened, partner

pytestmark = pytest.mark.django_db


def told(case: Case, *, days: int = 0):
    today = timezone.localdate() + timedelta(days=days)
    return known([case.organisation], today=today)[case.organisation_id]


def test_nothing_is_known_of_whom_nobody_has_vetted():
    bank = partner("Another Bank")
    assert known([bank], today=timezone.localdate()) == {bank.pk: {}}


def test_what_nobody_has_held_against_the_lists_is_not_known(builder):
    facts = told(opened(by=builder))

    assert (facts["sanctions_stop"], facts["debarment_stop"]) == (None, None)
    assert facts["clearance"].state == State.OPENED


def test_a_clearance_is_told_with_its_level_and_last_day(builder, reviewer, approver):
    done = cleared(by=builder, assessor=reviewer, approver=approver)
    facts = told(done)

    assert (facts["sanctions_stop"], facts["debarment_stop"]) == (False, False)
    clearance = facts["clearance"]
    assert (clearance.state, clearance.level) == (State.CLEARED, Level(done.level))
    assert clearance.until == done.valid_until


def test_one_past_its_day_has_expired_and_a_doubted_one_counts_as_opened_again(
    builder, reviewer, approver
):
    done = cleared(by=builder, assessor=reviewer, approver=approver)
    assert done.valid_until is not None
    days = (done.valid_until - timezone.localdate()).days

    assert told(done, days=days)["clearance"].state == State.CLEARED
    assert told(done, days=days + 1)["clearance"].state == State.EXPIRED
    actions.rescreen_case(done, look(match(entry="2", band="strong"), key="third"))
    assert told(done)["clearance"].state == State.REOPENED


def test_a_true_match_stops(builder, reviewer):
    case = in_research(match(), by=builder)
    actions.decide_hit(only_hit(case), state="true_match", reason="Same number.", by=reviewer)

    assert told(case)["sanctions_stop"] is True
