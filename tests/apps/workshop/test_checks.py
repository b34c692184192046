"""The checks of an alliance: answered by somebody, with what that rests on, and never rewritten."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.html import escape

from convene.apps.workshop import actions
from convene.apps.workshop.models import Alliance, Answer
from convene.apps.workshop.queries import facts, standing
from convene.apps.workshop.words import Check, Said
from convene.core.draft import Draft
from convene.core.lifecycle.asked import OF_ALLIANCE
from convene.packs import guide
from convene.packs.alliances import path
from tests.apps.workshop.people import at_desk_of, draft_of, person
from tests.apps.workshop.test_members import words

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)


def test_what_nobody_answered_is_not_known_and_what_is_taken_back_neither():
    draft = draft_of(person("Olga"))
    assert facts.facts(draft, today=TODAY).get("harm_checked") is None

    actions.answer(draft, Check.HARM, Said.NO, note="Nobody had time.", by=draft.owner)
    assert facts.facts(draft, today=TODAY)["harm_checked"] is False
    actions.answer(draft, Check.HARM, Said.NOT_SAID, note="", by=draft.owner)

    assert facts.facts(draft, today=TODAY).get("harm_checked") is None
    assert Answer.objects.count() == 2


def test_a_meeting_is_held_on_a_day_or_there_is_a_reason_why_not():
    draft = draft_of(person("Olga"))
    desk, where = at_desk_of(draft.owner), f"/drafts/{draft.pk}/checks/civil_society/"

    for typed, why in (
        ({"said": "yes", "note": "Six groups came."}, "Say on which day."),
        ({"said": "no"}, "Say what this rests on."),
        ({"said": "yes", "note": "Six.", "on": "2100-01-01"}, "This day is still to come."),
    ):
        assert why in words(desk.post(where, typed, follow=True))
    assert not Answer.objects.exists()
    held = {"said": "yes", "note": "Six groups came.", "on": "2026-03-02"}
    shown = [words(desk.post(where, held, follow=True)) for _press in range(2)]

    assert "Six groups came." in shown[0]
    assert Answer.objects.count() == 1
    assert facts.facts(draft, today=TODAY)["civil_society"].on == date(2026, 3, 2)


def test_an_answer_is_neither_rewritten_nor_deleted_nor_bare():
    draft = draft_of(person("Olga"))
    given = actions.answer(draft, Check.HARM, Said.YES, note="Read it.", by=draft.owner)

    for wrong in (given.delete, lambda: Answer.objects.filter(pk=given.pk).update(said="no")):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong()
    bare = {"alliance": draft, "by": draft.owner, "at": timezone.now(), "said": "yes"}
    for more in ({"code": "harm", "note": " "}, {"code": "civil_society", "note": "Six."}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Answer.objects.create(**bare, **more)


def test_the_six_questions_are_the_guides_and_unknown_is_an_answer():
    draft = draft_of(person("Olga"))
    desk = at_desk_of(draft.owner)
    page = desk.get(f"/drafts/{draft.pk}/checks/").text
    for question in guide(draft.pack).questions:
        assert escape(question.text) in page

    where = f"/drafts/{draft.pk}/checks/Q1/"
    assert desk.post(where, {"said": "no", "note": "Nobody."}).status_code == 200
    assert desk.post(where, {"said": "yes", "note": "Exporters of fruit."}).status_code == 302
    for number in (2, 3, 4, 5):
        actions.answer(draft, Check(f"Q{number}"), Said.YES, note="The port.", by=draft.owner)
    assert not _met(draft, "G1.questions")
    actions.answer(draft, Check.Q6, Said.UNKNOWN, note="We ask in March.", by=draft.owner)

    assert facts.facts(draft, today=TODAY)["six_questions"]["Q6"] == "unknown"
    assert _met(draft, "G1.questions")
    assert "Asked, and nobody knows yet" in desk.get(f"/drafts/{draft.pk}/checks/").text


def _met(draft: Alliance, code: str) -> bool:
    needed = next(it for it in path().requirements if it.code == code)
    return OF_ALLIANCE[needed.asks](standing.case(draft, today=TODAY))


@pytest.mark.parametrize(
    ("check", "code"),
    [
        (Check.ASSETS, "G7.assets"),
        (Check.LESSONS, "G7.lessons"),
        (Check.FINAL_REPORT, "G7.report"),
        (Check.PERSONAL_DATA, "G7.data"),
    ],
)
def test_what_is_asked_before_it_closes_is_met_by_yes_alone(check: Check, code: str):
    draft = draft_of(person("Olga"))
    actions.answer(draft, check, Said.NO, note="Not yet.", by=draft.owner)
    assert not _met(draft, code)

    actions.answer(draft, check, Said.YES, note="On the shelf of the chamber.", by=draft.owner)

    assert _met(draft, code)


def test_expected_results_are_the_outcome():
    draft = draft_of(person("Olga"), Draft(title="Fees", results=" "))
    assert not _met(draft, "G5.outcome")
    other = draft_of(person("Otto"), Draft(title="Fees", results="Fees are the same for all."))
    assert _met(other, "G5.outcome")
