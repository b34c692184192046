"""What the lists bring, what people decide about it, and what stops a case."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from convene.apps.accounts.models import Role
from convene.apps.vetting import actions
from convene.apps.vetting.models import Hit
from convene.apps.vetting.queries import cases
from convene.apps.vetting.queries.screening import Result
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
    opened,
    person,
    researched,
    vouched,
)

pytestmark = pytest.mark.django_db


def test_a_true_sanctions_match_stops_the_case_and_nobody_clears_it(
    builder, reviewer, approver, second
):
    case = in_research(match(), by=builder)
    actions.decide_hit(only_hit(case), state="true_match", reason="Same number.", by=reviewer)
    case = researched(now(case), by=builder)
    assert (case.stopped, case.level) == (True, "enhanced")
    actions.assess(case, assessment="Sanctioned.", by=reviewer)
    actions.submit(case, by=reviewer)
    for decision in (State.CLEARED, State.CONDITIONS):
        with pytest.raises(actions.Stopped):
            actions.decide(case, decision=decision, reason="An exception.", by=approver)
    assert (
        actions.decide(case, decision=State.DECLINED, reason="Sanctioned.", by=approver).state
        == "declined"
    )


def test_a_true_match_cannot_be_taken_back(builder, reviewer):
    case = in_research(match(), by=builder)
    actions.decide_hit(only_hit(case), state="true_match", reason="Same number.", by=reviewer)
    with pytest.raises(actions.NotNow):
        actions.decide_hit(only_hit(case), state="false_positive", reason="Sorry.", by=reviewer)
    assert now(case).stopped is True


def test_a_legal_opinion_lifts_no_sanctions_stop(builder, reviewer, approver, second):
    case = in_research(match(), match(entry="2", kind="debarment"), by=builder)
    for hit in case.hits.all():
        actions.decide_hit(hit, state="true_match", reason="Same.", by=reviewer)
    case = researched(now(case), by=builder)
    third = person("Alma", Role.APPROVER)
    vouched(case, by=second, agreed=third)
    actions.assess(case, assessment="Stopped.", by=reviewer)
    actions.submit(case, by=reviewer)
    with pytest.raises(actions.Stopped) as refused:
        actions.decide(case, decision=State.CLEARED, reason="Counsel says so.", by=approver)
    assert refused.value.hurdles == ("stopped",)


def test_a_debarred_partner_waits_for_a_legal_opinion(builder, reviewer, approver, second):
    case = in_research(match(kind="debarment"), by=builder)
    actions.decide_hit(only_hit(case), state="true_match", reason="Same number.", by=reviewer)
    case = researched(now(case), by=builder)
    actions.assess(case, assessment="Debarred, from another line of work.", by=reviewer)
    actions.submit(case, by=reviewer)
    with pytest.raises(actions.NotNow) as refused:
        actions.decide(case, decision=State.CLEARED, reason="Good.", by=approver)
    assert refused.value.hurdles == ("legal",)
    vouched(case, "It covers road works only.", by=second, agreed=approver)
    assert (
        actions.decide(case, decision=State.CLEARED, reason="Counsel agrees.", by=approver).state
        == "cleared"
    )


@pytest.mark.parametrize(
    "listing",
    [
        pytest.param(match(kind="ended"), id="ended before it came up"),
        pytest.param(match(kind="debarment", until="2020-05-31"), id="ended since"),
    ],
)
def test_a_debarment_whose_period_has_ended_waits_for_nobody(builder, reviewer, approver, listing):
    case = in_research(listing, by=builder)
    actions.decide_hit(only_hit(case), state="true_match", reason="Same number.", by=reviewer)
    case = researched(now(case), by=builder)
    actions.assess(case, assessment="Debarred until 2020.", by=reviewer)
    actions.submit(case, by=reviewer)

    decided = actions.decide(case, decision=State.CLEARED, reason="It is over.", by=approver)

    assert (decided.state, now(case).debarred) == ("cleared", False)


def test_a_possible_sanctions_match_asks_for_the_enhanced_level(builder, reviewer):
    case = in_research(match(), by=builder)
    assert case.level == "standard"
    actions.decide_hit(only_hit(case), state="possible", reason="Too little is known.", by=reviewer)
    assert (now(case).level, now(case).level_reasons) == ("enhanced", ["possible_sanction"])


def test_an_open_hit_keeps_a_case_from_being_assessed(builder, reviewer):
    case = researched(in_research(match(kind="own"), by=builder), by=builder)
    with pytest.raises(actions.NotNow) as refused:
        actions.assess(case, assessment="Good.", by=reviewer)
    assert refused.value.hurdles == ("open_hits",)


def test_every_decision_says_who_when_and_why(builder, reviewer):
    case = in_research(match(), by=builder)
    hit = actions.decide_hit(
        only_hit(case), state="false_positive", reason="Another country.", by=reviewer
    )
    assert (hit.decided_by, hit.reason) == (reviewer, "Another country.")
    with pytest.raises(ValueError, match="reason"):
        actions.decide_hit(only_hit(case), state="possible", reason="  ", by=reviewer)
    with pytest.raises(IntegrityError, match="hit_decided_says"), transaction.atomic():
        Hit.objects.filter(pk=hit.pk).update(reason="")


def test_builders_decide_no_hits(builder):
    case = in_research(match(), by=builder)
    with pytest.raises(PermissionDenied):
        actions.decide_hit(only_hit(case), state="false_positive", reason="No.", by=builder)


def test_the_same_entry_is_not_asked_again_until_it_changes(builder, reviewer):
    case = in_research(match(), by=builder)
    actions.decide_hit(
        only_hit(case), state="false_positive", reason="Another country.", by=reviewer
    )
    actions.screened(case, look(match(), key="second"), by=builder)
    assert [hit.state for hit in case.hits.all()] == ["false_positive"]
    actions.screened(case, look(match(fingerprint="b"), key="third"), by=builder)
    assert sorted(hit.state for hit in case.hits.all()) == ["false_positive", "open"]
    assert [hit.fingerprint for hit in cases.current_hits(case)] == ["b"]


def test_a_later_case_takes_over_what_was_decided_of_the_same_entry(builder, reviewer, approver):
    case = in_review(match(), by=builder, assessor=reviewer)
    actions.decide(case, decision=State.DECLINED, reason="Not now.", by=approver)
    later = opened(by=builder, of=case.organisation, recalled=[case.pk])
    actions.screened(later, look(match(), match(entry="9")), by=builder)
    assert {hit.entry: (hit.state, hit.decided_by) for hit in later.hits.all()} == {
        "1": ("false_positive", reviewer),
        "9": ("open", None),
    }


def test_several_plain_misses_are_set_aside_together_each_on_its_own_record(builder, reviewer):
    case = in_research(
        match(entry="1"), match(entry="2"), match(entry="3", band="strong"), by=builder
    )
    assert actions.decide_hits(case, case.hits.all(), reason="All are ships.", by=reviewer) == 2
    found = {hit.entry: (hit.state, hit.decided_by, hit.reason) for hit in case.hits.all()}
    assert found["1"] == found["2"] == ("false_positive", reviewer, "All are ships.")
    assert found["3"] == ("open", None, "")
    assert all(hit.history.count() == 2 for hit in case.hits.exclude(entry="3"))


def test_a_true_match_found_after_clearing_ends_the_clearance_at_once(builder, reviewer, approver):
    case = cleared(by=builder, assessor=reviewer, approver=approver)
    actions.rescreen_case(case, look(match(), key="second"))
    assert now(case).state == "cleared"
    actions.decide_hit(only_hit(case), state="true_match", reason="Same number.", by=reviewer)
    assert (now(case).state, now(case).stopped) == ("reopened", True)


def test_each_hit_stands_once(builder):
    hit = only_hit(in_research(match(), by=builder))
    hit.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        hit.save(force_insert=True)


def namesakes(number: int) -> Result:
    return look(
        *(match(f"Tarvesk Traders {n}", entry=str(n), fingerprint=str(n)) for n in range(number))
    )


def left_over(case) -> int:
    screening = case.screenings.first()
    assert screening is not None
    return int(screening.more)


def test_more_than_comes_up_at_once_comes_up_in_the_next_look(builder, reviewer):
    case = actions.screened(opened(by=builder), namesakes(40), by=builder)
    assert (case.hits.count(), left_over(case)) == (25, 15)
    page = at_desk_of(builder).get(reverse("vetting:case", args=[case.pk])).content.decode()
    assert "15 more came up that are not shown yet." in " ".join(page.split())
    with pytest.raises(actions.NotNow) as refused:
        actions.begin_research(case, by=builder)
    assert refused.value.hurdles == ("unseen_hits",)

    for hit in case.hits.all():
        actions.decide_hit(hit, state="false_positive", reason="A namesake.", by=reviewer)
    actions.screened(case, namesakes(40), by=builder)

    assert (case.hits.count(), left_over(case)) == (40, 0)
    assert case.hits.filter(state="open").count() == 15
    assert actions.begin_research(case, by=builder).state == "research"


def test_what_was_decided_in_an_earlier_case_takes_nobodys_place(builder, reviewer, approver):
    case = actions.screened(opened(by=builder), namesakes(25), by=builder)
    actions.begin_research(case, by=builder)
    for hit in case.hits.all():
        actions.decide_hit(hit, state="false_positive", reason="A namesake.", by=reviewer)
    actions.assess(researched(now(case), by=builder), assessment="Sound.", by=reviewer)
    actions.submit(case, by=reviewer)
    actions.decide(now(case), decision=State.DECLINED, reason="Not now.", by=approver)
    later = opened(by=builder, of=case.organisation, recalled=[case.pk])
    later = actions.screened(later, namesakes(50), by=builder)

    assert (later.hits.count(), later.hits.filter(state="open").count()) == (50, 25)
    assert left_over(later) == 0


def test_a_night_goes_on_with_what_did_not_come_up(builder, reviewer):
    case = actions.screened(opened(by=builder), namesakes(40), by=builder)

    assert actions.rescreen_case(case, namesakes(40)) == 15
    assert actions.rescreen_case(case, namesakes(40)) == 0
