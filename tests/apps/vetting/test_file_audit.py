"""What an auditor looks for in the file of a case: everything that was asked, planned and refused,
also what no longer counts.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from convene.apps.registry import actions as registry
from convene.apps.registry.models import Organisation
from convene.apps.vetting import actions, exports
from convene.apps.vetting.exports.verifying import verify
from convene.apps.vetting.models import Case, Hit
from convene.core.diligence import State
from convene.core.organisations import Content
from tests.apps.vetting.people import (
    at_desk_of,
    cleared,
    in_research,
    in_review,
    look,
    match,
    now,
    opened,
    opinion_of,
    partner,
    researched,
)
from tests.apps.vetting.test_file import said

pytestmark = pytest.mark.django_db


def told(case: Case, reader: Any = None) -> Any:
    return exports.written(now(case), on=timezone.localdate(), reader=reader)


def printed(case: Case, by: Any) -> bytes:
    return exports.case_file(now(case), format="pdf", by=by, on=timezone.localdate()).content


def renamed(bank: Organisation, name: str, *, by: Any) -> Organisation:
    bank = Organisation.objects.get(pk=bank.pk)
    content = Content(name=name, country="PY", state_owned=False, extractive=False)
    return registry.save(bank, content, by=by, seen=bank.version)


def test_it_says_where_the_work_takes_place(builder):
    assert dict(told(opened(by=builder)).planned)["Where the work takes place"] == "Not known"
    case = opened(by=builder, of=partner("Quern Mill"), countries=["PY", "FR"])
    assert dict(told(case).planned)["Where the work takes place"] == "Paraguay, France"


def test_it_says_how_the_partner_was_called_before_and_who_changed_that(builder, reviewer):
    case = opened(by=builder)
    assert told(case).renames == ()
    renamed(case.organisation, "Azure River Bank", by=reviewer)
    changes = [(who, before, after) for _when, who, before, after in told(case).renames]
    assert changes == [
        (
            "Rita (Reviewer, rita@example.org)",
            "Blue River Bank (Main name)",
            "Azure River Bank (Main name)",
        )
    ]


def test_a_hit_and_a_certificate_keep_the_name_that_was_asked(builder, reviewer):
    case = in_research(match(), by=builder)
    renamed(case.organisation, "Azure River Bank", by=reviewer)
    hit, desk = case.hits.get(), at_desk_of(reviewer)
    page = desk.get(reverse("vetting:hit", args=[case.pk, hit.pk])).content.decode()
    assert "Is this Blue River Bank?" in page
    assert "What it is called now" in page
    assert told(case).hits[0].sides[0][1] == "Blue River Bank"
    address = reverse("vetting:certificate", args=[case.pk, case.screenings.get().pk])
    text = said(desk.get(address).content)
    assert "What the partner is called now Azure River Bank" in text


def test_it_says_what_every_look_asked_and_the_page_has_a_certificate_of_each(builder, reviewer):
    case = in_research(by=builder)
    first = case.screenings.get()
    renamed(case.organisation, "Azure River Bank", by=reviewer)
    actions.screened(case, look(key="second", of=case.organisation), by=builder)
    (earlier,) = told(case).earlier
    assert earlier.asked == ("Blue River Bank (Paraguay)",)
    assert "Blue River Bank (Paraguay)" in said(printed(case, reviewer))
    page = at_desk_of(builder).get(reverse("vetting:case", args=[case.pk])).content.decode()
    assert reverse("vetting:certificate", args=[case.pk, first.pk]) in page


def test_an_earlier_decline_is_told_with_its_reason_its_day_and_the_answer(
    builder, reviewer, approver
):
    bank = partner()
    before = in_review(by=reviewer, assessor=reviewer, of=bank)
    before = actions.decide(before, decision=State.DECLINED, reason="Unpaid fines.", by=approver)
    case = opened(by=builder, of=bank, recalled=[before.pk])
    ((what, answer),) = told(case).recalls
    assert what.startswith("Blue River Bank: Declined on ")
    assert what.endswith(": Unpaid fines. It is the same organisation.")
    assert answer == "To be answered before anybody clears the partner."
    actions.answer_recall(case.recalls.get(), answer="The fines were paid in full.", by=reviewer)
    ((_what, answer),) = told(case).recalls
    assert answer.startswith("The fines were paid in full. (Rita (Reviewer, rita@example.org), ")
    ((hidden, _answer),) = told(case, reader=builder).recalls
    assert hidden.startswith("Blue River Bank: An earlier case that you may not read matters here.")
    assert "Unpaid fines." not in said(printed(case, builder)).partition("What happened")[0]


def test_an_opinion_that_nobody_agreed_with_is_told_in_full(builder, reviewer, approver, second):
    case = in_research(match(kind="debarment"), by=builder)
    actions.decide_hit(case.hits.get(), state="true_match", reason="Same number.", by=reviewer)
    opinion = actions.add_legal_opinion(
        now(case),
        counsel="Counsel & Co",
        text="It may go on.",
        evidence=opinion_of(now(case), by=reviewer),
        by=approver,
    )
    assert told(case).opinions[0][3] == "Nobody has agreed with it."
    actions.refuse_legal_opinion(opinion, by=second)
    ((counsel, text, recorded, outcome),) = told(case).opinions
    assert (counsel, text) == ("Counsel & Co", "It may go on.")
    assert recorded.startswith("Abel (Approver, abel@example.org), ")
    assert outcome.startswith("Not agreed with: Ada (Approver, ada@example.org), ")


def test_what_was_planned_and_assessed_before_it_was_opened_again_stays_to_be_read(
    builder, reviewer, approver
):
    case = cleared(by=builder, assessor=reviewer, approver=approver)
    assert told(case).rounds == ()
    actions.reopen(case, why="scope", text="More money.", scope="A fund", by=approver)
    (first,) = told(case).rounds
    assert (first.number, first.plan) == (1, "Open tenders in Paraguay")
    assert first.assessment == "A sound partner."
    assert first.signed.startswith("Rita (Reviewer, rita@example.org), ")
    assert (told(case).scope, told(case).assessment) == ("A fund", "")


def test_an_assessment_that_was_sent_back_stays_to_be_read_too(builder, reviewer):
    case = in_review(by=builder, assessor=reviewer)
    actions.return_to_research(case, reason="Ask them.", by=reviewer)
    actions.assess(now(case), assessment="Still sound.", by=reviewer)
    assert [each.assessment for each in told(case).rounds] == ["A sound partner."]
    assert told(case).assessment == "Still sound."


def test_what_the_partner_was_asked_says_when_by_whom_and_until_when(builder, reviewer):
    case = opened(by=builder)
    due = timezone.localdate() + timedelta(days=9)
    reply = actions.ask_reply(case, question="Is it your mine?", due_on=due, by=builder)
    ((question, asked, until, answer),) = told(case).replies
    assert question == "Is it your mine?"
    assert asked.startswith("Bea (Alliance builder, bea@example.org), ")
    assert until == f"{due.day} {due:%B %Y}"
    assert answer == "No answer is on record."
    actions.answer_reply(reply, answer="No, it was sold.", by=reviewer)
    assert told(case).replies[0][3].startswith("No, it was sold. (Rita (Reviewer")


def test_each_exclusion_is_told_with_its_rating(builder):
    case = in_research(by=builder)
    note = actions.add_note(case, title="Call", note="They said so.", by=builder)
    finding = {"text": "None.", "rating": "clear", "evidence": [note], "by": builder}
    actions.add_finding(case, area="exclusions", question="tobacco", **finding)
    (asked,) = (area.asked for area in told(case).areas if area.asked)
    assert (dict(asked)["Tobacco"], dict(asked)["Gambling"]) == ("No concern", "Not asked")
    actions.add_finding(case, area="exclusions", **{**finding, "rating": "unclear"})
    (asked,) = (area.asked for area in told(case).areas if area.asked)
    assert dict(asked)["Tobacco"] == "No concern"
    together = "Could not be found out (said of all exclusions together)"
    assert dict(asked)["Gambling"] == together


def test_a_look_that_brings_nothing_leaves_the_case_saying_the_same(builder, reviewer):
    case = researched(in_research(by=builder), by=builder)
    content, on = printed(case, reviewer), timezone.localdate()
    before = now(case).version
    actions.rescreen_case(case, look(key="night", of=case.organisation))
    assert (now(case).version, case.screenings.count()) == (before + 1, 2)
    assert verify(content, on=on).same
    found = replace(match(), match=replace(match().match, name="Azure Bank"))
    actions.rescreen_case(now(case), look(found, key="other", of=case.organisation))
    assert Hit.objects.get().name == "Azure Bank"
    assert verify(content, on=on).same is False
