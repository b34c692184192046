"""What a guide can be asked: its records, words, precedents and citations."""

from dataclasses import replace

import pytest

from convene import packs
from convene.core.guide import Benefit, Example, Lesson, Model, Quote, summary_of, title_of
from convene.core.guide.place import Record

GUIDE = packs.guide()


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
    assert list(GUIDE.records) == [id for _, id in shown]
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
    assert GUIDE.citations("CS1") == case.cites

    resting = next(record for record in GUIDE.records.values() if record.see and not record.cites)
    cites = [cite for id in resting.see for cite in GUIDE.records[id].cites]
    assert list(GUIDE.citations(resting.id)) == cites
    assert cites


def test_a_record_is_called_by_its_title_its_speaker_or_its_first_words():
    assert title_of(GUIDE.get("M2", Model)) == GUIDE.get("M2", Model).title
    assert title_of(GUIDE.get("QT1", Quote)) == "Troy Etulain"
    assert title_of(Benefit(id="B1", text="Less risk")) == "Less risk"
    assert title_of(Record(id="X1")) == "X1"


def test_a_long_name_is_cut_between_words():
    def called(end: str) -> str:
        return title_of(Benefit(id="B1", text="word " * 17 + end))  # the 17 words take 85 letters

    kept = ("word " * 17).strip()
    assert called("12345") == f"{kept} 12345"
    assert called("123456") == f"{kept} …"
    assert called("12 3456") == f"{kept} 12 …"
    assert called("123 456") == f"{kept} …"  # 88 letters end with the first three


def test_a_summary_is_the_sentence_that_says_most_besides_the_name():
    lesson = Lesson(
        id="L99", title="Start small", text="A small project has often opened the door."
    )
    assert summary_of(lesson) == "A small project has often opened the door."
    assert summary_of(Benefit(id="B1", text="Less risk")) == ""
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
    resource = next(resource for resource in GUIDE.resources if resource.by)

    assert summary_of(replace(resource, text="")) == resource.by


def test_a_text_that_its_own_name_tells_nearly_whole_is_no_summary():
    told, cut = "a" * 79 + " " + "b" * 20, "a" * 70 + " " + "b" * 20

    assert summary_of(Benefit(id="B1", text=told)) == ""
    assert summary_of(Benefit(id="B1", text=cut)) == cut
