"""Russian and Ukrainian names meet however German, French and English write them, and known words
with a letter doubled.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convene.core.names import Name
from convene.matching import POSSIBLE, explain, index, score, search
from convene.matching.slavic import plain_sound


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Petro Zorbantschuk", "ZORBANCHUK, Petro"),
        ("Nikolaj Quendoruschew", "QUENDORUSHEV, Nikolai"),
        ("Walentina Tarvijenko", "TARVIENKO, Valentina"),
        ("Viktor Brimfeldoff", "BRIMFELDOV, Viktor"),
        ("Andrej Bjelorusow", "BELORUSOV, Andrei"),
        ("Dmitri Ouladow", "ULADOV, Dmitry"),
        ("Ghassem Tarveski", "TARVESKI, Qasem"),
    ],
)
def test_one_person_spelt_in_two_languages_is_found_and_possible(one: str, other: str):
    asked, listed = Name(text=one, schema="person"), Name(text=other, schema="person")

    assert score(asked, listed) >= POSSIBLE
    assert [hit.position for hit in search(index([listed]), asked)] == [0]


def test_it_is_said_that_they_sound_alike():
    said = explain(
        Name(text="Petro Zorbantschuk", schema="person"),
        Name(text="Petro Zorbanchuk", schema="person"),
    ).why

    assert tuple(map(str, said)) == (
        "Both have “petro”.",
        "“zorbanchuk” and “zorbantschuk” sound alike.",
    )


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", max_size=12))
def test_a_word_is_never_lost(word: str):
    assert bool(plain_sound(word)) is bool(word)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Зорбланский научно-исследовательский центр", "Zorblansk Science Research Centre"),
        ("Квендорский судостроительный завод", "Kvendorsk Shipbuilding Factory"),
        ("Quendoria Energeticheskaya Kompaniya", "Quendoria Energy Company"),
    ],
)
def test_words_of_organisations_are_known_by_their_stems(one: str, other: str):
    asked, listed = (Name(text=text, schema="organisation") for text in (one, other))

    assert score(asked, listed) >= POSSIBLE
