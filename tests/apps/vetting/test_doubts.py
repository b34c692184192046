"""What comes up after a clearance: it stands no longer until a person has looked, and a true match
is taken back by two or not at all.
"""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from convene.apps.accounts.models import Role, User
from convene.apps.evidence.models import Evidence
from convene.apps.registry.models import Organisation
from convene.apps.vetting import actions
from convene.apps.vetting.models import Case, ConflictOfInterest, Hit, Retraction
from convene.apps.vetting.queries import cases
from convene.apps.vetting.queries.clearances import clearance
from convene.core.diligence import Level, State
from convene.ground import trail
from convene.ground.proposals import SamePerson
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
    partner,
    person,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def done(builder, reviewer, approver) -> Case:
    return cleared(by=builder, assessor=reviewer, approver=approver)


def relied_on(case: Case) -> bool:
    return clearance(now(case).organisation, today=timezone.localdate()) == case


def test_a_clearance_in_time_stands(done):
    assert relied_on(done)
    assert clearance(done.organisation, today=done.valid_until + timedelta(days=1)) is None
    assert clearance(partner("Another Bank"), today=timezone.localdate()) is None


def test_a_strong_new_hit_puts_it_in_doubt_and_a_weaker_one_asks_for_a_look(done):
    actions.rescreen_case(done, look(match(), key="second"))
    assert (now(done).doubt, relied_on(done)) == ("", True)
    actions.rescreen_case(done, look(match(), match(entry="2", band="strong"), key="third"))
    assert (now(done).state, now(done).doubt, relied_on(done)) == ("cleared", "hit", False)
    assert "Blue Rivers Bank (ofac)" in now(done).doubt_text


def test_a_changed_entry_puts_it_in_doubt(builder, reviewer, approver):
    case = in_review(match(), by=builder, assessor=reviewer)
    actions.decide(case, decision=State.CLEARED, reason="Well.", by=approver)
    actions.rescreen_case(case, look(match(fingerprint="b"), key="second"))
    assert (now(case).doubt, relied_on(case)) == ("hit", False)


def test_a_new_owner_ends_the_reliance_at_once_and_is_kept_as_a_doubt_at_night(done):
    done.organisation.parent = partner("Golden Holding")
    done.organisation.save()
    assert (now(done).doubt, relied_on(done)) == ("", False)
    actions.rescreen_case(done, replace(look(key="second"), owner=str(done.organisation.parent_id)))
    assert (now(done).doubt, relied_on(done)) == ("owner", False)


def test_a_merged_record_belongs_to_whoever_owns_the_one_that_goes_on(done, approver):
    kept, owner = partner("Green River Bank"), partner("Golden Holding")
    Organisation.objects.filter(pk=kept.pk).update(parent=owner)
    Organisation.objects.filter(pk=done.organisation_id).update(state="merged", merged_into=kept)
    assert relied_on(done) is False
    actions.rescreen_case(done, look(key="second", of=Organisation.objects.get(pk=kept.pk)))
    assert (now(done).doubt, now(done).doubt_text) == ("owner", "Golden Holding")
    actions.stand_by(done, reason="Known to us.", by=approver)
    assert relied_on(done)


def test_an_adverse_report_and_another_plan_put_it_in_doubt(done, builder):
    actions.report(
        done,
        text="Bribed a clerk.",
        source="The Daily Fiction, 3 May",
        area="image",
        rating="serious",
        by=builder,
    )
    assert (now(done).doubt, now(done).findings.filter(rating="serious").count()) == ("report", 1)
    actions.change_plan(done, text="Tenders and courts", by=builder)
    assert now(done).doubt == "scope"
    assert not relied_on(done)


def test_opening_it_again_settles_the_doubt(done, builder, reviewer):
    actions.change_plan(done, text="Tenders and courts", by=builder)
    case = actions.reopen(
        done, why="scope", text="They asked.", scope="Tenders and courts", by=reviewer
    )
    assert (case.state, case.doubt, case.doubted_at) == ("reopened", "", None)


def test_an_approver_says_why_it_stands_once_the_hit_is_decided(done, reviewer, approver):
    actions.rescreen_case(done, look(match(band="strong"), key="second"))
    with pytest.raises(actions.NotNow) as refused:
        actions.stand_by(done, reason="A namesake.", by=approver)
    assert refused.value.hurdles == ("open_hits",)
    reason = "A ship of that name, and no bank."
    actions.decide_hit(only_hit(done), state="false_positive", reason=reason, by=reviewer)
    with pytest.raises(PermissionDenied):
        actions.stand_by(done, reason="A namesake.", by=reviewer)
    actions.stand_by(done, reason="A namesake.", by=approver)
    assert relied_on(done)
    assert (
        "The clearance stands: A namesake."
        in at_desk_of(approver).get(reverse("vetting:case", args=[done.pk])).content.decode()
    )


