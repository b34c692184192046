"""Names with lost letters meet their whole spelling, or wait for people. All names are made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convene.corpus.resolution import letters
from convene.corpus.resolution.letters import fitting, mended
from tests.corpus.resolution.fictional import Named, organisations, resolved, table, why

WHOLE = "COMISIÓN DE FAROLES Y LÁMPARAS"


@pytest.mark.parametrize(
    "name",
    [
        "COMISI?N DE FAROLES Y LÁMPARAS",
        "COMISI?N DE FAROLES Y L?MPARAS",
        "COMISI\ufffdN DE FAROLES Y L\ufffdMPARAS",
        "COMISI\ufffd\ufffdN DE FAROLES Y LÁMPARAS",
        "Comisi??n de faroles y l?mparas",
        "COMISIï¿½N DE FAROLES Y LÁMPARAS",
        "COMISI?N DE FAROLES Y LAMPARAS",
        "COMISI#N DE FAROLES Y L#MPARAS",
        "COMISI_N DE FAROLES Y L_MPARAS",
        "Comisi¢n de faroles y l\xa0mparas",
        "ComisiÛn de faroles y l·mparas",
        "ComisiÃ³n de faroles y lÃ¡mparas",
        "COMISIN DE FAROLES Y LMPARAS",
    ],
)
def test_a_lost_letter_is_any_letter(name: str):
    assert fitting([name, WHOLE, "Lampadario"]) == {name: (WHOLE,)}


def test_all_broken_spellings_meet_the_whole_one_together():
    broken = (
        *("Fundaci?n F?rol Lampa", "Fundaci\ufffdn F\ufffdrol Lampa", "Fundaci#n F#rol Lampa"),
        *("FundaciÛn F·rol Lampa", "Fundacin Frol Lampa"),
    )

    fits = fitting([*broken, "Fundación Fárol Lampa"])
    assert fits == dict.fromkeys(broken, ("Fundación Fárol Lampa",))


@pytest.mark.parametrize(
    ("name", "whole"),
    [
        ("St. Lampa Children?s Home", "St. Lampa Children's Home"),
        ("?lvarez Faroles", "Álvarez Faroles"),
        ("JOS? FAROL", "José Farol"),
        ("Farol Caf?", "Farol Café"),
        ("POPAY?N", "Popayán"),
        ("Фонд Ламп?", "Фонд Лампа"),
        ("Ко?ісія ліхтарів", "Комісія ліхтарів"),
        ("L?Association du Phare", "L'Association du Phare"),
    ],
)
def test_wherever_it_stood_in_a_word(name: str, whole: str):
    assert fitting([name, whole]) == {name: (whole,)}


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Who Care?", "Who Cares"),
        ("COMISI?N DE FAROLES", "COMISIÓN DE LÁMPARAS"),
        ("C?A", "Caña"),
        ("? Lampadario ?", "Lampadario"),
        ("L?mp?r? F?r?l?s ?", "Lámpara Faroles"),
        ("Lampadario 2?", "Lampadario 25"),
    ],
)
def test_what_is_no_lost_letter_or_leaves_too_little_fits_nothing(name: str, other: str):
    assert fitting([name, other]) == {}


def test_a_name_that_fits_one_spelling_is_that_organisation():
    mentions = mended(table(Named("COMISI?N DE FAROLES Y L?MPARAS"), Named(WHOLE)))

    assert mentions["name"].to_pylist() == [WHOLE, WHOLE]


def test_a_name_that_fits_several_waits_for_people():
    names = ["Fundación Casa de Faroles", "Fundación Caña de Faroles", "Fundación Ca?a de Faroles"]
    mentions = table(*map(Named, names))
    result = resolved(*map(Named, names))
    doubts = [why(row)[-1] for row in result.review.to_pylist()]

    assert mended(mentions)["name"].to_pylist() == names
    assert frozenset({names[2]}) in organisations(result)
    assert doubts.count(f"Letters are lost in “{names[2]}”, which may have been “{names[0]}”.") == 1


def test_spellings_that_differ_in_accents_only_are_one():
    assert fitting(["Comisi?n", "Comisión", "Comisión", "Comision"]) == {"Comisi?n": ("Comisión",)}


@given(
    words=st.lists(
        st.sampled_from(["Ángel", "Señor", "Gómez", "Zürich", "Façade"]), min_size=2, max_size=4
    ),
    sign=st.sampled_from(["?", "\ufffd"]),
    lost=st.integers(0, 3),
)
def test_whichever_letter_is_lost_the_whole_name_is_found(words, sign, lost):
    whole = " ".join(words)
    places = [place for place, letter in enumerate(whole) if not letter.isascii()]
    place = places[lost % len(places)]
    name = whole[:place] + sign + whole[place + 1 :]

    assert fitting([name, whole, "Lampadario"]) == {name: (whole,)}


def test_a_name_made_of_marks_is_left_alone_at_once():
    assert letters.damaged("a?" * 20_000) is None
    assert fitting(["?" * 50_000 + "a", WHOLE]) == {}
