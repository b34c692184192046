"""Numbers and single letters tell one ward, fund or school from another. All names are made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convene import matching
from convene.core.names import Name
from convene.matching import pairs
from convene.matching.normalise import parse

LETTERS = st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
SPELT = st.sampled_from(("Ward {} Lampadario", "Lampadario Clinic {}", "Block {}, Lampa Quay"))
CYRILLIC = st.sampled_from("АБВГДЖЗИКЛМНОПРСТУФЦЧШЭЮЯ")


def organisation(text: str) -> Name:
    return Name(text=text, schema="organisation")


def judged(one: str, other: str):
    return matching.explain(organisation(one), organisation(other))


def why(one: str, other: str) -> list[str]:
    return [str(reason) for reason in judged(one, other).why]


@given(spelt=SPELT, one=LETTERS, other=LETTERS, is_loud=st.booleans())
def test_a_letter_that_differs_tells_two_apart(spelt: str, one: str, other: str, is_loud: bool):
    names = [spelt.format(letter) for letter in (one, other)]
    first, second = (organisation(name.upper() if is_loud else name) for name in names)

    expected = "same" if one == other else "different"
    assert matching.explain(first, second).verdict == expected
    assert pairs.likeness(first, second).numbers == (one != other)


@given(one=CYRILLIC, other=CYRILLIC)
def test_in_every_alphabet(one: str, other: str):
    likeness = pairs.likeness(*(organisation(f"Школа {letter} Лампово") for letter in (one, other)))

    assert likeness.numbers == (parse(organisation(one)).spelt != parse(organisation(other)).spelt)


@given(number=st.integers(0, 10**6), zeros=st.integers(0, 4))
def test_numbers_are_compared_by_value(number: int, zeros: int):
    one, other = f"School No. {number} Lampa", f"School No. {'0' * zeros}{number} Lampa"

    assert judged(one, other).verdict == "same"
    assert judged(one, f"School No. {number + 1} Lampa").verdict == "different"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lampa Fund I", "Lampa Fund 1"),
        ("Lampa Fund V", "Lampa Fund 5"),
        ("Lampa Fund IX", "Lampa Fund 9"),
        ("Lampa Fund XXIV", "Lampa Fund 24"),
        ("Ⅴ Lampa Phase", "V Lampa Phase"),
        ("Lot 4A Lampa", "Lot 4 A Lampa"),
        ("Lot 04A Lampa", "Lot 4A Lampa"),
        ("1ª Escuela Lampa", "Primera Escuela Lampa"),
        ("Escuela de Lampa Y Farol", "ESCUELA DE LAMPA Y FAROL"),
        ("Escuela de Lampa y Farol", "Escuela De Lampa Y Farol"),
        ("J. P. Lampadario", "JP Lampadario"),
        ("Lampadario S.A. de C.V.", "Lampadario SA de CV"),
        ("St. Mary's School Lampa", "St. Marys School Lampa"),
    ],
)
def test_what_is_one_number_or_letter_however_it_is_written(one: str, other: str):
    assert judged(one, other).verdict == "same"


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Lampa Fund I", "Lampa Fund II", "Their numbers differ: “1” and “2”."),
        ("Lampa Fund V", "Lampa Fund X", "Their numbers differ: “5” and “10”."),
        ("Lot 3A Lampadario", "Lot 3B Lampadario", "Their numbers differ: “3b” and “3a”."),
        (
            "Vitamin A Lampa",
            "Vitamin D Lampa",
            "A single letter or a number tells them apart: “a” and “d”.",
        ),
        (
            "Ward I Lampadario",
            "Ward E Lampadario",
            "A single letter or a number tells them apart: “1” and “e”.",
        ),
    ],
)
def test_what_tells_two_apart_is_said(one: str, other: str, reason: str):
    assert judged(one, other).verdict == "different"
    assert reason in why(one, other) or reason in why(other, one)


def test_a_letter_that_only_one_has_leaves_it_open():
    explanation = judged("Lampadario Y Centre", "Lampadario Centre")

    assert (explanation.verdict, matching.band(explanation.score)) == ("possible", "possible")
    assert "Only one has the single letter “y”, which may tell them apart." in why(
        "Lampadario Y Centre", "Lampadario Centre"
    )


@pytest.mark.parametrize("letter", list("aeioyd"))
def test_small_words_are_set_aside(letter: str):
    one, other = f"Casa {letter} Lampa Farol", "Casa Lampa Farol"

    assert not pairs.likeness(organisation(one), organisation(other)).letter
    assert judged(one, other).verdict == "same"
