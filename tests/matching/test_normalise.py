"""A name in its parts: words in Latin letters, legal form, numbers, places."""

import pytest

from convene.core.names import Name
from convene.matching.normalise import parse


@pytest.mark.parametrize(
    ("text", "words", "forms"),
    [
        ("Lantern Harbour Pty Ltd", ("lantern", "harbour"), {"limited"}),
        ("Lantern S.A. de C.V.", ("lantern",), {"joint_stock"}),
        ("ТОО «Ланцов»", ("lantsov",), {"limited"}),
        ("有限公司", ("ltd",), set()),
        ("Lantern A/S", ("lantern",), {"joint_stock"}),
        ("Lantern e.V.", ("lantern",), {"association"}),
        ("The Lantern and Company", ("lantern",), {"business"}),
        ("OY LANTERN AB", ("lantern",), {"limited", "joint_stock"}),
        ("ＬＡＮＴＥＲＮ　ｌｔｄ", ("lantern",), {"limited"}),
    ],
)
def test_legal_forms_are_told_from_what_names_the_organisation(
    text: str, words: tuple[str, ...], forms: set[str]
):
    parsed = parse(Name(text=text, schema="organisation"))

    assert (parsed.words, set(parsed.forms)) == (words, forms)


def test_numbers_in_words_and_in_roman_letters_are_numbers():
    texts = ("Lantern 3", "Lantern III", "Third Lantern", "Lantern Tres")

    assert [parse(Name(text=text, schema="organisation")).numbers for text in texts] == [
        frozenset("3")
    ] * 4


def test_countries_in_a_name_are_known_in_several_languages():
    texts = (
        "Bank of the United Arab Emirates",
        "Banco de España",
        "Iranian Lantern",
        "Deutsche Lantern",
    )
    found = [set(parse(Name(text=text, schema="organisation")).places) for text in texts]

    assert found == [{"AE"}, {"ES"}, {"IR"}, {"DE"}]


def test_titles_and_particles_do_not_name_a_person():
    assert parse(Name(text="Sheikh Dr. Yusuf bin Lantern al-Harbouri", schema="person")).words == (
        "yusuf",
        "lantern",
        "harbouri",
    )


@pytest.mark.parametrize("text", ["Quendor™ Ltd", "Quendor® Ltd", "© Quendor Ltd", "Quendor℠ Ltd"])
def test_marks_of_trade_are_no_letters(text: str):
    assert parse(Name(text=text, schema="organisation")).words == ("quendor",)
