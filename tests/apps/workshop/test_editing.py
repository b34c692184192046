"""The page where a draft is edited: nothing typed is lost, nothing is overwritten unseen."""

import json
from dataclasses import replace

import pytest
from django.urls import reverse

from convene.apps.workshop import actions
from convene.apps.workshop.models import Task
from convene.apps.workshop.queries import history
from convene.core.draft import Task as Work
from tests.apps.workshop.people import (
    OPEN_TENDERS,
    PUBLISH,
    TRAIN,
    at_desk_of,
    draft_of,
    person,
    standing,
    typed,
)

pytestmark = pytest.mark.django_db


def edit_page(alliance):
    return reverse("workshop:edit", args=[alliance.pk])


def autosave(alliance):
    return reverse("workshop:autosave", args=[alliance.pk])


def shared_draft():
    olga, edith = person("Olga"), person("Edith")
    alliance = draft_of(olga)
    actions.share(alliance, person=edith, may_edit=True, by=olga)
    return alliance, at_desk_of(olga), at_desk_of(edith)


def test_saving_the_page_as_it_is_changes_nothing():
    owner = person("Olga")
    draft = replace(OPEN_TENDERS, problem="Line one\nLine two", notes=" x\ny".strip())
    alliance, desk = draft_of(owner, draft), at_desk_of(owner)
    sent = typed(desk.get(edit_page(alliance)), problem="Line one\r\nLine two", notes="x\r\ny")
    assert desk.post(edit_page(alliance), sent).status_code == 302
    assert standing(alliance) == draft
    assert len(history.versions(alliance)) == 1


def test_a_new_task_a_changed_one_and_a_removed_ask():
    owner = person("Olga")
    alliance, desk = draft_of(owner), at_desk_of(owner)
    page = desk.get(edit_page(alliance))
    sent = typed(
        page,
        **{"task-0-champion": "A newspaper", "task-2-title": "Count tenders", "ask-0-DELETE": "on"},
    )
    desk.post(edit_page(alliance), sent)
    saved = standing(alliance)
    assert [(task.title, task.champion) for task in saved.tasks] == [
        ("Publish tenders", "A newspaper"),
        ("Train staff", "A university"),
        ("Count tenders", ""),
    ]
    assert saved.tasks[2].id == sent["task-2-id"]
    assert saved.asks == ()


def test_what_was_refused_comes_back_as_typed():
    owner = person("Olga")
    alliance, desk = draft_of(owner), at_desk_of(owner)
    changes = {
        "title": " ",
        "notes": "<b>Kept</b> & safe",
        "task-2-champion": "Kept champion",
        "ask-1-note": "Kept note",
    }
    page = desk.post(edit_page(alliance), typed(desk.get(edit_page(alliance)), **changes))
    shown = page.content.decode()
    assert page.status_code == 200
    for text in (
        "&lt;b&gt;Kept&lt;/b&gt; &amp; safe",
        "Kept champion",
        "Kept note",
        "This field is required.",
    ):
        assert text in shown
    assert typed(page)["notes"] == "<b>Kept</b> & safe"
    assert standing(alliance) == OPEN_TENDERS


@pytest.mark.parametrize(
    ("field", "most"),
    [
        ("title", 200),
        ("place", 200),
        ("problem", 5000),
        ("model_reason", 3000),
        ("notes", 10000),
        ("task-0-title", 300),
        ("ask-0-note", 500),
    ],
)
def test_text_that_is_too_long_is_refused_and_kept(field, most):
    owner = person("Olga")
    alliance, desk = draft_of(owner), at_desk_of(owner)
    page = desk.post(
        edit_page(alliance), typed(desk.get(edit_page(alliance)), **{field: "x" * (most + 1)})
    )
    said = f"This is 1 character too long: at most {most} fit here."
    assert said in page.content.decode()
    assert typed(page)[field] == "x" * (most + 1)
    assert desk.post(edit_page(alliance), typed(page, **{field: "x" * most})).status_code == 302


