"""Which lessons hold in an alliance, and how its own are written, reviewed, shared and shown."""

import io
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from openpyxl import load_workbook

from convene.apps.practice import actions
from convene.apps.practice.models import Lesson
from convene.apps.practice.queries import alliance_facts, lessons
from convene.apps.practice.words import LessonState
from convene.apps.workshop import actions as workshop
from convene.apps.workshop.models import Alliance
from convene.apps.workshop.words import Check, ConsentForm, ConsentTo, Said
from convene.core.draft import Draft
from convene.core.request import Request
from convene.ground.changes import NotAllowed
from tests.apps.ledger.people import partner
from tests.apps.practice.people import REVIEW, TODAY, WHY, Table, shared, table, terms, written
from tests.apps.workshop.people import at_desk_of, draft_of, person

pytestmark = pytest.mark.django_db
LATER = date(2099, 1, 1)


@pytest.fixture
def here() -> Table:
    return table()


def standing(alliance: Alliance) -> dict[str, str]:
    page = lessons.page(alliance, today=TODAY)
    return {row.lesson.id: row.judged.stands for row in page.of_guide}


def why(alliance: Alliance, code: str) -> list[str]:
    page = lessons.page(alliance, today=TODAY)
    row = next(row for row in page.of_guide if row.lesson.id == code)
    return [str(reason) for reason in row.judged.because]


def titles(alliance: Alliance, *, today: date = LATER) -> list[str]:
    return [row.lesson.title for row in lessons.page(alliance, today=today).shared]


def read(here: Table, more: str = "") -> str:
    page = at_desk_of(here.ravi).get(f"/drafts/{here.alliance.pk}/lessons/{more}")
    assert page.status_code == 200
    return " ".join(page.content.decode().split())


def test_a_lesson_of_the_guide_holds_for_what_is_known_and_says_why(here):
    stands = standing(here.alliance)

    assert stands["L02"] == "holds"
    assert why(here.alliance, "L10")[0] == "We put it before every alliance."
    assert (
        why(here.alliance, "L14")
        == ["The kind of alliance is “Location-dependent industry with the community”."]
        or stands["L14"] == "holds"
    )
    assert stands["L11"] == "unknown"
    assert stands["L18"] == "unknown"


def test_what_nobody_knows_is_not_said_not_to_hold(here):
    shown = read(here)

    assert "We do not know whether these hold" in shown
    assert "Partners may face reprisal" in shown
    assert "What is known speaks against these" not in shown
    workshop.answer(here.alliance, Check.TECHNOLOGY, Said.NO, note="On paper.", by=here.olga)
    assert standing(here.alliance)["L12"] == "not_here"
    assert standing(here.alliance)["L13"] == "unknown"
    assert "No digital technology is used, as was answered." in read(here)


def test_facts_of_the_alliance_bring_lessons_of_the_guide(here):
    workshop.answer(here.alliance, Check.TECHNOLOGY, Said.YES, note="Phones.", by=here.olga)
    assert why(here.alliance, "L12") == ["Digital technology is used, as was answered."]
    organisation = partner(alliance=here.alliance).organisation
    type(organisation).objects.filter(pk=organisation.pk).update(extractive=True)
    assert "Heron Savings Bank is in mining, oil or gas." in lessons_of_later(here, "L11")


def lessons_of_later(here: Table, code: str) -> list[str]:
    page = lessons.page(here.alliance, today=LATER)
    row = next(row for row in page.of_guide if row.lesson.id == code)
    return [str(reason) for reason in row.judged.because]


def test_a_lesson_is_reviewed_by_somebody_who_did_not_write_it(here):
    lesson = written(here)
    with pytest.raises(NotAllowed):
        actions.review(lesson, reason=REVIEW, by=here.edith)
    rewritten = actions.rewrite(lesson, terms=terms("Ask late"), by=here.emil)
    with pytest.raises(NotAllowed):
        actions.review(rewritten, reason=REVIEW, by=here.emil)
    with pytest.raises(actions.TooLittle):
        actions.review(rewritten, reason="Fine.", by=here.olga)
    reviewed = actions.review(rewritten, reason=REVIEW, by=here.olga)
    assert (reviewed.state, reviewed.reviewed_by) == (LessonState.REVIEWED, here.olga)
    again = actions.rewrite(reviewed, terms=terms("Ask early"), by=here.edith)

    assert (again.state, again.reviewed_by) == (LessonState.DRAFT, None)


def test_what_is_shared_is_confirmed_first_and_taken_back_before_it_changes(here):
    with pytest.raises(actions.NotNow):
        actions.share(written(here), confirmed=True, by=here.olga)
    reviewed = actions.review(written(here), reason=REVIEW, by=here.emil)
    with pytest.raises(actions.NotConfirmed):
        actions.share(reviewed, confirmed=False, by=here.olga)
    lesson = actions.share(reviewed, confirmed=True, by=here.olga)
    with pytest.raises(actions.NotNow):
        actions.rewrite(lesson, terms=terms("Ask late"), by=here.edith)
    back = actions.take_lesson_back(lesson, reason=WHY, by=here.edith)
    assert (back.state, back.shared_by, back.because) == (LessonState.DRAFT, None, WHY)


