"""Who was stopped or declined comes up before a case opens on a record like theirs, and is answered
there.
"""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.urls import reverse

from convene.apps.registry import actions as registry
from convene.apps.registry.queries.second import signs
from convene.apps.vetting import actions
from convene.apps.vetting.models import Case, Recall
from convene.apps.vetting.queries import recalls
from convene.core.diligence import State
from convene.core.organisations import Number
from convene.core.reasons import Reason
from convene.core.ties import TieKind, Who
from tests.apps.vetting.people import (
    at_desk_of,
    in_research,
    in_review,
    look,
    match,
    now,
    only_hit,
    opened,
    partner,
    person,
    researched,
)
from tests.unguarded import unguarded

pytestmark = pytest.mark.django_db


def declined(name="Zorblax Quendor Works", *, by, reviewer, approver, **facts) -> Case:
    case = in_review(by=by, assessor=reviewer, of=partner(name, **facts))
    return actions.decide(case, decision=State.DECLINED, reason="Unpaid wages.", by=approver)


def why(case: Case, organisation) -> list[str]:
    """Return why a declined case comes up for an organisation."""
    found = recalls.earlier(organisation, today=case.changed_at.date())
    return [str(reason) for each in found for reason in each.why]


def test_a_near_name_comes_up_before_a_case_opens(builder, reviewer, approver):
    once = declined(by=builder, reviewer=reviewer, approver=approver)
    twin, other = partner("Zorblax Quendor Wurks"), partner("Harbour Trust")
    with pytest.raises(actions.BroughtUp) as brought:
        opened(by=builder, of=twin)
    assert [each.case for each in brought.value.earlier] == [once]
    assert Case.objects.filter(organisation=twin).count() == 0
    assert opened(by=builder, of=other).recalls.count() == 0
    case = opened(by=builder, of=twin, recalled=[once.pk])
    assert [(each.earlier, each.due) for each in case.recalls.all()] == [(once, True)]


def test_the_same_organisation_comes_up_too(builder, reviewer, approver):
    once = declined(by=builder, reviewer=reviewer, approver=approver)
    assert why(once, once.organisation) == ["It is the same organisation."]
    with pytest.raises(actions.BroughtUp):
        opened(by=builder, of=once.organisation)


def test_one_owner_comes_up(builder, reviewer, approver):
    owner = partner("Holding of the River")
    once = declined(by=builder, reviewer=reviewer, approver=approver, parent=owner.pk)
    sister = partner("Harbour Trust", parent=owner.pk)
    assert why(once, sister) == ["Both belong to Holding of the River."]
    assert why(once, owner) == ["It belongs to the organisation."]
    assert why(once, partner("Alba")) == []


def owned(of, name="", *, by, party=None, kind: TieKind = "person", **facts) -> None:
    kind = "organisation" if party else kind
    who = Who(role="owner", kind=kind, name=name, party=party, source="A register.", **facts)
    registry.add_tie(of, who, by=by)


def test_the_same_person_behind_both_comes_up_by_name_and_year_of_birth(
    builder, reviewer, approver
):
    once = declined(by=builder, reviewer=reviewer, approver=approver)
    other, namesake, unborn = map(partner, ("Harbour Trust", "Alba Works", "Ochre Mills"))
    owned(once.organisation, "Wandolin Tarvesk", born="1961-03-02", by=builder)
    owned(other, "Wandolin TARVESK", born="1961", by=builder)
    owned(namesake, "Wandolin Tarvesk", born="1988", by=builder)
    owned(unborn, "Wandolin Tarvesk", by=builder)

    assert why(once, other) == ["Both belong to Wandolin TARVESK."]
    assert (why(once, namesake), why(once, unborn)) == ([], [])


def test_a_record_that_owns_both_or_the_other_comes_up_once(builder, reviewer, approver):
    holding = partner("Quendor Holding")
    once = declined(by=builder, reviewer=reviewer, approver=approver)
    other, above = partner("Harbour Trust", parent=holding.pk), partner("Alba Works")
    owned(once.organisation, party=holding.pk, by=builder)
    owned(other, party=holding.pk, by=builder)
    owned(once.organisation, party=above.pk, by=builder)

    assert why(once, other) == ["Both belong to Quendor Holding."]
    assert why(once, above) == ["It belongs to the organisation."]


