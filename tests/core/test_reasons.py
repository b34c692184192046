"""A reason is a sentence with named values: kept as both, and worded in any language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convene.core.json import as_json
from convene.core.reasons import (
    Language,
    Later,
    Place,
    Reason,
    Value,
    as_text,
    filled,
    from_text,
    kept,
    recalled,
    worded,
)

SPANISH = Language(
    code="es",
    translate={
        "Both are in {country}.": "Ambas están en {country}.",
        "It is {who}.": "Es {who}.",
        "a journalist": "un periodista",
    }.__getitem__,
    number=lambda number: f"{number:,}".replace(",", "."),
    place={"KE": "Kenia"}.__getitem__,
)


def test_a_reason_is_worded_in_a_language_with_its_numbers_places_and_words():
    both = Reason("Both are in {country}.", {"country": Place("KE")})
    who = Reason("It is {who}.", {"who": Reason("a journalist")})

    assert (str(both), worded(both, SPANISH)) == ("Both are in KE.", "Ambas están en Kenia.")
    assert (str(who), worded(who, SPANISH)) == ("It is a journalist.", "Es un periodista.")


def test_what_others_wrote_stands_as_they_wrote_it_in_every_language():
    quoted = Reason("It is {who}.", {"who": "a journalist"})

    assert worded(quoted, SPANISH) == "Es a journalist."


def test_several_values_stand_one_after_the_other_and_empty_ones_are_left_out():
    several = Reason("{names}: {count}.", {"names": ("A", "", "B"), "count": 1_234_567})

    assert str(several) == "A, B: 1,234,567."


def test_a_sentence_takes_of_some_values_those_that_it_names():
    assert filled("{left} stands alone.", {"left": "A", "right": "B"}).values == {"left": "A"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Both have “health”.",
        "The names are “{a}” and “{b}”.",
        '{"text": is how a name began.',
        "",
    ],
)
def test_a_finished_sentence_of_earlier_days_is_said_as_it_stands(sentence: str):
    assert str(recalled(sentence)) == sentence


def test_nothing_is_not_translated():
    """gettext knows the empty text as the head of its catalogue."""
    catalogue = Language(code="es", translate={"": "Project-Id-Version: convene"}.__getitem__)

    assert worded(Reason(""), catalogue) == ""


def test_a_sentence_without_values_is_kept_as_it_is():
    assert kept(Reason("They are in the same country.")) == "They are in the same country."


def test_a_column_keeps_a_finished_sentence_as_it_is_and_any_other_in_letters_that_people_read():
    finished = "They are in the same country."
    named = Reason("It is {who}.", {"who": "Юрий"})

    assert (as_text(Reason(finished)), from_text(finished)) == (finished, Reason(finished))
    assert as_text(named) == '{"text": "It is {who}.", "values": {"who": "Юрий"}}'


texts = st.text(max_size=20)
values = st.recursive(
    st.one_of(texts, st.integers(), st.builds(Place, st.sampled_from(["KE", "PY"]))),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(tuple),
        st.builds(lambda value: Reason("On {what}", {"what": value}), inner),
        st.just(Reason("a journalist")),
    ),
    max_leaves=6,
)


@given(value=values, cites=st.lists(texts, max_size=2).map(tuple))
def test_a_reason_that_was_kept_is_the_same_reason(value: Value, cites: tuple[str, ...]):
    reason = Reason("It says {what}.", {"what": value}, cites)

    assert recalled(kept(reason)) == reason
    assert from_text(as_text(reason)) == reason


def test_reasons_that_are_worked_out_later_are_worked_out_once_and_equal_those_worked_out_now():
    worked_out: list[str] = []

    def work_out() -> list[Reason]:
        worked_out.append("once")
        return [Reason("It rains."), Reason("It pours.")]

    later = Later(work_out)
    assert not worked_out
    assert later == (Reason("It rains."), Reason("It pours."))
    assert (len(later), str(later[1]), as_json(later)) == (
        2,
        "It pours.",
        ["It rains.", "It pours."],
    )
    assert worked_out == ["once"]
