"""A decision stands on what was seen: what has changed since is looked at again before anybody
decides, and the level follows the facts at once.
"""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from convene.apps.registry.models import Organisation, OrganisationName
from convene.apps.vetting import actions
from convene.apps.vetting.models import Approval, Case, Screening
from convene.apps.vetting.queries import cases
from convene.core.diligence import Level, State
from tests.apps.vetting.people import (
    at_desk_of,
    cleared,
    in_research,
    in_review,
    look,
    match,
    now,
    partner,
    researched,
)

pytestmark = pytest.mark.django_db


def rename(case: Case, name: str) -> None:
    OrganisationName.objects.filter(organisation=case.organisation).update(text=name)


def refused(case: Case, approver, *, decision: State = State.CLEARED) -> tuple[str, ...]:
    """Return what has changed, as the refusal of a decision says it."""
    with pytest.raises(actions.NotNow) as why:
        actions.decide(case, decision=decision, reason="All is well.", by=approver)
    assert why.value.hurdles == ("outdated",)
    return why.value.changed


def test_a_partner_renamed_in_second_review_is_looked_at_and_assessed_again(
    builder, reviewer, approver
):
    case = in_review(by=builder, assessor=reviewer)
    rename(case, "Zorblan Quendori")
    assert refused(case, approver) == ("names",)
    case = actions.screened(now(case), look(key="second", at="Zorblan Quendori"), by=builder)
    assert (case.state, case.assessor) == ("research", None)
    actions.assess(case, assessment="The same bank.", by=reviewer)
    actions.submit(case, by=reviewer)
    done = actions.decide(case, decision=State.CLEARED, reason="All is well.", by=approver)
    assert done.state == "cleared"


def test_a_list_loaded_meanwhile_is_asked_and_leaves_an_assessment_that_it_does_not_touch(
    builder, reviewer, approver
):
    case = in_review(by=builder, assessor=reviewer)
    newer = look(key="newer")
    assert refused(case, approver) == ("lists",)
    assert actions.screened(case, newer, by=builder).state == "second_review"
    done = actions.decide(case, decision=State.CLEARED, reason="All is well.", by=approver)
    assert Approval.objects.get().screening == done.screenings.first()


def test_a_new_hit_sends_an_assessed_case_back_and_no_approval_counts(
    builder, reviewer, approver, second
):
    case = in_review(by=builder, assessor=reviewer, at_least=Level.ENHANCED)
    actions.decide(case, decision=State.CLEARED, reason="All is well.", by=approver)
    actions.rescreen_case(case, look(match(), key="second"))
    assert (now(case).state, now(case).assessor) == ("research", None)
    assert list(Approval.objects.values_list("void", flat=True)) == [True]


def test_nobody_assesses_or_hands_on_what_has_changed(builder, reviewer):
    case = researched(in_research(by=builder), by=builder)
    rename(case, "Zorblan Quendori")
    with pytest.raises(actions.NotNow) as why:
        actions.assess(case, assessment="Sound.", by=reviewer)
    assert why.value.changed == ("names",)
    rename(case, "Blue River Bank")
    actions.assess(case, assessment="Sound.", by=reviewer)
    Organisation.objects.filter(pk=case.organisation_id).update(parent=partner("Golden Holding"))
    with pytest.raises(actions.NotNow) as why:
        actions.submit(case, by=reviewer)
    assert why.value.changed == ("owner", "behind")


def test_one_can_always_decline_and_put_off(builder, reviewer, approver):
    case = in_review(by=builder, assessor=reviewer)
    rename(case, "Zorblan Quendori")
    done = actions.decide(case, decision=State.DECLINED, reason="Not them.", by=approver)
    assert done.state == "declined"


def test_what_an_earlier_release_did_not_keep_is_looked_at_again(builder, reviewer, approver):
    case = in_review(by=builder, assessor=reviewer)
    last = case.screenings.get()
    Screening.objects.create(
        case=case, lists=last.lists, names=last.names, key=last.key, found=0, at=timezone.now()
    )
    assert refused(case, approver) == ("unkept",)


def test_a_fact_that_raises_the_level_raises_the_case_at_once(builder, reviewer, approver):
    case = in_review(by=builder, assessor=reviewer)
    bank = case.organisation
    bank.extractive = True
    bank.save()
    raised = now(case)
    assert (raised.level, raised.state, raised.level_reasons) == (
        "enhanced",
        "research",
        ["extractive"],
    )
    assert cases.changes(raised) == ("facts",)


def test_a_fact_that_raises_the_level_opens_a_clearance_again(builder, reviewer, approver):
    case = cleared(by=builder, assessor=reviewer, approver=approver)
    bank = case.organisation
    bank.state_owned = True
    bank.save()
    assert (now(case).state, now(case).level, now(case).round) == ("reopened", "enhanced", 2)


def test_the_night_finds_what_nobody_saw(builder, reviewer, approver):
    case = cleared(by=builder, assessor=reviewer, approver=approver)
    Organisation.objects.filter(pk=case.organisation_id).update(extractive=True)
    assert now(case).state == "cleared"
    actions.night(today=timezone.localdate())
    assert (now(case).state, now(case).level) == ("reopened", "enhanced")


def test_a_fact_that_does_not_raise_the_level_changes_no_case(builder):
    case = in_research(by=builder)
    before = now(case).version
    case.organisation.extractive = None
    case.organisation.save()
    assert now(case).version == before


def test_the_page_says_what_has_changed_and_offers_to_look_again(builder, reviewer, approver):
    case = in_review(by=builder, assessor=reviewer)
    rename(case, "Zorblan Quendori")
    look(key="newer")
    desk = at_desk_of(approver)
    page = desk.get(reverse("vetting:case", args=[case.pk])).content.decode()
    for said in (
        "the partner&#x27;s names, countries or numbers, the lists that are loaded",
        "Asked now, and not then: Zorblan Quendori (PY)",
        "Asked then, and not now: Blue River Bank (PY)",
        "United States (OFAC): SDN list: loaded anew since",
        "Look through the lists again",
    ):
        assert said in page, said
    sent = {"decision": "cleared", "reason": "All is well.", "seen": now(case).version}
    page = desk.post(reverse("vetting:decide", args=[case.pk]), sent).content.decode()
    assert "Look through them again first." in page


def test_the_database_holds_an_approval_to_the_last_look_and_a_look_to_what_it_was(
    builder, reviewer, approver
):
    case = in_review(by=builder, assessor=reviewer)
    first = case.screenings.get()
    actions.screened(case, look(key="newer"), by=builder)
    given = {
        "case": case,
        "round": 1,
        "approver": approver,
        "assessor": reviewer,
        "decision": "cleared",
        "reason": "x",
        "at": timezone.now(),
    }
    for screening in (first, None):
        with (
            pytest.raises(IntegrityError, match="an_approval_rests_on_the_last_look"),
            transaction.atomic(),
        ):
            Approval.objects.create(screening=screening, **given)
    with (
        pytest.raises(IntegrityError, match="a_look_at_the_lists_stays_as_it_was"),
        transaction.atomic(),
    ):
        Screening.objects.filter(pk=first.pk).update(key="x")
    with (
        pytest.raises(IntegrityError, match="a_look_at_the_lists_is_never_deleted"),
        transaction.atomic(),
    ):
        first.delete()
