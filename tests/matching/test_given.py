"""Given names, initials and what stands behind names keep two persons two. All are made up."""

import pytest

from convene import matching
from convene.core.names import Name
from convene.matching import given


def judged(one: str, other: str) -> tuple[str, list[str]]:
    explanation = matching.explain(
        Name(text=one, schema="person"), Name(text=other, schema="person")
    )
    return explanation.verdict, [str(reason) for reason in explanation.why]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Peter Lampadario", "Petra Lampadario"),
        ("Julio Lampadario", "Julia Lampadario"),
        ("Hasan Lampadari", "Hussein Lampadari"),
        ("Abd al-Aziz Lampadari", "Abd al-Azim Lampadari"),
        ("Abdullah Lampadari", "Obeidullah Lampadari"),
        ("Oriano Lampadario", "Oriana Lampadario"),
        ("Torvin Lampadario", "Torvina Lampadario"),
    ],
)
def test_two_given_names_are_never_the_same(one: str, other: str):
    assert judged(one, other)[0] != "same"
    assert judged(other, one)[0] != "same"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sergei Lampadov", "Sergey Lampadov"),
        ("Hussein Lampadari", "Husain Lampadari"),
        ("Katherine Lampadario", "Catherine Lampadario"),
        ("Mohammed Lampadari", "Muhammad Lampadari"),
    ],
)
def test_one_given_name_may_be_spelt_in_two_ways(one: str, other: str):
    assert judged(one, other)[0] == "same"


def test_names_that_are_not_known_are_only_told_apart_by_a_and_o():
    assert given.are_two("oriano", "oriana")
    assert given.are_two("torvin", "torvina")
    assert not given.are_two("lampadov", "lampadof")
    assert not given.are_two("sergei", "sergey")
    assert given.is_known("lukes")
    assert not given.is_known("lampas")


@pytest.mark.parametrize("letter", list("AEIOUYD"))
def test_an_initial_is_no_particle(letter: str):
    one, other = f"Wanda {letter}. Lampadario", "Wanda B. Lampadario"

    verdict, why = judged(one, other)
    assert verdict != "same"
    assert f"“{letter.lower()}” and “b” stand for nothing in the other name." in why or (
        f"“b” and “{letter.lower()}” stand for nothing in the other name." in why
    )


def test_junior_and_senior_are_two_and_said():
    verdict, why = judged("Wanda Lampadario Jr.", "Wanda Lampadario Sr.")
    assert verdict == "possible"
    assert "One is called “jr”, the other “sr”." in why

    verdict, why = judged("Wanda Lampadario Junior", "Wanda Lampadario")
    assert verdict == "possible"
    assert "Only one is called “jr”." in why


def test_a_title_in_front_makes_nobody_senior():
    assert judged("Sr. Pedro Lampadario", "Pedro Lampadario")[0] == "same"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Abubakar Lampadari", "Abu Bakr Lampadari"),
        ("Djamel Lampadari", "Jamal Lampadari"),
        ("Abdoul Kader Lampadari", "Abdul Qadir Lampadari"),
        ("Chokri Lampadari", "Shukri Lampadari"),
        ("Fayçal Lampadari", "Faisal Lampadari"),
        ("Hocine Lampadari", "Hussein Lampadari"),
        ("Noureddine Lampadari", "Nur al-Din Lampadari"),
    ],
)
def test_the_maghreb_spells_a_name_as_the_french_do(one: str, other: str):
    asked, listed = (Name(text=text, schema="person") for text in (one, other))

    assert matching.score(asked, listed) >= matching.POSSIBLE
