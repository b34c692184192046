"""The tasks of an alliance: a tree that keeps its ids and history, whoever moves what."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from convene.apps.accounts.models import User
from convene.apps.inbox.queries import dates
from convene.apps.registry.models import AtRisk
from convene.apps.workshop import actions
from convene.apps.workshop.models import Alliance, Ask, Task
from convene.apps.workshop.queries import facts, history, unbundling
from convene.apps.workshop.words import Ready, State
from convene.core.draft import Task as Work
from convene.core.unbundling import MOST_TASKS
from convene.ground import trail
from convene.ground.changes import Changed
from tests.apps.ledger.people import partner
from tests.apps.workshop.people import (
    OPEN_TENDERS,
    PUBLISH,
    TRAIN,
    TRAINING,
    at_desk_of,
    draft_of,
    edits_too,
    person,
    standing,
    typed,
    version,
)
from tests.apps.workshop.test_members import words

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)


def of(key: str | UUID) -> Task:
    return Task.objects.get(pk=key)


def add(alliance: Alliance, title: str, under: Task | None = None, **more: Any) -> Task:
    return actions.add_task(
        alliance, {"title": title, **more}, id=uuid4(), under=under, by=alliance.owner
    )


def tree(alliance: Alliance) -> list[str]:
    """Return the plan as people read it: a number and a title on each line."""
    plan = unbundling.plan(alliance, today=TODAY)
    return [f"{line.placed.number} {line.task}" for line in plan.lines]


def chain(alliance: Alliance) -> list[Task]:
    """Make four tasks, each a part of the one before it."""
    made = [add(alliance, "One")]
    for title in ("Two", "Three", "Four"):
        made.append(add(alliance, title, made[-1]))
    return made


def test_the_tasks_of_a_draft_are_the_top_of_the_tree():
    draft = draft_of(person("Olga"))
    part = add(draft, "Ask the clerk", of(PUBLISH))

    assert tree(draft) == ["1 Publish tenders", "1.1 Ask the clerk", "2 Train staff"]
    assert standing(draft).tasks == OPEN_TENDERS.tasks
    assert facts.facts(draft, today=TODAY)["tasks"] == 2
    assert part.version == 1


def test_a_draft_that_is_saved_leaves_alone_what_only_the_plan_knows():
    draft = draft_of(person("Olga"))
    bank = partner(alliance=draft)
    written = {"title": "Publish tenders", "partner": bank, "due_on": date(2026, 4, 1)}
    actions.change_task(of(PUBLISH), written, seen=1, asks=[UUID(TRAINING)], by=draft.owner)
    part = add(draft, "Ask the clerk", of(PUBLISH))
    mine = replace(OPEN_TENDERS, tasks=(Work(id=PUBLISH, title="Publish every tender"),))
    actions.save(draft, shown=OPEN_TENDERS, mine=mine, by=draft.owner)

    published = of(PUBLISH)
    assert (published.title, published.partner, published.due_on) == (
        "Publish every tender",
        bank,
        date(2026, 4, 1),
    )
    assert (published.version, of(part.pk).parent_id) == (3, UUID(PUBLISH))
    assert Ask.objects.get().task_id == UUID(PUBLISH)
    assert tree(draft) == ["1 Publish every tender", "1.1 Ask the clerk"]


def test_what_leaves_the_draft_goes_with_its_parts_and_comes_back_with_them():
    draft = draft_of(person("Olga"))
    add(draft, "Ask the clerk", of(PUBLISH))
    without = replace(OPEN_TENDERS, tasks=OPEN_TENDERS.tasks[1:])
    actions.save(draft, shown=OPEN_TENDERS, mine=without, by=draft.owner)
    assert tree(draft) == ["1 Train staff"]

    actions.restore_version(draft, version=1, by=draft.owner)
    assert tree(draft) == ["1 Publish tenders", "1.1 Ask the clerk", "2 Train staff"]


def test_a_task_moves_with_its_parts_and_keeps_its_id_and_history():
    draft = draft_of(person("Olga"))
    part = add(draft, "Ask the clerk", of(TRAIN))
    actions.move_task(of(TRAIN), under=of(PUBLISH), seen=1, by=draft.owner)

    assert tree(draft) == ["1 Publish tenders", "1.1 Train staff", "1.1.1 Ask the clerk"]
    assert [line.what for line in trail.lines(of(TRAIN))] == [
        "Moved it under “Publish tenders”.",
        "Added it.",
    ]
    assert of(part.pk).version == 1
    assert [task.id for task in history.versions(draft)[-1].draft.tasks] == [PUBLISH]

    actions.move_task(of(TRAIN), under=None, seen=2, by=draft.owner)
    assert tree(draft) == ["1 Publish tenders", "2 Train staff", "2.1 Ask the clerk"]
    assert Task.history.filter(id=TRAIN).count() == 3


def test_a_copy_has_the_words_of_every_task_and_nothing_that_was_agreed():
    draft = draft_of(person("Olga"))
    bank = partner(alliance=draft)
    part = add(draft, "Ask the clerk", of(TRAIN), partner=bank, due_on=TODAY, champion="The clerk")
    add(draft, "Write to her", part)
    copy = actions.duplicate(draft, by=draft.owner)

    assert tree(copy) == [
        "1 Publish tenders",
        "2 Train staff",
        "2.1 Ask the clerk",
        "2.1.1 Write to her",
    ]
    copied = Task.objects.get(alliance=copy, title="Ask the clerk")
    assert (copied.champion, copied.partner, copied.due_on) == ("The clerk", None, None)
    assert copied.pk != part.pk


def test_a_task_changes_places_with_its_neighbour():
    draft = draft_of(person("Olga"))
    add(draft, "Report")
    actions.shift_task(of(TRAIN), steps=-1, by=draft.owner)
    assert tree(draft) == ["1 Train staff", "2 Publish tenders", "3 Report"]

    before = version(draft)
    actions.shift_task(of(TRAIN), steps=-1, by=draft.owner)
    assert version(draft) == before

    actions.shift_task(of(TRAIN), steps=1, by=draft.owner)
    assert tree(draft) == ["1 Publish tenders", "2 Train staff", "3 Report"]
    assert [task.id for task in standing(draft).tasks][:2] == [PUBLISH, TRAIN]


def test_no_circle_and_no_fifth_level_whoever_asks():
    draft = draft_of(person("Olga"))
    one, two, three, four = chain(draft)
    refused = {
        actions.UnderItself: [(one, one), (one, four), (two, three)],
        actions.TooDeep: [(of(TRAIN), four), (one, of(TRAIN))],
    }
    for why, moves in refused.items():
        for task, under in moves:
            with pytest.raises(why):
                actions.move_task(task, under=under, seen=task.version, by=draft.owner)
            with pytest.raises(IntegrityError), transaction.atomic():
                Task.objects.filter(pk=task.pk).update(parent=under)
    with pytest.raises(actions.TooDeep):
        add(draft, "Five", four)

    assert tree(draft)[2:] == ["3 One", "3.1 Two", "3.1.1 Three", "3.1.1.1 Four"]


def full(alliance: Alliance) -> Task:
    """Fill a plan but for one task, and return one that has parts."""
    top, at = add(alliance, "All the rest"), timezone.now()
    rows = [
        Task(
            pk=uuid4(),
            alliance=alliance,
            parent=top,
            position=place,
            title=f"Piece {place}",
            version=1,
            changed_at=at,
        )
        for place in range(MOST_TASKS - 4)
    ]
    Task.objects.bulk_create(rows)
    return top


def test_there_are_300_tasks_and_no_more_whoever_asks():
    draft = draft_of(person("Olga"))
    top = full(draft)
    last = add(draft, "The last", top)
    with pytest.raises(actions.TooMany):
        add(draft, "One too many", top)
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.create(
            pk=uuid4(), alliance=draft, position=0, title="X", changed_at=timezone.now()
        )
    another = Work(id=str(uuid4()), title="One too many")
    more = replace(OPEN_TENDERS, tasks=(*standing(draft).tasks, another))
    with pytest.raises(actions.TooMany):
        actions.save(draft, seen=version(draft), shown=more, mine=more, by=draft.owner)

    actions.drop_task(last, by=draft.owner)
    add(draft, "In its place", top)
    with pytest.raises(actions.TooMany):
        actions.take_back_task(of(last.pk), by=draft.owner)
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.filter(pk=last.pk).update(dropped_by=None, dropped_at=None)


def test_the_page_of_a_draft_says_that_the_plan_is_full_and_keeps_what_was_typed():
    draft = draft_of(person("Olga"))
    add(draft, "The last", full(draft))
    desk = at_desk_of(draft.owner)
    page = desk.get(f"/drafts/{draft.pk}/edit/")
    answer = desk.post(f"/drafts/{draft.pk}/edit/", typed(page, **{"task-3-title": "Too many"}))

    assert "Not saved: the plan is full." in words(answer)
    assert 'value="Too many"' in answer.content.decode()


def test_a_draft_has_room_for_fifty_tasks_at_the_top():
    draft = draft_of(person("Olga"))
    for number in range(48):
        add(draft, f"Piece {number}")
    with pytest.raises(actions.TooMany) as refused:
        add(draft, "One too many")
    assert refused.value.most == 50


def test_pressing_twice_adds_once():
    draft, key = draft_of(person("Olga")), uuid4()
    for title in ("Report", "Report again"):
        actions.add_task(draft, {"title": title}, id=key, by=draft.owner)
    assert tree(draft) == ["1 Publish tenders", "2 Train staff", "3 Report"]


def test_nobody_writes_over_what_they_have_not_seen():
    draft = draft_of(person("Olga"))
    edith = edits_too(draft)
    actions.change_task(of(TRAIN), {"title": "Train clerks"}, seen=1, by=edith)
    with pytest.raises(Changed):
        actions.change_task(of(TRAIN), {"title": "Train all"}, seen=1, by=draft.owner)
    with pytest.raises(Changed):
        actions.move_task(of(TRAIN), under=of(PUBLISH), seen=1, by=draft.owner)
    with pytest.raises(Changed):
        actions.answer_readiness(of(TRAIN), Ready.NOT_ASKED, seen=1, by=draft.owner)

    assert of(TRAIN).title == "Train clerks"
    assert standing(draft).tasks[1].title == "Train clerks"


def test_what_is_dropped_goes_with_all_under_it_and_comes_back_where_it_was():
    draft = draft_of(person("Olga"))
    one, two, three, four = chain(draft)
    actions.drop_task(three, by=draft.owner)
    actions.drop_task(of(one.pk), by=draft.owner)
    actions.drop_task(of(one.pk), by=draft.owner)
    assert tree(draft) == ["1 Publish tenders", "2 Train staff"]
    gone = unbundling.plan(draft, today=TODAY).dropped
    assert [str(task) for task in gone] == ["One", "Three"]
    for refused in (
        lambda: actions.take_back_task(of(three.pk), by=draft.owner),
        lambda: actions.change_task(of(two.pk), {}, seen=2, by=draft.owner),
        lambda: add(draft, "Five", of(two.pk)),
    ):
        with pytest.raises(actions.Dropped):
            refused()

    for task in (one, three, three):
        actions.take_back_task(of(task.pk), by=draft.owner)
    assert tree(draft)[2:] == ["3 One", "3.1 Two", "3.1.1 Three", "3.1.1.1 Four"]
    assert [line.what for line in trail.lines(of(four.pk))] == [
        "Took it back into the plan.",
        "Dropped it.",
        "Added it.",
    ]


def test_what_would_be_too_deep_by_now_is_not_taken_back():
    draft = draft_of(person("Olga"))
    one, *_between, four = chain(draft)
    actions.drop_task(four, by=draft.owner)
    actions.move_task(one, under=of(TRAIN), seen=1, by=draft.owner)
    with pytest.raises(actions.TooDeep):
        actions.take_back_task(of(four.pk), by=draft.owner)
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.filter(pk=four.pk).update(dropped_by=None, dropped_at=None)


def test_the_database_keeps_tasks_where_they_belong():
    draft = draft_of(person("Olga"))
    elsewhere = draft_of(person("Femi"), replace(OPEN_TENDERS, tasks=(), asks=()))
    other, bank = add(elsewhere, "Other"), partner(alliance=elsewhere)
    part = add(draft, "Part", of(TRAIN))
    rows = Task.objects.filter(pk=TRAIN)
    who = {"dropped_by": draft.owner, "dropped_at": timezone.now()}
    for wrong in (
        rows.delete,
        lambda: rows.update(alliance=elsewhere),
        lambda: rows.update(parent=other),
        lambda: rows.update(partner=bank),
        lambda: rows.update(**who),  # it has a part that stands
        lambda: rows.update(state="half"),
        lambda: rows.update(ready="yes"),
        lambda: rows.update(ready_said_by="Grace", ready_on=TODAY),
        lambda: rows.update(starts_on=date(2026, 4, 2), due_on=date(2026, 4, 1)),
        lambda: Task.objects.filter(pk=part.pk).update(**who, parent=None),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong()


def test_asked_not_yet_and_yes_are_three_answers_and_each_says_who_and_when():
    draft = draft_of(person("Olga"))
    actions.answer_readiness(
        of(TRAIN), Ready.NOT_YET, said_by="Grace Mwila", on=TODAY, seen=1, by=draft.owner
    )
    assert unbundling.plan(draft, today=TODAY).readiness == {
        Ready.NOT_ASKED: 1,
        Ready.YES: 0,
        Ready.NOT_YET: 1,
    }
    (answered, _added) = trail.lines(of(TRAIN))
    assert [(change.before, change.after) for change in answered.changes] == [
        ("Not asked yet", "Not yet"),
        ("", "Grace Mwila"),
        ("", "9 March 2026"),
    ]


def test_a_late_task_stands_on_the_front_page_once_and_until_it_is_done():
    draft = draft_of(person("Olga"))
    whole = add(draft, "All of it", due_on=date(2026, 3, 1))
    part = add(draft, "Print", whole, due_on=date(2026, 3, 8))
    add(draft, "Today", whole, due_on=TODAY)
    (late,) = facts.late(draft, today=TODAY)
    assert (late.what, late.since) == ("Task “Print”", date(2026, 3, 8))
    assert late.to == f"/drafts/{draft.pk}/tasks/{part.pk}/"

    actions.change_task(part, {"state": "done"}, seen=1, by=draft.owner)
    assert [late.what for late in facts.late(draft, today=TODAY)] == ["Task “All of it”"]
    actions.move(draft, to=State.SCOPING, by=draft.owner)
    actions.move(draft, to=State.ABANDONED, reason="No money.", owed="Nothing.", by=draft.owner)
    assert facts.late(Alliance.objects.get(pk=draft.pk), today=TODAY) == []


def test_the_front_page_says_how_many_are_done():
    draft = draft_of(person("Olga"))
    actions.move(draft, to=State.SCOPING, by=draft.owner)
    add(draft, "Learn", state="done")

    page = at_desk_of(draft.owner).get(f"/drafts/{draft.pk}/").text

    assert "1 of 3 done" in page


def test_the_days_of_tasks_stand_in_the_calendar_of_those_who_work_on_it():
    draft = draft_of(person("Olga"))
    reader = person("Rita")
    actions.share(draft, person=reader, may_edit=False, by=draft.owner)
    add(draft, "Print", due_on=date(2026, 4, 1))
    add(draft, "Learn", due_on=date(2026, 4, 2), state="done")

    def shown(who: User) -> list[tuple[date, str]]:
        return [(dated.day, dated.what) for dated in dates(who, today=TODAY)]

    assert shown(draft.owner) == [(date(2026, 4, 1), "Due: Print")]
    assert shown(reader) == []
    bank = partner(alliance=draft)
    type(bank.organisation).objects.filter(pk=bank.organisation_id).update(at_risk=AtRisk.HIGH)
    assert shown(draft.owner) == [(date(2026, 4, 1), "A task is due")]


def test_a_suggestion_of_the_guide_is_taken_once_with_its_source_in_sight():
    draft = draft_of(person("Olga"))
    desk, where = at_desk_of(draft.owner), f"/drafts/{draft.pk}/tasks/"
    offered = desk.get(where).context["suggestions"]
    first = offered[0]
    assert first.source == "procurement_opacity"
    for _press in range(2):
        desk.post(f"{where}adopt/", {"title": first.title})
    assert tree(draft)[2:] == [f"3 {first.title}"]
    assert first not in desk.get(where).context["suggestions"]
    assert desk.post(f"{where}adopt/", {"title": "Anything"}).status_code == 404

    (task,) = Task.objects.filter(title=first.title)
    actions.drop_task(task, by=draft.owner)
    desk.post(f"{where}adopt/", {"title": first.title})
    assert tree(draft)[2:] == [f"3 {first.title}"]


def test_the_pages_lead_through_a_whole_task():
    draft = draft_of(person("Olga"))
    bank = partner(alliance=draft)
    desk, where = at_desk_of(draft.owner), f"/drafts/{draft.pk}/tasks/"
    key = uuid4()
    filled = {
        "id": str(key),
        "title": "Print receipts",
        "under": PUBLISH,
        "partner": str(bank.pk),
        "starts_on": "2026-03-02",
        "due_on": "2026-03-08",
        "indicator": "A receipt for each payment.",
        "state": "doing",
        "asks": [TRAINING],
    }
    wrong = desk.post(f"{where}add/", {**filled, "due_on": "2026-03-01"})
    assert "This day lies before the first." in words(wrong)
    assert "Added." in words(desk.post(f"{where}add/", filled, follow=True))
    page = words(desk.get(f"{where}{key}/"))
    for said in ("1.1 Print receipts", "2 March 2026 to 8 March 2026", "Doing", "Twenty courses"):
        assert said in page

    answer = {"ready": "yes", "said_by": "Grace Mwila", "on": "2026-03-02"}
    desk.post(f"{where}{key}/ready/", answer)
    assert "Yes Grace Mwila" in words(desk.get(where))
    stale = desk.post(f"{where}{key}/change/", {**filled, "seen": "1"})
    assert "Somebody else has changed this" in words(stale)
    desk.post(f"{where}{key}/change/", {**filled, "state": "done", "seen": "2"})
    assert "1 of 2 done" in words(desk.get(where))

    desk.post(f"{where}{TRAIN}/move/", {"under": PUBLISH, "seen": "1"})
    desk.post(f"{where}shift/", {"up": TRAIN})
    assert tree(draft) == ["1 Publish tenders", "1.1 Train staff", "1.2 Print receipts"]
    going = words(desk.get(f"{where}{PUBLISH}/drop/"))
    assert "With it go 2 tasks that are under it: 1.1 Train staff 1.2 Print receipts" in going
    desk.post(f"{where}{PUBLISH}/drop/", {"drop": "1"})
    assert tree(draft) == []
    desk.post(f"{where}{PUBLISH}/back/")
    assert tree(draft) == ["1 Publish tenders", "1.1 Train staff", "1.2 Print receipts"]


def test_what_cannot_be_is_not_there():
    draft = draft_of(person("Olga"))
    other = draft_of(person("Femi"), replace(OPEN_TENDERS, tasks=(), asks=()))
    foreign = add(other, "Other")
    desk, where = at_desk_of(draft.owner), f"/drafts/{draft.pk}/tasks/"

    assert desk.get(f"{where}{foreign.pk}/").status_code == 404
    for named in (str(foreign.pk), "nothing"):
        assert desk.post(f"{where}shift/", {"down": named}).status_code == 404
    under = desk.post(f"{where}{TRAIN}/move/", {"under": str(foreign.pk), "seen": "1"})
    assert under.status_code == 200
    assert of(TRAIN).parent_id is None


def test_the_plan_asks_the_database_as_often_however_much_stands_in_it(
    django_assert_max_num_queries: Any,
):
    draft = draft_of(person("Olga"))
    full(draft)
    with django_assert_max_num_queries(3):
        plan = unbundling.plan(draft, today=TODAY)
        assert [line.asks for line in plan.lines if line.asks] == []
    assert len(plan.lines) == MOST_TASKS - 1


MOVES = st.lists(
    st.tuples(
        st.sampled_from(["under", "up", "down", "drop", "back"]),
        st.integers(0, 7),
        st.none() | st.integers(0, 7),
    ),
    max_size=25,
)


@given(MOVES)
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_people_do_the_tree_stays_a_tree_and_ids_stay(
    moves: list[tuple[str, int, int | None]],
):
    with transaction.atomic():
        draft = draft_of(person("Olga"), replace(OPEN_TENDERS, tasks=(), asks=()))
        keys = [add(draft, str(number)).pk for number in range(8)]
        for what, number, under in moves:
            _do(what, of(keys[number]), of(keys[under]) if under is not None else None)
            levels = unbundling.plan(draft, today=TODAY).lines
            stand = unbundling.standing(draft)
            assert {line.task.pk for line in levels} == {task.pk for task in stand}
            assert max((line.placed.level for line in levels), default=1) <= 4
        assert {task.pk for task in Task.objects.filter(alliance=draft)} == {*keys}
        assert history.versions(draft)[-1].draft == standing(draft)
        transaction.set_rollback(True)


def _do(what: str, task: Task, under: Task | None) -> None:
    """Do what somebody asks for, and let the refusals of the plan be."""
    by = task.alliance.owner
    try:
        if what == "under":
            actions.move_task(task, under=under, seen=task.version, by=by)
        elif what == "drop":
            actions.drop_task(task, by=by)
        elif what == "back":
            actions.take_back_task(task, by=by)
        else:
            actions.shift_task(task, steps=-1 if what == "up" else 1, by=by)
    except (actions.Dropped, actions.TooDeep, actions.UnderItself):
        pass
