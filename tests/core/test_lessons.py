"""What brings a lesson besides its triggers; `tests/spec/practice.yaml` holds the rest."""

from convene.core.lessons import Known, Lesson, judged
from convene.core.reasons import Reason

MINE = Reason("A mine is in it.")


def test_what_else_brings_a_lesson_stands_first_and_once():
    known = Known(
        holds={"extractives": (MINE,)}, brought={"L01": (Reason("We put it first."), MINE)}
    )
    it = judged(Lesson(id="L01", when=("extractives",)), known)

    assert [str(reason) for reason in it.because] == ["We put it first.", "A mine is in it."]


def test_an_alliance_of_no_kind_yet_is_not_known_to_be_of_another():
    it = judged(Lesson(id="L14", models=("M2",)), Known())

    assert (it.stands, it.by_model) == ("unknown", True)