def test_who_leads_both_or_owned_one_before_does_not(builder, reviewer, approver):
    once = declined(by=builder, reviewer=reviewer, approver=approver)
    other = partner("Harbour Trust")
    for of in (once.organisation, other):
        lead = Who(role="director", kind="person", name="Jo Vark", born="1961", source="Register.")
        registry.add_tie(of, lead, by=builder)
    owned(once.organisation, "Wanda Quill", born="1970", by=builder)
    owned(other, "Wanda Quill", born="1970", until=date(2020, 1, 1), by=builder)

    assert why(once, other) == []


def test_a_declined_owner_comes_up(builder, reviewer, approver):
    once = declined(by=builder, reviewer=reviewer, approver=approver)
    theirs = partner("Harbour Trust", parent=once.organisation_id)
    assert why(once, theirs) == ["The organisation belongs to it."]


def test_the_same_address_comes_up_and_is_told_to_nobody(builder, reviewer, approver):
    once = declined(by=builder, reviewer=reviewer, approver=approver)
    other = partner("Harbour Trust")
    for organisation, channel in ((once.organisation, "12 Quay Rd."), (other, "12, QUAY RD")):
        registry.add_contact(
            organisation,
            name="Josefa",
            role="",
            channel=channel,
            consent="By letter",
            keep_until=once.changed_at.date() + timedelta(days=90),
            by=builder,
        )
    assert why(once, other) == ["Somebody at both is reached in the same way."]


def test_a_number_in_another_spelling_comes_up(builder, reviewer, approver):
    number = Number(scheme="GB-COH", value="01234567")
    once = declined(by=builder, reviewer=reviewer, approver=approver, identifiers=(number,))
    other = partner("Harbour Trust")
    other.identifiers.create(scheme="GB-COH", value="1234567")
    (told,) = signs(other, among={once.organisation_id}).values()
    assert told == (Reason("Both have the number {number}.", {"number": "GB-COH-1234567"}),)


def test_a_stopped_case_comes_up_and_is_due_whenever_it_was(builder, reviewer):
    case = in_research(match(), by=builder, of=partner("Zorblax Quendor Works"))
    actions.decide_hit(only_hit(case), state="true_match", reason="Same number.", by=reviewer)
    twin = opened(by=builder, of=partner("Zorblax Quendor Wurks"), recalled=[case.pk])
    assert [each.due for each in twin.recalls.all()] == [True]


def test_an_old_decline_comes_up_and_asks_for_no_answer(builder, reviewer, approver):
    once = declined(by=builder, reviewer=reviewer, approver=approver)
    long_ago = once.changed_at - timedelta(days=1200)
    with unguarded():
        Case.objects.filter(pk=once.pk).update(decided_at=long_ago)
    twin = opened(by=builder, of=partner("Zorblax Quendor Wurks"), recalled=[once.pk])
    assert [each.due for each in twin.recalls.all()] == [False]
    assert recalls.unanswered(twin).count() == 0


def in_second_review(once: Case, *, by, reviewer) -> Case:
    twin = opened(by=by, of=partner("Zorblax Quendor Wurks"), recalled=[once.pk])
    case = actions.screened(twin, look(of=twin.organisation), by=by)
    case = researched(actions.begin_research(case, by=by), by=by)
    actions.assess(case, assessment="A sound partner.", by=reviewer)
    return actions.submit(case, by=reviewer)


def clear(case: Case, *, by) -> Case:
    return actions.decide(case, decision=State.CLEARED, reason="Well.", by=by)


def test_a_decline_is_answered_before_anybody_clears(builder, reviewer, approver):
    once = declined(by=builder, reviewer=reviewer, approver=approver)
    case = in_second_review(once, by=builder, reviewer=reviewer)
    with pytest.raises(actions.NotNow) as refused:
        clear(case, by=approver)
    assert refused.value.hurdles == ("unanswered",)
    recall = case.recalls.get()
    with pytest.raises(PermissionDenied):
        actions.answer_recall(recall, answer="They paid.", by=builder)
    actions.answer_recall(recall, answer="Another firm: it has other founders.", by=reviewer)
    with pytest.raises(actions.NotNow):
        actions.answer_recall(recall, answer="Once more: it has other founders.", by=reviewer)
    assert clear(case, by=approver).state == "cleared"