def test_another_row_keeps_what_was_typed_and_saves_nothing():
    owner = person("Olga")
    alliance, desk = draft_of(owner), at_desk_of(owner)
    sent = typed(
        desk.get(edit_page(alliance)),
        title="Half a tit",
        **{"task-2-title": "Third", "add": "task"},
    )
    page = desk.post(edit_page(alliance), sent)
    again = typed(page)
    assert (again["title"], again["task-2-title"], again["task-TOTAL_FORMS"]) == (
        "Half a tit",
        "Third",
        "4",
    )
    assert again["task-3-id"] not in (again["task-2-id"], "")
    assert standing(alliance) == OPEN_TENDERS


def test_an_ask_takes_the_kind_of_its_contribution():
    owner = person("Olga")
    alliance, desk = draft_of(owner), at_desk_of(owner)
    desk.post(
        edit_page(alliance),
        typed(desk.get(edit_page(alliance)), **{"ask-1-contribution": "MORAL_AUTHORITY"}),
    )
    assert [(ask.kind, ask.contribution) for ask in standing(alliance).asks] == [
        ("kind", "TRAINING"),
        ("influence", "MORAL_AUTHORITY"),
    ]
    page = desk.post(
        edit_page(alliance), typed(desk.get(edit_page(alliance)), **{"ask-2-who": "Someone"})
    )
    assert "Say what kind of contribution this is." in page.content.decode()


def test_a_code_the_guide_lost_is_kept():
    owner = person("Olga")
    draft = replace(
        OPEN_TENDERS,
        model="M99",
        country="ZZ",
        asks=(replace(OPEN_TENDERS.asks[0], contribution="GONE"),),
    )
    alliance, desk = draft_of(owner, draft), at_desk_of(owner)
    assert desk.get(reverse("workshop:draft", args=[alliance.pk])).status_code == 200
    assert (
        desk.post(
            edit_page(alliance), typed(desk.get(edit_page(alliance)), notes="New")
        ).status_code
        == 302
    )
    assert standing(alliance) == replace(draft, notes="New")


def test_the_second_to_save_the_same_words_sees_both_and_chooses():
    alliance, olga, edith = shared_draft()
    hers, his = olga.get(edit_page(alliance)), edith.get(edit_page(alliance))
    olga.post(
        edit_page(alliance),
        typed(hers, title="Olga's title", place="Encarnación", notes="Olga's notes"),
    )
    page = edith.post(
        edit_page(alliance),
        typed(his, title="Edith's title", notes="Edith's notes", model_reason="Edith's reason"),
    )
    assert page.status_code == 409
    found = [
        (question.label, question.mine, question.theirs, str(question.by))
        for question in page.context["questions"]
    ]
    assert found == [
        ("Title", "Edith's title", "Olga's title", "Olga"),
        ("Notes", "Edith's notes", "Olga's notes", "Olga"),
    ]
    shown = typed(page)
    assert (shown["title"], shown["place"], shown["model_reason"]) == (
        "Edith's title",
        "Encarnación",
        "Edith's reason",
    )
    assert standing(alliance).title == "Olga's title"
    assert 'hx-trigger="input' not in page.content.decode()

    asked = {"clash": ["draft::title", "draft::notes"]}
    unanswered = edith.post(
        edit_page(alliance), {**typed(page), **asked, "choice-draft::title": "mine"}
    )
    assert "Choose one of the two." in unanswered.content.decode()
    assert typed(unanswered)["model_reason"] == "Edith's reason"

    answers = {"choice-draft::title": "mine", "choice-draft::notes": "theirs"}
    assert (
        edith.post(edit_page(alliance), {**typed(unanswered), **asked, **answers}).status_code
        == 302
    )
    saved = standing(alliance)
    assert (saved.title, saved.notes, saved.place, saved.model_reason) == (
        "Edith's title",
        "Olga's notes",
        "Encarnación",
        "Edith's reason",
    )