def _lets_be_named(bank: Any, here: Table, *, until: date | None = None) -> None:
    workshop.consent(
        bank,
        what=ConsentTo.NAME,
        given_by="The board",
        form=ConsentForm.LETTER,
        since=date(2020, 1, 1),
        until=until,
        by=here.olga,
    )


def test_a_partner_is_not_named_without_its_consent(here):
    bank = partner(alliance=here.alliance)
    text = "Héron savings-bank paid late."
    reviewed = actions.review(written(here, text=text), reason=REVIEW, by=here.emil)
    with pytest.raises(actions.Named) as refused:
        actions.share(reviewed, confirmed=True, by=here.olga)
    assert refused.value.names == ("Heron Savings Bank",)
    desk = at_desk_of(here.olga)
    where = f"/drafts/{here.alliance.pk}/lessons/{reviewed.pk}/share/"
    sent = {"confirmed": "on", "seen": reviewed.version}
    page = desk.post(where, sent).content.decode()
    assert "It names somebody who has not agreed to be named, or goes unnamed" in page
    _lets_be_named(bank, here, until=date(2098, 1, 1))
    assert desk.post(where, sent).status_code == 302
    other = draft_of(person("Nora"), Draft(title="Ports"))
    assert titles(other, today=date(2097, 1, 1)) == ["Ask counsel early"]

    assert titles(other, today=LATER) == []


def test_a_shared_lesson_is_shown_elsewhere_where_it_holds_and_nothing_else_leaves(here):
    shared(here, when=["extractives"])
    own = shared(here, title="Ask twice")
    nora = person("Nora")
    other = draft_of(nora, Draft(title="Ports"))
    mines = draft_of(nora, Draft(title="Mines", request=Request(sectors=("extractives",))))
    assert titles(here.alliance) == []
    assert titles(other) == ["Ask twice"]
    assert sorted(titles(mines)) == ["Ask counsel early", "Ask twice"]
    page = at_desk_of(nora).get(f"/drafts/{other.pk}/lessons/").content.decode()

    assert "It saved us a month." in page
    assert "Edith" in page
    assert here.alliance.title not in page
    assert str(here.alliance.pk) not in page
    assert "example.org" not in page.partition("What other alliances here learned")[2]
    assert at_desk_of(nora).get(f"/drafts/{other.pk}/lessons/{own.pk}/").status_code == 404


def test_a_lesson_without_triggers_is_shown_nowhere_else(here):
    shared(here, when=[])

    assert titles(draft_of(person("Nora"), Draft(title="Ports"))) == []


def test_the_last_gate_is_told_of_lessons_that_are_reviewed_unless_somebody_answered(here):
    def told() -> object:
        return alliance_facts.facts(here.alliance, today=TODAY)["lessons_written"]

    assert told() is None
    lesson = written(here)
    assert told() is None
    actions.review(lesson, reason=REVIEW, by=here.emil)
    assert told() is True
    workshop.answer(here.alliance, Check.LESSONS, Said.NO, note="One is missing.", by=here.olga)
    assert told() is False


def test_pressing_twice_writes_once(here):
    key = uuid4()
    first = actions.write_down(here.alliance, id=key, terms=terms(), by=here.edith)

    assert actions.write_down(here.alliance, id=key, terms=terms(), by=here.edith) == first
    with pytest.raises(actions.OtherContent):
        actions.write_down(here.alliance, id=key, terms=terms(), by=here.emil)


def test_a_lesson_is_written_on_a_page(here):
    desk = at_desk_of(here.edith)
    sent = {
        "id": str(uuid4()),
        "title": "Ask early",
        "text": "It saved us a month.",
        "stage": "agree",
        "when": ["extractives", "municipal"],
        "of_models": ["M2"],
    }
    done = desk.post(f"/drafts/{here.alliance.pk}/lessons/add/", sent)
    assert done.status_code == 302
    shown = read(here, f"{sent['id']}/")
    assert "Extractive industry is involved" in shown
    assert "a city or a district is in it" in shown
    assert "Ask early" in read(here)
    page = at_desk_of(here.ravi).get(f"/drafts/{here.alliance.pk}/lessons.xlsx")
    lines = list(load_workbook(io.BytesIO(page.content)).worksheets[0].iter_rows(values_only=True))
    assert len(lines) == 1 + 19 + 1
    assert lines[-1][:2] == ("This alliance", "Ask early")


@pytest.mark.parametrize(
    "values",
    [
        {"state": "shared"},
        {"state": "reviewed"},
        {"text": ""},
        {"title": "  "},
        {"stage": "later"},
    ],
)
def test_the_database_holds_a_draft_to_its_state(here, values):
    lesson = written(here)
    with pytest.raises(IntegrityError), transaction.atomic():
        Lesson.objects.filter(pk=lesson.pk).update(**values)


def test_the_database_keeps_the_words_that_were_reviewed(here):
    lesson = actions.review(written(here), reason=REVIEW, by=here.emil)
    for values in ({"text": "No."}, {"reviewed_by": here.edith}, {"added_by": here.olga}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Lesson.objects.filter(pk=lesson.pk).update(**values)
    with pytest.raises(IntegrityError), transaction.atomic():
        lesson.delete()