def test_to_decline_again_nothing_is_answered(builder, reviewer, approver):
    once = declined(by=builder, reviewer=reviewer, approver=approver)
    case = in_second_review(once, by=builder, reviewer=reviewer)
    done = actions.decide(case, decision=State.DECLINED, reason="As before.", by=approver)
    assert done.state == "declined"


def test_who_is_declined_meanwhile_sends_a_case_to_another_look(builder, reviewer, approver):
    twin = partner("Zorblax Quendor Wurks")
    case = in_review(by=builder, assessor=reviewer, of=twin)
    declined(by=builder, reviewer=reviewer, approver=approver)
    with pytest.raises(actions.NotNow) as refused:
        clear(case, by=approver)
    assert (refused.value.hurdles, refused.value.changed) == (("outdated",), ("earlier",))
    case = actions.screened(case, look(of=twin), by=builder)
    assert (case.state, case.recalls.count()) == ("research", 1)


def test_plain_sql_answers_nothing_and_clears_nobody_unanswered(builder, reviewer, approver):
    once = declined(by=builder, reviewer=reviewer, approver=approver)
    case = in_second_review(once, by=builder, reviewer=reviewer)
    signed = {"approver": approver, "reason": "x", "decided_at": case.changed_at}
    until = {"valid_months": 12, "valid_until": case.changed_at.date()}
    with (
        pytest.raises(DatabaseError, match="an_earlier_decline_is_answered"),
        transaction.atomic(),
    ):
        Case.objects.filter(pk=case.pk).update(state="cleared", **signed, **until)
    with pytest.raises(DatabaseError, match="what_was_brought_up_stays"), transaction.atomic():
        Recall.objects.all()._raw_delete("default")
    actions.answer_recall(
        case.recalls.get(), answer="Another firm: it has other founders.", by=reviewer
    )
    with pytest.raises(DatabaseError, match="an_answer_to_what"), transaction.atomic():
        Recall.objects.update(answer="Never mind.")


def test_the_form_shows_what_came_before_to_those_who_may_read_it(builder, reviewer, approver):
    once = declined(by=person("Willa"), reviewer=reviewer, approver=approver)
    twin = partner("Zorblax Quendor Wurks")
    where = reverse("vetting:open", args=[twin.pk])
    shown = {who.name: at_desk_of(who).get(where).content.decode() for who in (builder, reviewer)}
    assert "Unpaid wages." in shown["Rita"]
    assert "Unpaid wages." not in shown["Bea"]
    assert "An earlier case that you may not read matters here." in shown["Bea"]
    sent = {"scope": "Open tenders", "at_least": "basic"}
    refused = at_desk_of(builder).post(where, sent).content.decode()
    assert "Look at each of these first" in refused
    at_desk_of(builder).post(where, {**sent, "recalled": [str(once.pk)]})
    assert Case.objects.get(organisation=twin).recalls.get().earlier == once


def test_the_page_of_a_case_shows_what_came_before_and_its_answer(builder, reviewer, approver):
    once = declined(by=builder, reviewer=reviewer, approver=approver)
    case = in_second_review(once, by=builder, reviewer=reviewer)
    where, recall = reverse("vetting:case", args=[case.pk]), case.recalls.get()
    text = " ".join(at_desk_of(reviewer).get(where).content.decode().split())
    assert "Unpaid wages." in text
    assert "To be answered before anybody clears the partner." in text
    answer = reverse("vetting:answer_recall", args=[case.pk, recall.pk])
    assert "Unpaid wages." in at_desk_of(reviewer).get(answer).content.decode()
    at_desk_of(reviewer).post(answer, {"answer": "Another firm: it has other founders."})
    text = " ".join(at_desk_of(reviewer).get(where).content.decode().split())
    assert (
        'Another firm: it has other founders. <span class="soft" >Rita (Reviewer, rita@example.org)'
        in text
    )
    assert now(case).state == "second_review"