def test_a_third_change_while_choosing_is_asked_about_again():
    alliance, olga, edith = shared_draft()
    his = edith.get(edit_page(alliance))
    olga.post(edit_page(alliance), typed(olga.get(edit_page(alliance)), title="One"))
    page = edith.post(edit_page(alliance), typed(his, title="Edith's"))
    olga.post(edit_page(alliance), typed(olga.get(edit_page(alliance)), title="Two"))
    again = edith.post(
        edit_page(alliance), {**typed(page), "clash": "draft::title", "choice-draft::title": "mine"}
    )
    assert again.status_code == 409
    assert [question.theirs for question in again.context["questions"]] == ["Two"]


@pytest.mark.parametrize(("choice", "left"), [("mine", [TRAIN]), ("theirs", [TRAIN, PUBLISH])])
def test_removing_a_task_that_the_other_changed(choice, left):
    alliance, olga, edith = shared_draft()
    his = edith.get(edit_page(alliance))
    olga.post(
        edit_page(alliance),
        typed(olga.get(edit_page(alliance)), **{"task-0-title": "Publish every tender"}),
    )
    page = edith.post(edit_page(alliance), typed(his, **{"task-0-DELETE": "on"}))
    (question,) = page.context["questions"]
    assert (question.label, question.mine, question.theirs) == (
        "Task",
        "(removed)",
        "Publish every tender",
    )
    edith.post(
        edit_page(alliance),
        {**typed(page), "clash": str(question.part), f"choice-{question.part}": choice},
    )
    assert [task.id for task in standing(alliance).tasks] == left


@pytest.mark.parametrize(
    ("choice", "left"),
    [("mine", ["Train staff", "Publish every tender"]), ("theirs", ["Train staff"])],
)
def test_changing_a_task_that_the_other_removed(choice, left):
    alliance, olga, edith = shared_draft()
    his = edith.get(edit_page(alliance))
    olga.post(edit_page(alliance), typed(olga.get(edit_page(alliance)), **{"task-0-DELETE": "on"}))
    page = edith.post(edit_page(alliance), typed(his, **{"task-0-title": "Publish every tender"}))
    (question,) = page.context["questions"]
    edith.post(
        edit_page(alliance),
        {**typed(page), "clash": str(question.part), f"choice-{question.part}": choice},
    )
    assert [task.title for task in standing(alliance).tasks] == left


def test_autosave_saves_once_however_often_it_is_sent():
    owner = person("Olga")
    alliance, desk = draft_of(owner), at_desk_of(owner)
    sent = typed(desk.get(edit_page(alliance)), title="Open", **{"task-2-title": "Third"})
    for _ in range(3):
        answer = desk.post(autosave(alliance), sent)
    assert "Saved" in answer.content.decode()
    assert 'hx-swap-oob="true"' in answer.content.decode()
    assert Task.objects.count() == 3
    assert len(history.versions(alliance)) == 2


def test_autosave_then_save_with_an_older_page_does_not_clash_with_oneself():
    owner = person("Olga")
    alliance, desk = draft_of(owner), at_desk_of(owner)
    page = desk.get(edit_page(alliance))
    desk.post(autosave(alliance), typed(page, title="Open t"))
    assert desk.post(edit_page(alliance), typed(page, title="Open tenders")).status_code == 302
    assert standing(alliance).title == "Open tenders"


def test_autosave_keeps_what_others_wrote_and_says_so():
    alliance, olga, edith = shared_draft()
    his = edith.get(edit_page(alliance))
    olga.post(edit_page(alliance), typed(olga.get(edit_page(alliance)), place="Encarnación"))
    first = edith.post(autosave(alliance), typed(his, notes="N"))
    assert "Somebody else changed other parts" in first.content.decode()
    seen = first.context["seen"]
    edith.post(autosave(alliance), typed(his, notes="Notes", seen=seen))
    edith.post(edit_page(alliance), typed(his, notes="Notes!", seen=seen))
    assert standing(alliance) == replace(OPEN_TENDERS, place="Encarnación", notes="Notes!")


