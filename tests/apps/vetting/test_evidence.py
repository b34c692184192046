"""Evidence and what rests on it."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from convene.apps.accounts.models import Role
from convene.apps.vetting import actions
from convene.apps.vetting.exports import history
from convene.apps.vetting.models import Finding
from convene.core.diligence import State
from tests.apps.vetting.people import at_desk_of, in_research, in_review, opened, partner, person

pytestmark = pytest.mark.django_db


def test_viewers_add_nothing(builder):
    with pytest.raises(PermissionDenied):
        actions.add_note(
            opened(by=builder), title="Note", note="Words.", by=person("Vera", Role.VIEWER)
        )


def test_a_finding_rests_on_evidence_of_its_own_case(builder):
    case = in_research(by=builder)
    stray = actions.add_note(
        opened(by=builder, of=partner("Another Bank")), title="Note", note="Words.", by=builder
    )
    for cited in ([], [stray]):
        with pytest.raises(actions.NoEvidence):
            actions.add_finding(
                case, area="image", text="Fine.", rating="clear", evidence=cited, by=builder
            )


def test_a_file_is_handed_out_only_through_its_own_case(builder):
    case, other = in_research(by=builder), opened(by=builder, of=partner("Another Bank"))
    stray = actions.add_file(
        other, title="Letter", content=b"All is well.", name="letter.txt", by=builder
    )
    assert actions.hand_out(other, stray, by=builder) == b"All is well."
    with pytest.raises(actions.NoEvidence):
        actions.hand_out(case, stray, by=builder)


def test_the_database_refuses_a_finding_without_evidence(builder):
    case = in_research(by=builder)
    with pytest.raises(IntegrityError), transaction.atomic():
        Finding.objects.create(
            case=case, area="image", text="Fine.", rating="clear", by=builder, at=case.opened_at
        )


def test_the_database_lets_only_exclusions_exclude(builder):
    case = in_research(by=builder)
    note = actions.add_note(case, title="Note", note="Words.", by=builder)
    with pytest.raises(IntegrityError, match="only_exclusions_exclude"), transaction.atomic():
        Finding.objects.create(
            case=case,
            area="image",
            text="Bad.",
            rating="excluded",
            evidence=note,
            by=builder,
            at=case.opened_at,
        )


def test_findings_are_made_before_the_assessment_and_evidence_until_the_decision(
    builder, reviewer, approver
):
    case = in_review(by=builder, assessor=reviewer)
    late = actions.add_note(case, title="Late", note="It came late.", by=builder)
    with pytest.raises(actions.NotNow):
        actions.add_finding(
            case, area="image", text="Late.", rating="concern", evidence=[late], by=builder
        )
    actions.decide(case, decision=State.CLEARED, reason="Good.", by=approver)
    with pytest.raises(actions.NotNow):
        actions.add_note(case, title="Later", note="Too late.", by=builder)


def test_an_author_corrects_what_they_wrote_until_the_assessment_and_nobody_else_does(
    builder, reviewer
):
    case = in_research(by=builder)
    note = actions.add_note(case, title="Call", note="They sent 3 accounts.", by=builder)
    finding = actions.add_finding(
        case, area="image", text="Fine.", rating="clear", evidence=[note], by=builder
    )
    said: dict[str, Any] = {
        "area": "image",
        "text": "Not so fine.",
        "rating": "concern",
        "evidence": [note],
    }
    actions.correct_finding(finding, by=builder, **said)
    actions.correct_note(note, title="Call", note="They sent 2 accounts.", by=builder)
    finding.refresh_from_db()
    assert (finding.rating, [row.text for row in finding.history.all()]) == (
        "concern",
        ["Not so fine.", "Fine."],
    )
    with pytest.raises(PermissionDenied):
        actions.correct_finding(finding, by=reviewer, **said)
    done = in_review(by=builder, assessor=reviewer, of=partner("Another Bank"))
    with pytest.raises(actions.NotNow):
        actions.correct_note(done.evidence.get(), title="Late", note="Late.", by=builder)


def test_corrected_facts_raise_the_level_and_never_lower_it(builder):
    case = in_research(by=builder)
    known = {"political_owner": True, "security_sector": False, "closed_space": False}
    actions.correct_facts(case, facts=known, value=None, currency="", by=builder)
    case.refresh_from_db()
    assert case.level == "enhanced"
    actions.correct_facts(
        case, facts={**known, "political_owner": False}, value=None, currency="", by=builder
    )
    case.refresh_from_db()
    assert (case.level, case.facts["political_owner"]) == ("enhanced", False)


def test_the_pages_for_corrections_show_what_stands(builder):
    case = in_research(by=builder)
    note = actions.add_note(case, title="Call", note="They sent 3 accounts.", by=builder)
    finding = actions.add_finding(
        case, area="image", text="Quite fine.", rating="clear", evidence=[note], by=builder
    )
    desk = at_desk_of(builder)
    assert (
        "They sent 3 accounts."
        in desk.get(reverse("vetting:correct_note", args=[case.pk, note.pk])).content.decode()
    )
    assert (
        "Quite fine."
        in desk.get(reverse("vetting:correct_finding", args=[case.pk, finding.pk])).content.decode()
    )
    assert desk.get(reverse("vetting:correct_facts", args=[case.pk])).status_code == 200
    desk.post(
        reverse("vetting:correct_note", args=[case.pk, note.pk]),
        {"title": "Call", "note": "Two accounts."},
    )
    assert "Two accounts." in desk.get(reverse("vetting:case", args=[case.pk])).content.decode()


def test_a_search_made_elsewhere_is_evidence_with_words_place_day_and_result(builder):
    case = in_research(by=builder)
    desk = at_desk_of(builder)
    search = {
        "words": "Blue River Bank fraud",
        "place": "Última Hora",
        "read_on": "2026-11-20",
        "note": "Nothing in the first 50 results.",
    }
    place = reverse("vetting:add_evidence", args=[case.pk, "search"])
    for missing in ("words", "place", "read_on", "note"):
        page = desk.post(place, {**search, missing: ""})
        assert "This field is required." in page.content.decode()
    desk.post(place, search)
    kept = case.evidence.get()
    assert (kept.kind, kept.title, kept.place, str(kept.read_on), kept.note) == (
        "search",
        *search.values(),
    )
    shown = desk.get(reverse("vetting:case", args=[case.pk])).content.decode()
    assert "in Última Hora, 20 November 2026" in shown
    assert history.piece(kept).where.startswith("Search in Última Hora on ")


@pytest.mark.parametrize("missing", ["place", "note", "read_on"])
def test_the_database_keeps_no_search_without_a_place_a_day_or_a_result(builder, missing):
    search: dict[str, Any] = {"place": "Última Hora", "note": "None.", "read_on": date(2026, 11, 2)}
    search[missing] = None if missing == "read_on" else ""
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.add_search(in_research(by=builder), words="Blue River", by=builder, **search)
