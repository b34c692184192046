"""Four eyes that see: nobody passes their own work, a strong hit is set aside by two for a reason,
and a clearance is not renewed on what an earlier round found.
"""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from convene.apps.accounts.models import Role
from convene.apps.vetting import actions
from convene.apps.vetting.models import Approval, Case, Finding
from convene.core.diligence import State
from tests.apps.vetting.people import (
    at_desk_of,
    cleared,
    find_all,
    in_research,
    look,
    match,
    now,
    only_hit,
    person,
    researched,
)

pytestmark = pytest.mark.django_db
TELLS_APART = "Born 1951 in Freedonia, ours was founded in 1980."
STRONG = match(band="strong")


def set_aside(by, assessor, dismissed_by=None) -> Case:
    """Return a case in second review whose strong hit was set aside."""
    case = in_research(STRONG, by=by)
    actions.decide_hit(
        only_hit(case), state="false_positive", reason=TELLS_APART, by=dismissed_by or assessor
    )
    case = researched(case, by=by)
    actions.assess(case, assessment="A sound partner.", by=assessor)
    return actions.submit(case, by=assessor)


def test_a_strong_hit_is_not_set_aside_with_a_no(builder, reviewer):
    case = in_research(STRONG, by=builder)
    with pytest.raises(actions.TooShort):
        actions.decide_hit(only_hit(case), state="false_positive", reason="no", by=reviewer)
    where = reverse("vetting:hit", args=[case.pk, only_hit(case).pk])
    page = at_desk_of(reviewer).post(where, {"state": "false_positive", "reason": "no"})
    assert "Name what was compared" in page.content.decode()
    assert only_hit(case).state == "open"
    with pytest.raises(actions.TooShort):
        actions.decide_hit(only_hit(case), state="possible", reason="no", by=reviewer)


def test_whoever_set_a_strong_hit_aside_does_not_approve(builder, reviewer, approver, second):
    case = set_aside(builder, reviewer, dismissed_by=approver)
    with pytest.raises(actions.Barred) as refused:
        actions.decide(case, decision=State.CLEARED, reason="Well.", by=approver)
    assert refused.value.why == ("dismissed",)


def test_clearing_takes_an_approver_who_agrees_to_each_strong_hit_set_aside(
    builder, reviewer, approver
):
    case = set_aside(builder, reviewer)
    with pytest.raises(actions.NotNow) as refused:
        actions.decide(case, decision=State.CLEARED, reason="Well.", by=approver)
    assert refused.value.hurdles == ("dismissals",)
    hit = only_hit(case)
    done = actions.decide(case, decision=State.CLEARED, reason="Well.", by=approver, agreed=[hit])
    assert (done.state, Approval.objects.get().agreed) == ("cleared", [str(hit.pk)])


def test_the_page_shows_why_a_strong_hit_was_set_aside_and_asks_for_a_tick(
    builder, reviewer, approver
):
    case = set_aside(builder, reviewer)
    desk, where = at_desk_of(approver), reverse("vetting:decide", args=[case.pk])
    page = desk.get(where).content.decode()
    assert f"Rita (Reviewer, rita@example.org): {TELLS_APART}" in page
    sent = {"decision": "cleared", "reason": "Well.", "seen": now(case).version}
    assert "Say that you have looked at each" in desk.post(where, sent).content.decode()
    assert now(case).state == "second_review"
    desk.post(where, {**sent, "agreed": [str(only_hit(case).pk)]})
    assert now(case).state == "cleared"


def test_whoever_set_it_aside_does_not_say_that_a_clearance_stands(
    builder, reviewer, approver, second
):
    done = cleared(by=builder, assessor=reviewer, approver=approver)
    actions.rescreen_case(done, look(STRONG, key="second"))
    actions.decide_hit(only_hit(done), state="false_positive", reason=TELLS_APART, by=second)
    with pytest.raises(actions.Barred) as refused:
        actions.stand_by(done, reason="A namesake.", by=second)
    assert refused.value.why == ("dismissed",)
    actions.stand_by(done, reason="A namesake.", by=approver)


def test_to_decline_nobody_has_to_agree(builder, reviewer, approver):
    case = set_aside(builder, reviewer)
    assert actions.decide(case, decision=State.DECLINED, reason="No.", by=approver).state == (
        "declined"
    )


def test_whoever_wrote_every_finding_does_not_approve(reviewer, approver, second):
    case = researched(in_research(by=approver), by=approver)
    actions.assess(case, assessment="A sound partner.", by=reviewer)
    case = actions.submit(case, by=reviewer)
    with pytest.raises(actions.Barred) as refused:
        actions.decide(case, decision=State.CLEARED, reason="Well.", by=approver)
    assert refused.value.why == ("wrote",)
    assert actions.decide(case, decision=State.CLEARED, reason="Well.", by=second).state == (
        "cleared"
    )


def renewed(case: Case, *, by) -> Case:
    """Return a case that was opened again and whose lists were looked through."""
    case = actions.reopen(case, why="scope", text="More money.", by=by)
    case = actions.screened(case, look(), by=by)
    return actions.begin_research(case, by=by)


def test_a_renewal_takes_a_finding_of_its_own_round(builder, reviewer, approver):
    case = renewed(cleared(by=builder, assessor=reviewer, approver=approver), by=reviewer)
    with pytest.raises(actions.NotNow) as refused:
        actions.assess(case, assessment="As before.", by=reviewer)
    assert refused.value.hurdles == ("stale",)
    ours = actions.add_note(case, title="Call", note="Still there.", by=builder)
    actions.add_finding(
        case, area="image", text="Nothing new.", rating="clear", evidence=[ours], by=builder
    )
    assert actions.assess(case, assessment="As before.", by=reviewer).state == "assessed"


def test_a_finding_of_an_earlier_round_is_not_changed_by_its_writer_or_by_sql(
    builder, reviewer, approver
):
    renewed(cleared(by=builder, assessor=reviewer, approver=approver), by=reviewer)
    finding = Finding.objects.order_by("pk").first()
    assert finding is not None
    with pytest.raises(actions.NotNow):
        actions.correct_finding(
            finding,
            area=finding.area,
            text="Never mind.",
            rating="clear",
            evidence=[finding.evidence],
            by=builder,
        )
    with (
        pytest.raises(IntegrityError, match="a_finding_of_a_closed_round_stays_as_it_was"),
        transaction.atomic(),
    ):
        Finding.objects.filter(pk=finding.pk).update(text="Never mind.")


def test_who_wrote_the_findings_of_an_earlier_round_may_decide_the_next(reviewer, approver, second):
    case = researched(in_research(by=approver), by=approver)
    actions.assess(case, assessment="A sound partner.", by=reviewer)
    case = actions.submit(case, by=reviewer)
    case = actions.decide(case, decision=State.CLEARED, reason="Well.", by=second)
    case = renewed(case, by=reviewer)
    wanda = person("Willa", Role.BUILDER)
    actions.add_member(case, person=wanda, by=reviewer)
    find_all(case, actions.add_note(case, title="Call", note="Fine.", by=wanda), by=wanda)
    actions.assess(case, assessment="As before.", by=reviewer)
    case = actions.submit(case, by=reviewer)
    assert actions.decide(case, decision=State.CLEARED, reason="Well.", by=approver).state == (
        "cleared"
    )
