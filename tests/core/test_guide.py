"""What a guide can be asked: its records, words, precedents and citations."""

from dataclasses import replace

import pytest

from convene import packs
from convene.core.guide import (
    Benefit,
    Case,
    Check,
    Example,
    Lesson,
    Model,
    Quote,
    Record,
    Resource,
    Statement,
    summary_of,
    title_of,
)

GUIDE = packs.guide()
SAID = Statement(text="Less risk")


def test_a_record_is_found_by_its_id_and_kind():
    assert GUIDE.get("M2", Model).id == "M2"
    assert GUIDE.get("M2", Record).id == "M2"


@pytest.mark.parametrize(("id", "kind"), [("M2", Example), ("M99", Model)])
def test_a_record_of_another_kind_is_none(id: str, kind: type[Record]):
    with pytest.raises(KeyError, match=f"^'{id}'$"):
        GUIDE.get(id, kind)


def test_all_records_come_with_their_collection_in_the_order_of_the_pack():
    shown = [(name, record.id) for name, record in GUIDE.all_records()]

    assert [id for name, id in shown if name == "models"] == [model.id for model in GUIDE.models]
    assert ("examples", "EX01") in shown
    assert [id for id in GUIDE.records if GUIDE.records[id].id == id] == [id for _, id in shown]
    assert "words" not in {name for name, _ in shown}  # words have no permanent id


def test_a_code_is_read_in_the_words_of_its_own_family():
    assert GUIDE.word("levels", "national").id == "national"
    assert GUIDE.word("levels", "national").kind == "levels"
    with pytest.raises(KeyError):
        GUIDE.word("regions", "national")
    assert set(GUIDE.codes("levels")) < {word.id for word in GUIDE.words}
    assert all(GUIDE.word("levels", code).kind == "levels" for code in GUIDE.codes("levels"))


def test_a_section_and_a_group_are_found():
    second = GUIDE.sections[1]
    assert GUIDE.section(second.id) == second
    assert [GUIDE.group_of(model).id for group in GUIDE.groups for model in group.models] == [
        group.id for group in GUIDE.groups for _ in group.models
    ]


def test_precedents_are_examples_and_cases_and_nothing_else():
    model = replace(GUIDE.get("M2", Model), examples=("EX03", "L01", "CS1"))
    guide = replace(GUIDE, models=(model,))

    assert [record.id for record in guide.precedents("M2")] == ["EX03", "CS1"]


def test_a_record_is_cited_where_it_stands_and_else_by_the_records_it_rests_on():
    (case,) = (case for case in GUIDE.cases if case.id == "CS1")
    assert GUIDE.citations("CS1") == case.passages()
    assert case.passages()[0] == case.objective

    resting = GUIDE.records["election_credibility"]
    cites = [cite for id in resting.see for cite in GUIDE.records[id].passages()]
    assert list(GUIDE.citations(resting.id)) == cites
    assert cites


def test_an_earlier_id_leads_to_the_record_that_took_its_place():
    """CIMCAW is one alliance: its summary among the examples was folded into the case."""
    assert GUIDE.records["EX17"] is GUIDE.get("CS2", Case)
    assert [record.id for record in GUIDE.precedents("M7")] == ["CS2"]
    assert "EX17" not in {record.id for _, record in GUIDE.all_records()}


def test_a_kind_of_contribution_is_cited_where_it_was_given():
    """The words that name the gift, not the record's first passage."""
    assert [(cite.lines, cite.anchor) for cite in GUIDE.citations("GOODS")] == [
        ((549, 549), "Personal / household products")
    ]
    assert GUIDE.seen_in("CONVENING") == ("CS2", "L04")
    assert GUIDE.seen_in("CASH") == ("EX03", "EX06", "EX09", "EX10", "EX11", "EX14", "EX19", "CS1")
    assert "GOVERNMENT_LIAISON" in {gift.code for _, _, gift in GUIDE.gifts("M3")}


def test_a_record_is_checked_by_a_second_reader_until_it_changes():
    lesson = GUIDE.get("L05", Lesson)
    mark = Check(record="L05", by="A second reader", on="2026-12-01", seal=lesson.seal())
    author = replace(mark, by=GUIDE.about.drawn_up_by)
    bolder = replace(lesson, text=replace(lesson.text, strength="is"))
    others = tuple(each for each in GUIDE.lessons if each is not lesson)

    assert replace(GUIDE, checks=(mark,)).is_checked("L05")
    assert not replace(GUIDE, checks=(author,)).is_checked("L05")
    assert not replace(GUIDE, checks=(mark,), lessons=(*others, bolder)).is_checked("L05")
    assert not GUIDE.is_checked("L05")


def test_a_record_is_called_by_its_title_its_speaker_or_its_first_words():
    assert title_of(GUIDE.get("M2", Model)) == GUIDE.get("M2", Model).title
    assert title_of(GUIDE.get("QT1", Quote)) == "Troy Etulain"
    assert title_of(Benefit(id="B1", text=SAID)) == "Less risk"
    assert title_of(Record(id="X1")) == "X1"


def test_a_long_name_is_cut_between_words():
    def called(end: str) -> str:
        return title_of(
            Benefit(id="B1", text=Statement(text="word " * 17 + end))
        )  # the 17 words take 85 letters

    kept = ("word " * 17).strip()
    assert called("12345") == f"{kept} 12345"
    assert called("123456") == f"{kept} …"
    assert called("12 3456") == f"{kept} 12 …"
    assert called("123 456") == f"{kept} …"  # 88 letters end with the first three


def test_a_summary_is_the_sentence_that_says_most_besides_the_name():
    lesson = Lesson(
        id="L99",
        title="Start small",
        text=Statement(text="A small project has often opened the door."),
    )
    assert summary_of(lesson) is lesson.text
    assert summary_of(Benefit(id="B1", text=SAID)) == ""
    assert summary_of(Record(id="X1")) == ""


@pytest.mark.parametrize(
    ("collection", "field"),
    [
        ("models", "rationale"),
        ("examples", "activity"),
        ("cases", "objective"),
        ("motivations", "motivation"),
        ("trends", "point"),
        ("initiatives", "what"),
        ("ways", "now"),
        ("sources", "gives"),
        ("quotes", "topic"),
        ("difficulties", "text"),
    ],
)
def test_each_kind_of_record_has_its_own_most_telling_field(collection: str, field: str):
    record = getattr(GUIDE, collection)[0]

    assert summary_of(record) == getattr(record, field)
    assert summary_of(record)


def test_a_resource_without_a_text_is_summed_up_by_whose_it_is():
    resource = GUIDE.get("RP01", Resource)

    assert summary_of(replace(resource, text=Statement(text=""))) == resource.by


def test_a_text_that_its_own_name_tells_nearly_whole_is_no_summary():
    told, cut = "a" * 79 + " " + "b" * 20, "a" * 70 + " " + "b" * 20

    assert summary_of(Benefit(id="B1", text=Statement(text=told))) == ""
    assert str(summary_of(Benefit(id="B1", text=Statement(text=cut)))) == cut
