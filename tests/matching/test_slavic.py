"""Russian and Ukrainian names meet however German, French and English write them, and known words
with a letter doubled.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convene.core.names import Name
from convene.matching import POSSIBLE, explain, index, score, search, search_groups
from convene.matching.slavic import is_patronymic, plain_sound, readings


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


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sergej Tschembasow", "CHEMBAZOV, Sergey"),
        ("Swetlana Schuglowa", "ZHUGLOVA, Svetlana"),
        ("Rouslan Tadjiev", "TADZHIYEV, Ruslan"),
        ("Ruslan Tadschijew", "TADZHIYEV, Ruslan"),
        ("Evgueni Pritojine", "PRITOZHIN, Yevgeny"),
        ("Aleksej Oberčuk", "OBERCHUK, Alexey"),
        ("Dmitrij Tolickij", "TOLITSKY, Dmitry"),
        ("Vitalij Chorenko", "KHORENKO, Vitaliy"),
        ("Michail Zorbatschow", "ZORBACHEV, Mikhail"),
        ("Jekaterina Altarajewa", "ALTARAEVA, Ekaterina"),
        ("Wolodymyr Selbenskyj", "ZELBENSKY, Volodymyr"),
        ("Yevhen Pryhotyn", "PRIGOTIN, Yevgeny"),
        ("Євген Приготин", "PRIGOTIN, Yevgeny"),
        ("Heorhii Tarvenko", "TARVENKO, Georgy"),
    ],
)
def test_german_french_scholarly_and_ukrainian_spellings_have_a_reading_in_common(
    one: str, other: str
):
    asked, listed = Name(text=one, schema="person"), Name(text=other, schema="person")

    assert score(asked, listed) >= POSSIBLE
    assert [hit.position for hit in search(index([listed]), asked)] == [0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sergei Zorbanow", "Sergey Borisovich ZORBANOV"),
        ("Jelena Bibrikowa", "Yelena Vasilyevna BIBRIKOVA"),
        ("Pavlo Filbitchouk", "Pavlo Ihorovych FILBITCHUK"),
    ],
)
def test_a_fathers_name_may_be_left_out(one: str, other: str):
    assert score(Name(text=one, schema="person"), Name(text=other, schema="person")) >= POSSIBLE


def test_other_fathers_are_other_people():
    ours = Name(text="Ivan Petrovich Tarvenkov", schema="person")
    theirs = Name(text="Iwan Pawlowitsch Tarwenkow", schema="person")

    assert score(ours, theirs) < POSSIBLE


def test_people_with_one_common_given_name_hide_nobody_who_sounds_the_same():
    crowd = [Name(text=f"Sergei {word}", schema="person") for word in _words(60)]
    listed = Name(text="Sergey Semenovich SOBRYANIN", schema="person")
    asked = Name(text="Sergei Sobrjanin", schema="person")

    (hits,) = search_groups(index([*crowd, listed]), [asked], groups=range(61))

    assert hits[0].position == 60
    assert hits[0].score == score(asked, listed) >= POSSIBLE


def _words(many: int) -> list[str]:
    """Return made-up surnames, short ones first."""
    first, last = ("Lu", "Kar", "Sok", "Sur", "Lis", "Mor"), ("in", "ov", "ko", "sky", "el", "an")
    middle = ("", "b", "t", "d", "n")
    return [a + b + c for b in middle for a in first for c in last][:many]


@pytest.mark.parametrize(
    "word", ["borisovich", "ihorovych", "vasilyevna", "ilyinichna", "pawlowitsch"]
)
def test_what_a_russian_or_ukrainian_is_called_after_the_father_is_known(word: str):
    assert is_patronymic(word)
    assert not is_patronymic(f"{word}s")


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12))
def test_every_word_has_a_reading(word: str):
    assert readings(word)
    assert "" not in readings(word)


def test_short_words_have_no_other_reading():
    assert readings("chen") == {"chen"}
    assert readings("zhen") == {"zhen"}


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


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Global Zorbrim Fdn", "Global Zorbrim Foundation"),
        ("Univ. Nac. de Zorbrim", "Universidad Nacional de Zorbrim"),
        ("Intl Zorbrim Cttee", "International Zorbrim Committee"),
        ("Zorbrim Eng'g", "Zorbrim Engineering"),
        ("Mt. Zorbrim Trust", "Mount Zorbrim Trust"),
        ("Réseau Zorbrani", "Zorbrani Network"),
    ],
)
def test_common_words_may_be_shortened(one: str, other: str):
    asked, listed = (Name(text=text, schema="organisation") for text in (one, other))

    assert score(asked, listed) >= POSSIBLE
