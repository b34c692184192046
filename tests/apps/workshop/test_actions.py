"""A draft changes whole or not at all, and by somebody."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import SuspiciousOperation
from django.db import IntegrityError, transaction
from django.utils import timezone

from convene.apps.workshop import actions
from convene.apps.workshop.models import Alliance, Ask, Part, Task
from convene.apps.workshop.queries import history
from convene.core.draft import Task as Work
from convene.ground import trail
from tests.apps.workshop.people import (
    OPEN_TENDERS,
    PUBLISH,
    TRAIN,
    draft_of,
    edits_too,
    person,
    standing,
    version,
)

pytestmark = pytest.mark.django_db


def test_a_draft_comes_back_as_it_was_saved():
    assert standing(draft_of(person("Olga"))) == OPEN_TENDERS


def test_saving_what_nobody_changed_writes_nothing():
    owner = person("Olga")
    alliance = draft_of(owner)
    actions.save(alliance, shown=OPEN_TENDERS, mine=OPEN_TENDERS, by=owner)
    assert len(history.versions(alliance)) == 1
    assert Task.history.count() == 2


def test_only_what_changed_is_written():
    owner = person("Olga")
    alliance = draft_of(owner)
    tasks = (
        OPEN_TENDERS.tasks[0],
        Work(id=TRAIN, title="Train procuring staff", champion="A university"),
    )
    actions.save(alliance, shown=OPEN_TENDERS, mine=replace(OPEN_TENDERS, tasks=tasks), by=owner)
    assert standing(alliance).tasks == tasks
    assert [str(row.id) for row in Task.history.filter(history_type="~")] == [TRAIN]


def test_two_people_who_change_different_parts_both_keep_theirs():
    olga = person("Olga")
    alliance = draft_of(olga)
    edith = edits_too(alliance)
    actions.save(
        alliance, shown=OPEN_TENDERS, mine=replace(OPEN_TENDERS, place="Encarnación"), by=olga
    )
    actions.save(
        alliance, shown=OPEN_TENDERS, mine=replace(OPEN_TENDERS, notes="Met the chamber."), by=edith
    )
    assert standing(alliance) == replace(
        OPEN_TENDERS, place="Encarnación", notes="Met the chamber."
    )


def test_the_second_of_two_who_change_the_same_words_saves_nothing():
    olga = person("Olga")
    alliance = draft_of(olga)
    edith = edits_too(alliance)
    actions.save(alliance, shown=OPEN_TENDERS, mine=replace(OPEN_TENDERS, title="Olga's"), by=olga)
    with pytest.raises(actions.Clashed) as clashed:
        actions.save(
            alliance,
            shown=OPEN_TENDERS,
            mine=replace(OPEN_TENDERS, title="Edith's", notes="New"),
            by=edith,
        )
    assert [(clash.mine, clash.theirs) for clash in clashed.value.merge.clashes] == [
        ("Edith's", "Olga's")
    ]
    assert standing(alliance) == replace(OPEN_TENDERS, title="Olga's")


def test_what_a_page_saved_itself_never_clashes_with_it():
    owner = person("Olga")
    alliance = draft_of(owner)
    actions.save(
        alliance,
        shown=OPEN_TENDERS,
        mine=replace(OPEN_TENDERS, title="Open t"),
        by=owner,
        sitting="page",
    )
    actions.save(
        alliance,
        shown=OPEN_TENDERS,
        mine=replace(OPEN_TENDERS, title="Open tend"),
        by=owner,
        sitting="page",
    )
    assert standing(alliance).title == "Open tend"


def test_the_same_person_on_another_page_is_asked_too():
    owner = person("Olga")
    alliance = draft_of(owner)
    actions.save(
        alliance,
        shown=OPEN_TENDERS,
        mine=replace(OPEN_TENDERS, title="One"),
        by=owner,
        sitting="page",
    )
    with pytest.raises(actions.Clashed):
        actions.save(
            alliance,
            shown=OPEN_TENDERS,
            mine=replace(OPEN_TENDERS, title="Two"),
            by=owner,
            sitting="another page",
        )


def test_a_row_of_another_draft_cant_be_taken():
    olga, otto = person("Olga"), person("Otto")
    draft_of(olga)
    own = actions.create(replace(OPEN_TENDERS, tasks=(), asks=()), by=otto)
    stolen = replace(OPEN_TENDERS, asks=())
    with pytest.raises(SuspiciousOperation):
        actions.save(own, shown=standing(own), mine=stolen, by=otto)
    assert Task.objects.get(pk=PUBLISH).alliance.owner == olga


def test_pressing_save_twice_makes_one_draft():
    owner, id = person("Olga"), uuid4()
    first = actions.create(OPEN_TENDERS, by=owner, id=id)
    assert actions.create(OPEN_TENDERS, by=owner, id=id) == first
    assert Alliance.objects.count() == 1
    with pytest.raises(SuspiciousOperation):
        actions.create(OPEN_TENDERS, by=person("Otto"), id=id)


def test_every_change_is_signed():
    olga = person("Olga")
    alliance = draft_of(olga)
    edith = edits_too(alliance)
    after = replace(OPEN_TENDERS, tasks=(Work(id=PUBLISH, title="Publish all tenders"),), asks=())
    actions.save(alliance, shown=OPEN_TENDERS, mine=after, by=edith)
    signed = [
        (type(row).__name__, row.history_type, str(row.history_user))
        for model in (Task, Ask)
        for row in model.history.order_by("history_id")
    ]
    assert signed == [
        ("HistoricalTask", "+", "Olga"),
        ("HistoricalTask", "+", "Olga"),
        ("HistoricalTask", "~", "Edith"),
        ("HistoricalTask", "~", "Edith"),
        ("HistoricalAsk", "+", "Olga"),
        ("HistoricalAsk", "-", "Edith"),
    ]


def test_history_says_what_was_and_what_became_of_it():
    olga = person("Olga")
    alliance = draft_of(olga)
    edith = edits_too(alliance)
    actions.save(
        alliance, shown=OPEN_TENDERS, mine=replace(OPEN_TENDERS, place="Encarnación"), by=edith
    )
    newest, _shared, oldest = history.history(alliance)
    assert newest.by == "Edith"
    assert newest.changes == (trail.Change(label="Place", before="Asunción", after="Encarnación"),)
    assert (oldest.by, oldest.what, oldest.changes) == ("Olga", "Started the draft.", ())


def test_what_one_page_saves_bit_by_bit_is_one_entry():
    owner = person("Olga")
    alliance = draft_of(owner)
    for title in ("Op", "Ope", "Open"):
        actions.save(
            alliance,
            shown=standing(alliance),
            mine=replace(OPEN_TENDERS, title=title),
            by=owner,
            sitting="page",
        )
    newest, _ = history.history(alliance)
    assert [(change.before, change.after) for change in newest.changes] == [
        (OPEN_TENDERS.title, "Open")
    ]
    assert newest.data == {"version": 4, "sitting": "page"}
    assert version(alliance) == 4


def test_an_earlier_version_comes_back_whole_and_can_be_undone():
    owner = person("Olga")
    alliance = draft_of(owner)
    first = version(alliance)
    after = replace(OPEN_TENDERS, title="Other", tasks=(), asks=())
    actions.save(alliance, shown=OPEN_TENDERS, mine=after, by=owner)
    second = version(alliance)
    actions.restore_version(alliance, version=first, by=owner)
    assert standing(alliance) == OPEN_TENDERS
    actions.restore_version(alliance, version=second, by=owner)
    assert standing(alliance) == after
    with pytest.raises(LookupError):
        actions.restore_version(alliance, version=second + 1000, by=owner)


def test_an_archived_draft_is_not_changed():
    owner = person("Olga")
    alliance = draft_of(owner)
    actions.archive(alliance, by=owner)
    actions.archive(alliance, by=owner)
    with pytest.raises(actions.Archived):
        actions.save(alliance, shown=OPEN_TENDERS, mine=replace(OPEN_TENDERS, title="x"), by=owner)
    with pytest.raises(actions.Archived):
        actions.restore_version(alliance, version=version(alliance), by=owner)
    actions.unarchive(alliance, by=owner)
    assert [line.what for line in history.history(alliance)] == [
        "Brought it back.",
        "Archived it.",
        "Started the draft.",
    ]
    assert standing(alliance) == OPEN_TENDERS


def test_a_copy_belongs_to_whoever_made_it():
    olga, rita = person("Olga"), person("Rita")
    alliance = draft_of(olga)
    actions.share(alliance, person=rita, may_edit=False, by=olga)
    copy = actions.duplicate(alliance, by=rita)
    assert (copy.owner, copy.title, copy.shared_with) == (
        rita,
        "Copy of Open tenders in Paraguay",
        [],
    )
    assert [task.title for task in standing(copy).tasks] == ["Publish tenders", "Train staff"]
    assert standing(alliance) == OPEN_TENDERS


def test_a_long_title_is_copied_as_far_as_it_fits():
    owner = person("Olga")
    copy = actions.duplicate(draft_of(owner, replace(OPEN_TENDERS, title="x" * 200)), by=owner)
    assert len(copy.title) == 200


def test_sharing_is_kept_in_history_and_never_with_the_owner():
    olga, rita = person("Olga"), person("Rita")
    alliance = draft_of(olga)
    actions.share(alliance, person=rita, may_edit=False, by=olga)
    actions.share(alliance, person=rita, may_edit=True, by=olga)
    actions.unshare(alliance, person=rita, by=olga)
    assert [(line.by, line.what) for line in history.history(alliance)] == [
        ("Olga", "Stopped sharing it with Rita."),
        ("Olga", "Let Rita edit it."),
        ("Olga", "Let Rita read it."),
        ("Olga", "Started the draft."),
    ]
    with pytest.raises(actions.SharedWithOwner):
        actions.share(alliance, person=olga, may_edit=True, by=olga)


@pytest.mark.parametrize(
    ("constraint", "change"),
    [
        ("alliance_has_a_title", lambda alliance: Alliance.objects.update(title="  ")),
        (
            "archived_says_who_and_when",
            lambda alliance: Alliance.objects.update(archived_by=alliance.owner),
        ),
        ("task_has_a_title", lambda alliance: Task.objects.update(title="")),
        ("ask_kind_is_known", lambda alliance: Ask.objects.update(kind="favour")),
        (
            "ask_says_something",
            lambda alliance: Ask.objects.update(who="", contribution="", note=""),
        ),
        (
            "part_is_had_once|workshop_part_is_unique",
            lambda alliance: [Part.objects.create(**_part(alliance)) for _ in range(2)],
        ),
        (
            "an_alliance_has_one_owner|workshop_part_is_unique",
            lambda alliance: Part.objects.create(
                **{**_part(alliance), "kind": "owner", "person": person("Otto")}
            ),
        ),
        (
            "part_kind_is_known",
            lambda alliance: Part.objects.create(**{**_part(alliance), "kind": "boss"}),
        ),
        (
            "part_ends_after_it_began",
            lambda alliance: Part.objects.create(**{**_part(alliance), "until": date(2020, 1, 1)}),
        ),
        ("a_part_is_never_deleted", lambda alliance: Part.objects.all().delete()),
        (
            "a_part_only_ends",
            lambda alliance: Part.objects.update(until=timezone.now().date()),
        ),
    ],
)
def test_the_database_refuses(constraint, change):
    alliance = draft_of(person("Olga"))
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        change(alliance)


def _part(alliance):
    return {
        "alliance": alliance,
        "person": alliance.owner,
        "kind": "reviewer",
        "since": alliance.created_at.date(),
        "by": alliance.owner,
        "at": alliance.created_at,
    }
