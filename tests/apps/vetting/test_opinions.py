"""A debarment is lifted by two: counsel is named, the opinion a file, and another one agrees."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse

from convene.apps.vetting import actions
from convene.apps.vetting.models import Case, LegalOpinion
from convene.core.diligence import State
from convene.ground.proposals import SamePerson, Settled
from tests.apps.vetting.people import (
    at_desk_of,
    in_research,
    match,
    now,
    only_hit,
    opinion_of,
    researched,
    vouched,
)

pytestmark = pytest.mark.django_db
SAID: dict[str, Any] = {
    "counsel": "Vera Prat, Prat & Partners",
    "text": "It covers road works only.",
}


def debarred(by, reviewer) -> Case:
    """Return a case in second review whose partner is debarred."""
    case = in_research(match(kind="debarment"), by=by)
    actions.decide_hit(only_hit(case), state="true_match", reason="Same number.", by=reviewer)
    case = researched(now(case), by=by)
    actions.assess(case, assessment="Debarred, from another line of work.", by=reviewer)
    return actions.submit(case, by=reviewer)


def clear(case: Case, *, by) -> Case:
    return actions.decide(case, decision=State.CLEARED, reason="Counsel agrees.", by=by)


def test_one_approver_lifts_no_debarment_alone(builder, reviewer, approver, second):
    case = debarred(builder, reviewer)
    opinion = actions.add_legal_opinion(
        case, **SAID, evidence=opinion_of(case, by=builder), by=approver
    )
    for judge in (approver, second):
        with pytest.raises(actions.NotNow) as refused:
            clear(case, by=judge)
        assert refused.value.hurdles == ("legal",)
    with pytest.raises(SamePerson):
        actions.agree_legal_opinion(opinion, by=approver)
    actions.agree_legal_opinion(opinion, by=second)
    assert clear(case, by=approver).state == "cleared"


def test_an_opinion_is_a_file_and_an_approver_records_it(builder, reviewer, approver):
    case = debarred(builder, reviewer)
    note = actions.add_note(case, title="Counsel", note="May go on.", by=builder)
    with pytest.raises(actions.NotAFile):
        actions.add_legal_opinion(case, **SAID, evidence=note, by=approver)
    with pytest.raises(PermissionDenied):
        actions.add_legal_opinion(case, **SAID, evidence=note, by=reviewer)
    page = at_desk_of(approver).get(reverse("vetting:legal", args=[case.pk])).content.decode()
    assert "Call with the bank" not in page  # a note, as all the evidence of this case so far


def test_what_is_refused_counts_no_more(builder, reviewer, approver, second):
    case = debarred(builder, reviewer)
    opinion = actions.add_legal_opinion(
        case, **SAID, evidence=opinion_of(case, by=builder), by=approver
    )
    actions.refuse_legal_opinion(opinion, by=second)
    with pytest.raises(Settled):
        actions.agree_legal_opinion(opinion, by=second)
    assert now(case).legal_opinion is None


def test_an_opinion_counts_in_its_own_round(builder, reviewer, approver, second):
    case = vouched(debarred(builder, reviewer), by=approver, agreed=second)
    done = clear(case, by=approver)
    late = actions.reopen(done, why="scope", text="Bridges too.", by=reviewer)
    assert late.legal_opinion is None
    LegalOpinion.objects.create(
        case=late,
        round=1,
        counsel="Vera Prat",
        reason="As before.",
        evidence=opinion_of(late, by=builder),
        proposed_by=approver,
        proposed_at=late.changed_at,
    )
    with pytest.raises(actions.NotNow):
        actions.agree_legal_opinion(LegalOpinion.objects.latest("pk"), by=second)


def test_the_page_shows_counsel_and_lets_another_approver_agree(
    builder, reviewer, approver, second
):
    case = debarred(builder, reviewer)
    form = reverse("vetting:legal", args=[case.pk])
    letter = opinion_of(case, by=builder)
    at_desk_of(approver).post(form, {**SAID, "evidence": letter.pk})
    where = reverse("vetting:case", args=[case.pk])
    shown = {
        who.name: "Agree with it" in at_desk_of(who).get(where).content.decode()
        for who in (reviewer, approver, second)
    }
    assert shown == {"Rita": False, "Abel": False, "Ada": True}
    assert "Vera Prat, Prat &amp; Partners" in at_desk_of(reviewer).get(where).content.decode()
    opinion = LegalOpinion.objects.get()
    at_desk_of(second).post(reverse("vetting:agree_opinion", args=[case.pk, opinion.pk]))
    assert now(case).legal_opinion == opinion


def test_plain_sql_lifts_no_debarment(builder, reviewer, approver, second):
    case = debarred(builder, reviewer)
    note = actions.add_note(case, title="Counsel", note="May go on.", by=builder)
    by = {"proposed_by": approver, "proposed_at": case.changed_at}
    with pytest.raises(DatabaseError, match="a_legal_opinion_is_a_file"), transaction.atomic():
        LegalOpinion.objects.create(case=case, counsel="V", reason="Fine.", evidence=note, **by)
    opinion = actions.add_legal_opinion(
        case, **SAID, evidence=opinion_of(case, by=builder), by=approver
    )
    mine = LegalOpinion.objects.filter(pk=opinion.pk)
    with pytest.raises(IntegrityError, match="takes_two_people"), transaction.atomic():
        mine.update(state="agreed", decided_by=approver, decided_at=case.changed_at)
    with pytest.raises(DatabaseError, match="stays_what_was_said"), transaction.atomic():
        mine.update(counsel="Somebody else")
    signed = {"approver": second, "reason": "x", "decided_at": case.changed_at}
    until = {"valid_months": 12, "valid_until": case.changed_at.date()}
    with pytest.raises(DatabaseError, match="two_approvers_lift"), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(
            state="cleared", legal_opinion=opinion, **signed, **until
        )
