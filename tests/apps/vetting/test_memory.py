"""One entry, one memory: what another case says of an entry is shown where a hit on it is decided,
and takes two approvers where it says otherwise.
"""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from convene.apps.accounts.models import Role
from convene.apps.vetting import actions
from convene.apps.vetting.models import Case
from convene.apps.vetting.queries import cases, decisions
from convene.core.diligence import State
from tests.apps.vetting.people import (
    at_desk_of,
    cleared,
    in_research,
    in_review,
    look,
    match,
    now,
    only_hit,
    partner,
    person,
    researched,
)

pytestmark = pytest.mark.django_db


def called(state, reason="Same founders.", *, by, reviewer, of="Red Works") -> Case:
    """Return another organisation's case that calls the same entry something."""
    case = in_research(match(), by=by, of=partner(of))
    actions.decide_hit(only_hit(case), state=state, reason=reason, by=reviewer)
    return case


def clear(case: Case, *, by) -> Case:
    return actions.decide(case, decision=State.CLEARED, reason="Well.", by=by)


@pytest.mark.parametrize("state", ["possible", "true_match"])
def test_what_another_case_called_more_takes_two_approvers(
    builder, reviewer, approver, second, state
):
    called(state, by=builder, reviewer=reviewer)
    case = in_review(match(), by=builder, assessor=reviewer)
    assert clear(case, by=approver).state == "second_review"
    done = clear(case, by=second)
    assert (done.state, done.approver, done.second_approver) == ("cleared", approver, second)


def test_what_another_case_set_aside_too_takes_one(builder, reviewer, approver):
    called("false_positive", by=builder, reviewer=reviewer)
    case = in_review(match(), by=builder, assessor=reviewer)
    assert clear(case, by=approver).state == "cleared"


def test_another_entry_takes_one(builder, reviewer, approver):
    called("true_match", by=builder, reviewer=reviewer)
    case = in_review(match(entry="2"), by=builder, assessor=reviewer)
    assert clear(case, by=approver).state == "cleared"


def test_plain_sql_clears_no_contested_case_with_one_approver(builder, reviewer, approver):
    done = in_review(match(), by=builder, assessor=reviewer)
    called("possible", by=builder, reviewer=reviewer)
    signed = {"approver": approver, "reason": "x", "decided_at": done.changed_at}
    until = {"valid_months": 12, "valid_until": done.changed_at.date()}
    with (
        pytest.raises(DatabaseError, match="two_approvers_clear_what_cases_disagree_on"),
        transaction.atomic(),
    ):
        Case.objects.filter(pk=done.pk).update(state="cleared", **signed, **until)


def test_the_page_of_a_hit_shows_every_decision_about_its_entry(builder, reviewer, second):
    first = called("possible", "Too little is known.", by=builder, reviewer=reviewer)
    actions.decide_hit(
        only_hit(first), state="false_positive", reason="Another country.", by=second
    )
    here = in_research(match(), by=builder)
    told = decisions.of(only_hit(here), by=reviewer)
    assert [(said.state, said.reason, said.by, said.stands) for said in told.said] == [
        ("false_positive", "Another country.", second.pk, True),
        ("possible", "Too little is known.", reviewer.pk, False),
    ]
    page = at_desk_of(reviewer).get(reverse("vetting:hit", args=[here.pk, only_hit(here).pk]))
    text = " ".join(page.content.decode().split())
    assert "Too little is known." in text
    assert "decided otherwise since" in text
    assert "Ada (Approver, ada@example.org)" in text


def test_who_may_not_read_the_other_case_reads_only_that_there_is_one(builder, reviewer):
    called("possible", "Their founders met.", by=person("Willa"), reviewer=reviewer)
    here = in_research(match(), by=builder)
    where = reverse("vetting:hit", args=[here.pk, only_hit(here).pk])
    text = " ".join(at_desk_of(builder).get(where).content.decode().split())
    assert "One decision about this entry stands in a case that you may not read. Ask: Rita" in text
    assert "Their founders met." not in text
    assert "Red Works" not in text


def test_a_decision_taken_over_by_a_later_case_is_told_once(builder, reviewer, approver):
    done = in_review(match(), by=builder, assessor=reviewer)
    actions.decide(done, decision=State.DECLINED, reason="No.", by=approver)
    again = actions.open_case(
        done.organisation, scope="Roads", facts={}, recalled=[done.pk], by=builder
    )
    again = actions.screened(again, look(match(), of=done.organisation), by=builder)
    other = in_research(match(), by=builder, of=partner("Red Works"))
    assert len(decisions.of(only_hit(other), by=reviewer).said) == 1


def test_a_hit_that_another_case_calls_more_is_not_set_aside_with_others(builder, reviewer):
    called("possible", by=builder, reviewer=reviewer)
    here = in_research(match(), match(entry="2", name="Azure Bank"), by=builder)
    assert [hit.entry for hit in cases.easy_hits(here)] == ["2"]
    assert actions.decide_hits(here, here.hits.all(), reason="Ships.", by=reviewer) == 1
    assert here.hits.get(entry="1").state == "open"


def test_a_true_match_elsewhere_puts_in_doubt_what_was_cleared_over_it(builder, reviewer, approver):
    here = in_review(match(), by=builder, assessor=reviewer)
    done = clear(here, by=approver)
    called("true_match", by=builder, reviewer=reviewer)
    assert now(done).doubt == "hit"
    assert now(done).doubt_text == (
        "Another case says of “Blue Rivers Bank” (United States (OFAC): SDN list): Is the partner."
    )
    page = at_desk_of(builder).get(reverse("vetting:case", args=[done.pk])).content.decode()
    assert "The clearance does not stand for now." in page


def test_a_clearance_that_never_saw_the_entry_stands(builder, reviewer, approver):
    done = cleared(by=builder, assessor=reviewer, approver=approver)
    called("true_match", by=builder, reviewer=reviewer)
    assert now(done).doubt == ""


def test_the_page_says_why_it_takes_two_and_waits_for_two(builder, reviewer, approver):
    called("possible", by=builder, reviewer=reviewer)
    case = in_research(match(), by=builder)
    actions.decide_hit(
        only_hit(case), state="false_positive", reason="Another country.", by=reviewer
    )
    case = researched(case, by=builder)
    actions.assess(case, assessment="A sound partner.", by=reviewer)
    case = actions.submit(case, by=reviewer)
    other = person("Rosa", Role.REVIEWER)
    page = at_desk_of(other).get(reverse("vetting:case", args=[case.pk])).content.decode()
    assert "Waits for two approvers." in page
    assert "another case says something else of:" in page
