"""What a decision on a hit rests on: evidence of its own case, shown on page and file."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from convene.apps.accounts import actions as accounts
from convene.apps.vetting import actions, exports
from convene.apps.vetting.models import Case, Hit
from tests.apps.vetting.people import (
    at_desk_of,
    in_research,
    match,
    now,
    only_hit,
    partner,
    person,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(builder) -> Case:
    return in_research(match(), by=builder)


@pytest.fixture
def register(case, builder):
    return actions.add_note(case, title="Register", note="Founded in 1961.", by=builder)


def decide(case: Case, *shown, by, state="false_positive") -> Hit:
    reason = "Another country, says the register of companies there."
    return actions.decide_hit(only_hit(case), state=state, reason=reason, evidence=shown, by=by)


def text(page) -> str:
    return " ".join(page.content.decode().split())


def test_a_decision_points_at_what_shows_it_on_page_and_file(case, register, reviewer):
    desk = at_desk_of(reviewer)
    where = reverse("vetting:hit", args=[case.pk, only_hit(case).pk])
    assert "Register" in text(desk.get(where))
    sent = {"state": "false_positive", "reason": "Another country.", "evidence": [str(register.pk)]}
    desk.post(where, sent)

    assert list(only_hit(case).evidence.all()) == [register]
    shown = text(desk.get(where))
    assert "What shows it:" in shown.partition("<h2")[0]
    (hit,) = exports.written(now(case), on=date(2026, 3, 2)).hits
    assert hit.evidence == (str(register.pk),)


def test_where_nothing_is_in_the_case_nothing_is_asked(case, reviewer):
    page = at_desk_of(reviewer).get(reverse("vetting:hit", args=[case.pk, only_hit(case).pk]))
    assert "evidence" not in page.context["form"].fields


def test_evidence_of_another_case_is_refused_by_action_form_and_database(
    case, builder, reviewer, register
):
    other = in_research(match(entry="2"), by=builder, of=partner("Harbour Trust"))
    foreign = actions.add_note(other, title="Call", note="Said so.", by=builder)
    with pytest.raises(actions.NoEvidence):
        decide(case, foreign, by=reviewer)
    desk, where = at_desk_of(reviewer), reverse("vetting:hit", args=[case.pk, only_hit(case).pk])
    desk.post(where, {"state": "possible", "reason": "Perhaps.", "evidence": [str(foreign.pk)]})
    assert only_hit(case).state == "open"
    with (
        pytest.raises(DatabaseError, match="a_decision_on_a_hit_rests_on_its_own_case"),
        transaction.atomic(),
    ):
        only_hit(case).evidence.add(foreign)


def test_decided_anew_it_rests_on_what_is_said_then(case, register, reviewer, builder):
    decide(case, register, by=reviewer, state="possible")
    letter = actions.add_note(case, title="Letter", note="It is them.", by=builder)
    decide(case, letter, by=reviewer, state="true_match")

    assert list(only_hit(case).evidence.all()) == [letter]
    with (
        pytest.raises(DatabaseError, match="what_a_match_rests_on_stays"),
        transaction.atomic(),
    ):
        only_hit(case).evidence.clear()


def test_a_match_that_is_taken_back_rests_on_nothing(case, register, reviewer, approver, second):
    decide(case, register, by=reviewer, state="true_match")
    back = actions.propose_retraction(
        only_hit(case), reason="A namesake.", evidence=register, by=approver
    )
    actions.agree_retraction(back, by=second)

    assert (only_hit(case).state, only_hit(case).evidence.count()) == ("open", 0)


def test_the_file_calls_sponsor_and_whoever_is_tied_as_they_were(builder, reviewer):
    ana, tied = person("Ana"), person("Tom")
    case = in_research(match(), by=builder, sponsor=ana)
    actions.declare(case.organisation, nature="My brother.", since=date(2026, 1, 1), by=tied)
    for user in (ana, tied):
        renamed = f"{user.name} Elsewhere"
        accounts.update_profile(user, name=renamed, language="en", time_zone="UTC", by=user)
    written = exports.written(now(case), on=date(2026, 12, 2))

    assert written.sponsor == "Ana"
    assert written.conflicts == ("Tom: My brother.",)