def test_another_plan_cannot_be_waved_through(done, builder, approver):
    actions.change_plan(done, text="Tenders and courts", by=builder)
    with pytest.raises(actions.NotNow):
        actions.stand_by(done, reason="It is small.", by=approver)


def test_the_database_lets_only_a_clearance_be_doubted(builder):
    case = opened(by=builder)
    with pytest.raises(IntegrityError, match="doubt_is_about"), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(
            doubt="hit", doubt_text="x", doubted_at=timezone.now()
        )


# Taking back a true match


@pytest.fixture
def mistaken(builder, reviewer) -> tuple[Case, Hit, Evidence]:
    case = in_research(match(), by=builder)
    hit = actions.decide_hit(only_hit(case), state="true_match", reason="Same name.", by=reviewer)
    return case, hit, actions.add_note(case, title="Register", note="Another number.", by=builder)


def test_two_approvers_take_back_a_mistake_and_the_hit_is_decided_again(
    mistaken, builder, reviewer, approver, second
):
    case, hit, note = mistaken
    proposed = actions.propose_retraction(hit, reason="A namesake.", evidence=note, by=approver)
    assert now(case).stopped is True
    actions.agree_retraction(proposed, by=second)
    assert (now(case).stopped, only_hit(case).state) == (False, "open")
    assert [row.state for row in only_hit(case).history.all()] == ["open", "true_match", "open"]
    actions.decide_hit(
        only_hit(case), state="false_positive", reason="Another number.", by=reviewer
    )


def test_nobody_takes_back_a_true_match_alone(mistaken, approver):
    case, hit, note = mistaken
    proposed = actions.propose_retraction(hit, reason="A namesake.", evidence=note, by=approver)
    with pytest.raises(SamePerson):
        actions.agree_retraction(proposed, by=approver)
    with pytest.raises(IntegrityError, match="retraction_takes_two"), transaction.atomic():
        Retraction.objects.filter(pk=proposed.pk).update(
            state="agreed", decided_by=approver, decided_at=timezone.now()
        )
    assert now(case).stopped is True


def test_reviewers_sponsors_and_the_conflicted_take_nothing_back(
    mistaken, reviewer, approver, second
):
    case, hit, note = mistaken
    with pytest.raises(PermissionDenied):
        actions.propose_retraction(hit, reason="A namesake.", evidence=note, by=reviewer)
    actions.declare(
        case.organisation, nature="I hold shares.", since=timezone.localdate(), by=approver
    )
    with pytest.raises(actions.Barred):
        actions.propose_retraction(hit, reason="A namesake.", evidence=note, by=approver)


def test_whoever_took_back_a_true_match_does_not_clear_the_case(
    mistaken, builder, reviewer, approver, second
):
    from tests.apps.vetting.people import researched  # local: only here is it needed

    case, hit, note = mistaken
    actions.agree_retraction(
        actions.propose_retraction(hit, reason="A namesake.", evidence=note, by=approver), by=second
    )
    actions.decide_hit(
        only_hit(case), state="false_positive", reason="Another number.", by=reviewer
    )
    case = researched(now(case), by=builder)
    actions.assess(case, assessment="Sound.", by=reviewer)
    actions.submit(case, by=reviewer)
    for who in (approver, second):
        with pytest.raises(actions.Barred) as refused:
            actions.decide(case, decision=State.CLEARED, reason="Well.", by=who)
        assert refused.value.why == ("retracted",)
    assert now(case).level == Level.ENHANCED
    for name in ("Ines", "Ivo"):
        case = actions.decide(
            case, decision=State.CLEARED, reason="Well.", by=person(name, Role.APPROVER)
        )
    assert case.state == "cleared"


def test_a_refused_retraction_changes_nothing(mistaken, approver, second):
    case, hit, note = mistaken
    actions.refuse_retraction(
        actions.propose_retraction(hit, reason="A namesake.", evidence=note, by=approver), by=second
    )
    assert (now(case).stopped, only_hit(case).state) == (True, "true_match")
    assert Retraction.objects.get().state == "refused"


