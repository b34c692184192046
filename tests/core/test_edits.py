"""Two people change one draft: nothing that either typed is lost."""

from collections.abc import Iterator
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convene.core.draft import Ask, Draft, Task
from convene.core.edits import (
    HEAD,
    Change,
    Clash,
    Part,
    Value,
    changes,
    choose,
    last_changed,
    merge,
    value,
)

SEEN = Draft(
    title="Open tenders",
    problem="Small firms are shut out.",
    tasks=(Task(id="t1", title="Publish tenders"), Task(id="t2", title="Train staff")),
    asks=(Ask(id="a1", who="Chamber", kind="kind", contribution="TRAINING"),),
)


def test_what_each_changed_alone_is_kept():
    mine = replace(SEEN, title="Open tenders in Chile")
    theirs = replace(SEEN, notes="Met the chamber.")
    merged = merge(SEEN, mine, theirs)
    assert merged.merged == replace(SEEN, title="Open tenders in Chile", notes="Met the chamber.")
    assert merged.clashes == ()


def test_two_titles_clash_and_both_are_listed():
    found = merge(SEEN, replace(SEEN, title="Mine"), replace(SEEN, title="Theirs"))
    assert found.clashes == (Clash(part=Part("draft", "", "title"), mine="Mine", theirs="Theirs"),)
    assert found.merged.title == "Mine"


def test_two_fields_of_one_task_do_not_clash():
    mine = replace(SEEN, tasks=(Task(id="t1", title="Publish all tenders"), SEEN.tasks[1]))
    theirs = replace(
        SEEN, tasks=(Task(id="t1", title="Publish tenders", champion="A chamber"), SEEN.tasks[1])
    )
    found = merge(SEEN, mine, theirs)
    assert found.merged.tasks[0] == Task(id="t1", title="Publish all tenders", champion="A chamber")
    assert found.clashes == ()


def test_rows_added_by_both_are_all_there():
    mine = replace(SEEN, tasks=(*SEEN.tasks, Task(id="t3", title="Mine")))
    theirs = replace(SEEN, tasks=(*SEEN.tasks, Task(id="t4", title="Theirs")))
    assert [task.id for task in merge(SEEN, mine, theirs).merged.tasks] == ["t1", "t2", "t3", "t4"]


def test_a_row_only_one_removed_is_gone():
    found = merge(SEEN, replace(SEEN, tasks=SEEN.tasks[:1]), replace(SEEN, notes="x"))
    assert [task.id for task in found.merged.tasks] == ["t1"]
    assert found.clashes == ()


def test_removing_what_the_other_changed_is_a_clash_over_the_whole_row():
    changed = Task(id="t2", title="Train all staff")
    found = merge(
        SEEN, replace(SEEN, tasks=SEEN.tasks[:1]), replace(SEEN, tasks=(SEEN.tasks[0], changed))
    )
    assert found.clashes == (Clash(part=Part("task", "t2"), mine=None, theirs=changed),)


def test_choosing_takes_theirs_for_a_field_a_row_and_a_removal():
    theirs = replace(
        SEEN, title="Theirs", tasks=(SEEN.tasks[0], Task(id="t2", title="Train all staff")), asks=()
    )
    mine = replace(SEEN, title="Mine", notes="Kept", tasks=SEEN.tasks[:1])
    chosen = choose(
        mine,
        theirs=theirs,
        parts=[Part("draft", "", "title"), Part("task", "t2"), Part("ask", "a1")],
    )
    assert chosen == replace(theirs, notes="Kept")


def test_choosing_a_field_of_a_row_that_mine_lacks_takes_the_row():
    mine = replace(SEEN, tasks=SEEN.tasks[:1])

    assert choose(mine, theirs=SEEN, parts=[Part("task", "t2", "title")]) == SEEN


def test_choosing_a_row_that_both_have_takes_all_of_it():
    theirs = replace(SEEN, tasks=(Task(id="t1", title="Their title", champion="C"), SEEN.tasks[1]))

    assert choose(SEEN, theirs=theirs, parts=[Part("task", "t1")]) == theirs


def test_choosing_a_row_that_neither_has_changes_nothing():
    assert choose(SEEN, theirs=SEEN, parts=[Part("task", "t9")]) == SEEN


def test_a_row_that_they_removed_and_i_changed_clashes_with_mine_whole():
    mine = replace(SEEN, asks=(replace(SEEN.asks[0], note="Soon"),))
    found = merge(SEEN, mine, replace(SEEN, asks=()))

    assert found.clashes == (Clash(part=Part("ask", "a1"), mine=mine.asks[0], theirs=None),)
    assert found.merged == mine


def test_a_whole_row_is_a_value_too():
    assert value(SEEN, Part("ask", "a1")) == SEEN.asks[0]
    assert value(SEEN, Part("task", "t1")) == SEEN.tasks[0]
    assert value(SEEN, Part("task", "t9")) is None


def test_changes_read_in_the_order_of_the_draft():
    after = replace(SEEN, title="Open", tasks=(SEEN.tasks[0], Task(id="t3", title="New")))
    assert changes(SEEN, after) == (
        Change(part=Part("draft", "", "title"), before="Open tenders", after="Open"),
        Change(part=Part("task", "t3"), before=None, after=Task(id="t3", title="New")),
        Change(part=Part("task", "t2"), before=Task(id="t2", title="Train staff"), after=None),
    )


