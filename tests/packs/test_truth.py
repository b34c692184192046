"""What a pack says of its guide can be held against the guide's text, and loses no hedge of it."""

from dataclasses import replace
from pathlib import Path

import pytest

from convene import packs
from convene.core.guide import Guide, LeftOut, Lesson, Statement
from convene.packs.truth import truth_faults

GUIDE = packs.guide()
TEXT = Path(__file__).parents[2].parent / "shared/guide/building-alliances-democracy-2009.txt"
WATER = packs.load_guide(Path(__file__).parent / "water")
LINES = [""] * 40
LINES[1] = "Wells often fail when **nobody is paid** to mend them. A fund may help."
LINES[4] = "In one town a fund pays a mechanic."


def faults(guide: Guide, lines: list[str] = LINES) -> list[str]:
    return list(truth_faults(guide, lines))


def told(statement: Statement) -> Guide:
    """Return the guide to water with another reason for its one kind of alliance."""
    (model,) = WATER.models
    return replace(WATER, models=(replace(model, rationale=statement),))


def test_a_hedge_of_the_passage_needs_one_in_the_text_or_a_strength():
    said = WATER.models[0].rationale

    assert faults(WATER) == [
        "models[0].rationale: the guide says “often” there; the text needs such a word, or a strength"
    ]
    assert faults(told(replace(said, strength="often"))) == []
    assert faults(told(replace(said, text="Wells often fail without pay."))) == []


def test_a_hedge_of_another_sentence_is_none_of_this_one():
    lines = [*LINES]
    lines[1] = "Wells fail when nobody is paid to mend them. A fund may help."

    assert faults(WATER, lines) == []


def test_an_anchor_that_does_not_stand_there_is_told():
    moved = replace(WATER.models[0].rationale, anchor="nobody is asked", strength="often")

    assert faults(told(moved)) == [
        "models[0].rationale: “nobody is asked” does not stand in lines 2-3"
    ]


def test_a_line_that_no_record_cites_is_told_until_it_is_left_out_with_a_reason():
    lines = [*LINES]
    lines[8], lines[9] = "CHAPTER TWO", "More on wells."
    told_often = told(replace(WATER.models[0].rationale, strength="often"))
    left = replace(told_often, left_out=(LeftOut(lines="9", why="A heading"),))

    assert faults(left, lines) == [
        "left_out: line 10 is cited by no record and not left out: More on wells."
    ]
    assert faults(replace(left, left_out=(LeftOut(lines="9-10", why="x"),)), lines) == []


def test_what_is_ours_may_stand_without_a_passage_and_share_one():
    ours = Statement(text="Wells may fail.", by="ours")

    (fault,) = faults(told(ours))
    assert fault.startswith("left_out: line 2 is cited by no record and not left out: Wells often")


def test_every_statement_of_the_guide_has_a_passage_of_its_own():
    """No anchor stands for two statements, none is a title, none runs over three lines."""
    assert list(truth_faults(GUIDE, None)) == []


@pytest.mark.skipif(not TEXT.is_file(), reason="the guide's text is not at hand")
def test_no_hedge_of_the_guide_is_lost_and_no_line_forgotten():
    assert faults(GUIDE, TEXT.read_text(encoding="utf-8").splitlines()) == []


@pytest.mark.skipif(not TEXT.is_file(), reason="the guide's text is not at hand")
def test_a_lesson_made_bolder_is_found():
    """“In many cases” and “may be reluctant” are hedges; dropping the strength is noticed."""
    lesson = GUIDE.get("L11", Lesson)
    bold = Statement(
        text="Mining companies bring risk.", lines=lesson.text.lines, anchor=lesson.text.anchor
    )
    bolder = replace(lesson, text=bold)
    lessons = tuple(bolder if each is lesson else each for each in GUIDE.lessons)
    lines = TEXT.read_text(encoding="utf-8").splitlines()

    (fault,) = truth_faults(replace(GUIDE, lessons=lessons), lines)
    assert fault.endswith("the guide says “can” there; the text needs such a word, or a strength")


def test_the_built_in_pack_calls_no_record_checked_that_only_its_author_read():
    assert GUIDE.checks == ()
    assert not any(GUIDE.is_checked(record.id) for _, record in GUIDE.all_records())
