"""A conflict of interest is ended by somebody else than whoever has it, and bars until the next
round of a case.
"""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from convene.apps.vetting import actions
from convene.apps.vetting.models import Approval, Case, ConflictOfInterest
from convene.core.diligence import State
from tests.apps.vetting.people import (
    at_desk_of,
    cleared,
    find_all,
    in_review,
    look,
    now,
    partner,
)
from tests.unguarded import unguarded

pytestmark = pytest.mark.django_db


def tie(case: Case, *, of) -> ConflictOfInterest:
    """Return what somebody has declared for a year."""
    since = timezone.localdate() - timedelta(days=365)
    return actions.declare(case.organisation, nature="I hold shares.", since=since, by=of)


def test_nobody_ends_their_own_conflict(builder, reviewer, approver):
    case = in_review(by=builder, assessor=reviewer)
    declared = tie(case, of=approver)
    with pytest.raises(PermissionDenied):
        actions.end_conflict(declared, reason="I sold them.", by=approver)
    with pytest.raises(PermissionDenied):
        actions.end_conflict(declared, reason="He sold them.", by=builder)
    actions.end_conflict(declared, reason="He sold them.", by=reviewer)
    ended = ConflictOfInterest.objects.get()
    assert (ended.until, ended.ended_by, ended.ended_why) == (
        timezone.localdate(),
        reviewer,
        "He sold them.",
    )


def yesterday(case: Case) -> None:
    """Let the round of a case have begun the day before, and a conflict end today after it."""
    with unguarded():
        Case.objects.filter(pk=case.pk).update(round_at=case.round_at - timedelta(days=1))


def test_its_end_takes_effect_from_the_next_round(builder, reviewer, approver, second):
    case = in_review(by=builder, assessor=reviewer)
    yesterday(case)
    declared = tie(case, of=approver)
    actions.end_conflict(declared, reason="He sold them.", by=reviewer)
    with pytest.raises(actions.Barred) as refused:
        actions.decide(case, decision=State.CLEARED, reason="Well.", by=approver)
    assert refused.value.why == ("conflict",)
    page = at_desk_of(reviewer).get(reverse("vetting:case", args=[case.pk])).content.decode()
    assert "says Rita (Reviewer, rita@example.org); bars until the next round" in " ".join(
        page.split()
    )
    done = actions.decide(case, decision=State.CLEARED, reason="Well.", by=second)
    next_round = actions.reopen(done, why="scope", text="More money.", by=reviewer)
    with unguarded():
        Case.objects.filter(pk=case.pk).update(round_at=next_round.round_at + timedelta(days=1))
    case = actions.begin_research(actions.screened(now(case), look(), by=builder), by=builder)
    find_all(case, actions.add_note(case, title="Call", note="Fine.", by=builder), by=builder)
    actions.assess(case, assessment="As before.", by=reviewer)
    case = actions.submit(case, by=reviewer)
    assert actions.decide(case, decision=State.CLEARED, reason="Well.", by=approver).state == (
        "cleared"
    )


def test_plain_sql_neither_ends_nor_outlives_it(builder, reviewer, approver):
    case = in_review(by=builder, assessor=reviewer)
    yesterday(case)
    declared, today = tie(case, of=approver), timezone.localdate()
    mine = ConflictOfInterest.objects.filter(pk=declared.pk)
    with pytest.raises(DatabaseError, match="stays_what_was_said"), transaction.atomic():
        mine.update(until=today)
    with pytest.raises(IntegrityError, match="ended_by_somebody_else"), transaction.atomic():
        mine.update(until=today, ended_by=approver, ended_at=timezone.now(), ended_why="Sold.")
    with pytest.raises(DatabaseError, match="is_never_deleted"), transaction.atomic():
        mine.delete()
    actions.end_conflict(declared, reason="He sold them.", by=reviewer)
    with pytest.raises(DatabaseError, match="bars_approving"), transaction.atomic():
        Approval.objects.create(
            case=case,
            round=1,
            approver=approver,
            assessor=reviewer,
            decision="cleared",
            reason="x",
            screening=case.screenings.first(),
            at=timezone.now(),
        )


def test_plain_sql_renews_nothing_without_a_finding_of_the_round(builder, reviewer, approver):
    done = cleared(by=builder, assessor=reviewer, approver=approver)
    case = actions.reopen(done, why="scope", text="More money.", by=reviewer)
    signed = {"assessor": reviewer, "assessment": "x", "assessed_at": timezone.now()}
    decided = {"approver": approver, "reason": "x", "decided_at": timezone.now()}
    until = {"valid_months": 12, "valid_until": timezone.localdate()}
    with (
        pytest.raises(DatabaseError, match="a_renewal_takes_a_finding_of_its_round"),
        transaction.atomic(),
    ):
        Case.objects.filter(pk=case.pk).update(state="cleared", **signed, **decided, **until)


def test_a_reviewer_ends_it_on_a_page_and_its_owner_is_told_to_ask(builder, reviewer, approver):
    organisation = partner()
    declared = actions.declare(
        organisation, nature="I hold shares.", since=timezone.localdate(), by=approver
    )
    where = reverse("vetting:end_conflict", args=[declared.pk])
    assert at_desk_of(approver).get(where).status_code == 403
    page = at_desk_of(approver).get(reverse("vetting:declarations")).content.decode()
    assert "somebody else notes it" in page
    shown = at_desk_of(reviewer).get(reverse("vetting:organisation", args=[organisation.pk]))
    assert where in shown.content.decode()
    at_desk_of(reviewer).post(where, {"reason": "He sold them."})
    assert ConflictOfInterest.objects.get().ended_by == reviewer
    again = at_desk_of(reviewer).post(where, {"reason": "Again."})
    assert "not at a point" in again.content.decode()