def test_a_part_is_read_back_from_its_spelling():
    for part in (Part("draft", "", "title"), Part("task", "t1"), Part("ask", "a1", "who")):
        assert Part.read(str(part)) == part
    for wrong in ("", "title", "a:b:c:d"):
        with pytest.raises(ValueError):
            Part.read(wrong)


@pytest.mark.parametrize("wrong", ["company:1:name", "draft::", "draft::owner", "task:1:who"])
def test_a_part_that_no_draft_has_is_named(wrong: str):
    with pytest.raises(ValueError, match=f"^{wrong}$"):
        Part.read(wrong)


def test_a_value_is_found_by_its_part():
    assert value(SEEN, Part("draft", "", "title")) == "Open tenders"
    assert value(SEEN, Part("task", "t2")) == SEEN.tasks[1]
    assert value(SEEN, Part("ask", "a1", "who")) == "Chamber"
    assert value(SEEN, Part("ask", "a9", "who")) is None


def test_two_rows_of_one_id_are_refused():
    with pytest.raises(ValueError, match="t1"):
        merge(SEEN, replace(SEEN, tasks=(SEEN.tasks[0], SEEN.tasks[0])), SEEN)


text = st.sampled_from(["", "a", "b", "c"])
tasks = st.lists(
    st.builds(Task, id=st.sampled_from("123"), title=text, champion=text),
    unique_by=lambda row: row.id,
).map(tuple)
asks = st.lists(
    st.builds(
        Ask,
        id=st.sampled_from("123"),
        who=text,
        kind=st.sampled_from(["cash", "kind", "influence"]),
        note=text,
    ),
    unique_by=lambda row: row.id,
).map(tuple)
drafts = st.builds(Draft, title=text, place=text, notes=text, tasks=tasks, asks=asks)


@given(drafts, drafts)
def test_nothing_clashes_when_one_side_changed_nothing(seen: Draft, changed: Draft):
    for mine, theirs in ((changed, seen), (seen, changed)):
        found = merge(seen, mine, theirs)
        assert found.merged == changed
        assert found.clashes == ()


@given(drafts, drafts)
def test_the_same_edits_by_both_are_that_edit(seen: Draft, both: Draft):
    found = merge(seen, both, both)
    assert found.merged == both
    assert found.clashes == ()


def test_each_part_was_last_changed_by_the_latest_version_that_touched_it_or_its_row():
    retitled = replace(SEEN, title="Other")
    fewer = replace(retitled, tasks=SEEN.tasks[:1])
    changed = replace(fewer, tasks=(replace(SEEN.tasks[0], champion="A chamber"),))
    parts = [
        Part("draft", "", "title"),
        Part("draft", "", "notes"),
        Part("task", "t1"),
        Part("task", "t1", "title"),
        Part("task", "t1", "champion"),
        Part("task", "t2", "title"),
    ]
    assert list(last_changed([SEEN, retitled, fewer, changed], parts).values()) == [
        1,
        0,
        3,
        0,
        3,
        2,
    ]
    assert last_changed([SEEN], parts[:1]) == {parts[0]: 0}


@given(drafts, drafts, drafts)
def test_every_value_typed_is_merged_or_listed(seen: Draft, mine: Draft, theirs: Draft):
    found = merge(seen, mine, theirs)
    listed = {(clash.part, side) for clash in found.clashes for side in (clash.mine, clash.theirs)}
    for side in (mine, theirs):
        for change in changes(seen, side):
            for part, typed in _cells(change):
                assert (
                    value(found.merged, part) == typed
                    or (part, typed) in listed
                    or _row_listed(part, typed, found.clashes)
                )


@given(drafts, drafts, drafts)
def test_choosing_theirs_everywhere_leaves_no_clash(seen: Draft, mine: Draft, theirs: Draft):
    found = merge(seen, mine, theirs)
    chosen = choose(found.merged, theirs=theirs, parts=[clash.part for clash in found.clashes])
    assert merge(theirs, chosen, theirs).clashes == ()
    assert all(value(chosen, clash.part) == clash.theirs for clash in found.clashes)


@given(drafts, drafts)
def test_changes_are_empty_only_when_the_text_is_the_same(before: Draft, after: Draft):
    same_rows = {row.id: row for row in (*before.tasks,)} == {
        row.id: row for row in (*after.tasks,)
    }
    same_asks = {row.id: row for row in before.asks} == {row.id: row for row in after.asks}
    same_head = all(getattr(before, name) == getattr(after, name) for name in HEAD)
    assert (changes(before, after) == ()) == (same_rows and same_asks and same_head)


def _cells(change: Change) -> Iterator[tuple[Part, Value]]:
    """Yield each single value that a change typed; a removal types none."""
    if isinstance(change.after, Task | Ask):
        for spec in fields(change.after):
            if spec.name != "id":
                yield (
                    Part(change.part.kind, change.part.id, spec.name),
                    getattr(change.after, spec.name),
                )
    elif change.after is not None:
        yield change.part, change.after


def _row_listed(part: Part, typed: Value, clashes: tuple[Clash, ...]) -> bool:
    sides = [
        side for clash in clashes if clash.part == part.row for side in (clash.mine, clash.theirs)
    ]
    return any(getattr(side, part.field, None) == typed for side in sides)