def test_an_approval_counts_no_longer_once_its_giver_took_back_a_true_match(
    builder, reviewer, approver, second
):
    case = in_review(by=builder, assessor=reviewer, at_least=Level.ENHANCED)
    actions.decide(case, decision=State.CLEARED, reason="Well.", by=approver)
    actions.rescreen_case(case, look(match(), key="second"))
    hit = actions.decide_hit(only_hit(case), state="true_match", reason="Same name.", by=reviewer)
    note = actions.add_note(case, title="Register", note="Another number.", by=builder)
    actions.agree_retraction(
        actions.propose_retraction(hit, reason="A namesake.", evidence=note, by=approver), by=second
    )
    actions.decide_hit(
        only_hit(case), state="false_positive", reason="Another number.", by=reviewer
    )
    actions.assess(case, assessment="A sound partner.", by=reviewer)
    actions.submit(case, by=reviewer)
    with pytest.raises(actions.Barred) as refused:
        actions.decide(case, decision=State.CLEARED, reason="Well.", by=approver)
    assert refused.value.why == ("retracted",)
    states = [
        actions.decide(
            case, decision=State.CLEARED, reason="Well.", by=person(name, Role.APPROVER)
        ).state
        for name in ("Ines", "Ivo")
    ]
    assert states == ["second_review", "cleared"]
    assert str(now(case).approver) == "Ines"


def test_a_true_match_whose_entry_changed_still_stands_on_the_page_to_be_taken_back(
    mistaken, builder, approver, second
):
    case, hit, note = mistaken
    actions.screened(case, look(match(fingerprint="b"), key="second"), by=builder)
    assert sorted((one.fingerprint, one.state) for one in cases.current_hits(case)) == [
        ("a", "true_match"),
        ("b", "open"),
    ]
    actions.agree_retraction(
        actions.propose_retraction(hit, reason="A namesake.", evidence=note, by=approver), by=second
    )
    assert [one.fingerprint for one in cases.current_hits(case)] == ["b"]
    assert now(case).stopped is False


def test_the_history_keeps_why_a_match_was_taken_back_and_what_put_a_clearance_in_doubt(
    done, mistaken, builder, reviewer, approver
):
    case, hit, note = mistaken
    actions.propose_retraction(hit, reason="A namesake.", evidence=note, by=approver)
    actions.report(
        done,
        text="Bribed a clerk.",
        source="The Daily Fiction",
        area="image",
        rating="serious",
        by=builder,
    )
    actions.rescreen_case(done, look(match(band="strong"), key="second"))
    actions.reopen(done, why="report", text="We look.", by=reviewer)
    assert "An approver would take back a true match. Blue Rivers Bank. A namesake." in [
        sentence for line in trail.lines(case) for sentence in line.sentences
    ]
    told = " ".join(sentence for line in trail.lines(done) for sentence in line.sentences)
    assert "An adverse report: Bribed a clerk." in told
    assert "looked through again. Blue Rivers Bank (ofac)" in told


# Declarations, once a year


def test_a_declaration_older_than_a_year_is_renewed_before_its_giver_judges(
    builder, reviewer, approver
):
    case = in_review(by=builder, assessor=reviewer)
    long_ago = timezone.now() - timedelta(days=400)
    tie = actions.declare(
        partner("Another Bank"), nature="My sister works there.", since=long_ago.date(), by=approver
    )
    ConflictOfInterest.objects.filter(pk=tie.pk).update(declared_at=long_ago)
    with pytest.raises(actions.Barred) as refused:
        actions.decide(case, decision=State.CLEARED, reason="Well.", by=approver)
    assert refused.value.why == ("renewal",)
    desk = at_desk_of(approver)
    assert "more than a year ago" in desk.get(reverse("inbox:inbox")).content.decode()
    desk.post(reverse("vetting:renew", args=[tie.pk]))
    assert (
        actions.decide(case, decision=State.CLEARED, reason="Well.", by=approver).state == "cleared"
    )


def test_nobody_renews_for_somebody_else(builder, reviewer):
    tie = actions.declare(
        partner(), nature="My sister works there.", since=timezone.localdate(), by=builder
    )
    with pytest.raises(PermissionDenied):
        actions.renew(tie, by=reviewer)