def test_autosave_does_not_choose_between_two_people():
    alliance, olga, edith = shared_draft()
    his = edith.get(edit_page(alliance))
    olga.post(edit_page(alliance), typed(olga.get(edit_page(alliance)), title="Olga's"))
    answer = edith.post(autosave(alliance), typed(his, title="Edith's"))
    assert "Press Save to compare" in answer.content.decode()
    assert 'name="seen"' not in answer.content.decode()
    assert standing(alliance).title == "Olga's"
    assert edith.post(edit_page(alliance), typed(his, title="Edith's")).status_code == 409


def test_autosave_of_something_refused_says_so():
    owner = person("Olga")
    alliance, desk = draft_of(owner), at_desk_of(owner)
    answer = desk.post(autosave(alliance), typed(desk.get(edit_page(alliance)), title=""))
    assert "Not saved yet" in answer.content.decode()
    assert standing(alliance) == OPEN_TENDERS


def test_saving_what_was_archived_meanwhile_keeps_what_was_typed():
    alliance, olga, edith = shared_draft()
    his = edith.get(edit_page(alliance))
    olga.post(reverse("workshop:archive", args=[alliance.pk]))
    page = edith.post(edit_page(alliance), typed(his, notes="Precious"))
    assert "Precious" in page.content.decode()
    assert "archived meanwhile" in page.content.decode()
    assert (
        "archived meanwhile"
        in edith.post(autosave(alliance), typed(his, notes="Precious")).content.decode()
    )
    assert standing(alliance) == OPEN_TENDERS
    assert edith.get(edit_page(alliance)).status_code == 302


@pytest.mark.parametrize(
    "seen", ["", "{", "[]", '{"title": 3}', "[" * 5000, json.dumps({"title": "x", "extra": 1})]
)
def test_a_page_that_forgot_what_it_showed_overwrites_nothing(seen):
    owner = person("Olga")
    alliance, desk = draft_of(owner), at_desk_of(owner)
    sent = typed(desk.get(edit_page(alliance)), seen=seen, title="Typed", sitting="")
    page = desk.post(edit_page(alliance), sent)
    assert page.status_code == 409
    assert standing(alliance) == OPEN_TENDERS
    assert typed(page)["title"] == "Typed"


@pytest.mark.parametrize(
    "wrong",
    [
        {"clash": "title"},
        {"clash": "draft::owner"},
        {"task-0-id": "not-an-id"},
        {"task-1-id": PUBLISH},
        {"task-TOTAL_FORMS": "100000"},
        {"task-TOTAL_FORMS": "x"},
        {"add": "nothing"},
        {"add": "task", "task-TOTAL_FORMS": "x"},
        {"title": "nul \x00"},
        {"model": "M99"},
    ],
)
def test_a_tampered_page_is_refused_and_changes_nothing(wrong):
    owner = person("Olga")
    alliance, desk = draft_of(owner), at_desk_of(owner)
    page = desk.post(edit_page(alliance), typed(desk.get(edit_page(alliance)), **wrong))
    assert page.status_code in (200, 400)
    assert standing(alliance) == OPEN_TENDERS


def test_more_rows_than_a_draft_holds_are_refused():
    owner = person("Olga")
    rows = tuple(
        Work(id=f"{number:08d}-1111-4111-8111-111111111111", title="Task") for number in range(50)
    )
    alliance, desk = draft_of(owner, replace(OPEN_TENDERS, tasks=rows)), at_desk_of(owner)
    page = desk.get(edit_page(alliance))
    assert desk.post(edit_page(alliance), typed(page, notes="x")).status_code == 302
    more = {"task-TOTAL_FORMS": "51", "task-50-id": PUBLISH, "task-50-title": "One too many"}
    refused = desk.post(edit_page(alliance), typed(desk.get(edit_page(alliance)), **more))
    assert refused.status_code == 200
    assert "One too many" in refused.content.decode()
    assert len(standing(alliance).tasks) == 50