def test_a_conflict_with_the_record_that_goes_on_bars_from_the_case_of_one_merged_into_it(
    builder, reviewer, approver
):
    case, kept = in_review(by=builder, assessor=reviewer), partner("Green River Bank")
    Organisation.objects.filter(pk=case.organisation_id).update(state="merged", merged_into=kept)
    actions.declare(kept, nature="I hold shares.", since=timezone.localdate(), by=approver)
    with pytest.raises(actions.Barred) as refused:
        actions.decide(case, decision=State.CLEARED, reason="Well.", by=approver)
    assert refused.value.why == ("conflict",)


def test_a_tie_is_declared_from_the_day_it_is_said_and_ends_no_earlier_than_it_began(builder):
    organisation, tomorrow = partner(), timezone.localdate() + timedelta(days=1)
    page = at_desk_of(builder).post(
        reverse("vetting:declare", args=[organisation.pk]), {"nature": "A post.", "since": tomorrow}
    )
    assert "This day is still to come." in page.content.decode()
    tie = actions.declare(organisation, nature="A post.", since=tomorrow, by=builder)
    actions.end_conflict(tie, reason="It came to nothing.", by=person("Rita", Role.REVIEWER))
    assert ConflictOfInterest.objects.get().until == tomorrow


def test_what_ties_somebody_is_read_by_those_who_judge_and_by_themselves(builder, reviewer):
    tie = actions.declare(
        partner(), nature="My sister works there.", since=timezone.localdate(), by=builder
    )
    page = reverse("vetting:organisation", args=[tie.organisation_id])
    shown = {
        who.name: "My sister" in at_desk_of(who).get(page).content.decode()
        for who in (builder, reviewer, person("Bert"))
    }
    assert shown == {"Bea": True, "Rita": True, "Bert": False}
    assert "Bea" in at_desk_of(User.objects.get(name="Bert")).get(page).content.decode()


def test_whoever_has_a_conflict_sets_no_condition_and_calls_none_met(builder, reviewer):
    case = in_research(by=builder)
    condition = actions.add_condition(
        case, text="Publish who owns it.", owner="The bank", by=reviewer
    )
    actions.declare(
        case.organisation, nature="I hold shares.", since=timezone.localdate(), by=reviewer
    )
    with pytest.raises(actions.Barred):
        actions.meet_condition(condition, by=reviewer)
    with pytest.raises(actions.Barred):
        actions.add_condition(case, text="Publish more.", owner="The bank", by=reviewer)


# Who may read


def test_only_those_who_judge_or_work_on_a_case_read_it_and_others_learn_whom_to_ask(
    builder, reviewer
):
    case, bert = opened(by=builder), person("Bert", Role.BUILDER)
    page, desk = reverse("vetting:case", args=[case.pk]), at_desk_of(bert)
    refused = desk.get(page)
    assert refused.status_code == 403
    assert "ask Rita" in refused.content.decode()
    assert str(case.pk) not in desk.get(reverse("vetting:cases")).content.decode()
    around = desk.get(reverse("vetting:organisation", args=[case.organisation_id])).content.decode()
    assert str(case.pk) not in around
    assert "There is one case that only reviewers" in around
    at_desk_of(builder).post(reverse("vetting:add_member", args=[case.pk]), {"person": bert.pk})
    assert desk.get(page).status_code == 200
    with pytest.raises(PermissionDenied):
        actions.add_member(case, person=builder, by=bert)
    assert desk.get(reverse("vetting:add_member", args=[case.pk])).status_code == 403
    at_desk_of(builder).post(reverse("vetting:remove_member", args=[case.pk, bert.pk]))
    assert desk.get(page).status_code == 403


def test_an_alert_is_shown_only_to_those_who_may_read_its_case(done, builder):
    actions.rescreen_case(done, look(match(), key="second"))
    desk = at_desk_of(person("Bert", Role.BUILDER))
    assert "Blue Rivers Bank" not in desk.get(reverse("inbox:inbox")).content.decode()
    together = reverse("vetting:alerts", args=[done.alerts.get().alert.occasion_id])
    assert desk.get(together).status_code == 404


def test_the_inbox_asks_as_many_questions_for_many_cases_as_for_few(
    builder, reviewer, django_assert_max_num_queries
):
    desk = at_desk_of(reviewer)
    counts = []
    from django.db import connection  # local: only this counts
    from django.test.utils import CaptureQueriesContext  # local: see above

    for number in range(6):
        actions.screened(
            opened(by=builder, of=partner(f"Bank {number}")), look(match()), by=builder
        )
        with CaptureQueriesContext(
            connection,
        ) as asked:
            desk.get(reverse("inbox:inbox"))
        counts.append(len(asked))
    assert counts[1] == counts[-1]
    assert counts[-1] <= 36
