"""Names are met as people shorten them, and what is short enough to be shared is never strong."""

import pytest

from convene.core.names import Name, Schema
from convene.matching import POSSIBLE, STRONG, explain, index, score, search


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Quendorian Rev. Harbour Corps", "Quendorian Revolutionary Harbour Corps"),
        (
            "Quendor Land Found. for Relief & Dev.",
            "Quendor Land Foundation for Relief and Development",
        ),
        ("QLF for Relief & Dev.", "Quendor Land Foundation for Relief and Development"),
        ("Natl. Bank of Quendor", "National Bank of Quendor"),
        ("Min. of Def. of Quendoria", "Ministry of Defence of Quendoria"),
        ("Intl Dev. Assoc.", "International Development Association"),
        ("Zorban Airlines", "Zorban Air"),
        ("Al Zorba ev Aachen", "AL-ZORBA E.V."),
    ],
)
def test_a_name_that_is_shortened_is_found_and_possible(one: str, other: str):
    asked, listed = Name(text=one, schema="organisation"), Name(text=other, schema="organisation")

    assert score(asked, listed) == score(listed, asked) >= POSSIBLE
    assert [hit.position for hit in search(index([listed]), asked)] == [0]


def test_it_is_said_what_is_short_for_what():
    said = explain(
        Name(text="QLF for Med. Relief", schema="organisation"),
        Name(text="Quendor Land Foundation for Medicinal Relief", schema="organisation"),
    ).why

    assert {"“qlf” is written as “quendor land foundation”."} <= {*map(str, said)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Quendorian Rev. Harbour Corps", "Quendorian Civil Harbour Corps"),
        ("QLF for Relief", "Zorban Land Foundation for Relief"),
    ],
)
def test_what_is_no_beginning_stands_for_nothing(one: str, other: str):
    asked, listed = Name(text=one, schema="organisation"), Name(text=other, schema="organisation")

    assert score(asked, listed) < STRONG


@pytest.mark.parametrize(
    ("one", "other", "schema"),
    [
        ("Quemex", "QUIMEX", "organisation"),
        ("Li Wei", "LI Fang Wei", "person"),
        ("Wang Wei", "LI Fang Wei", "person"),
        ("Tarvenkov Zorban", "Zorban Ilimar Tarvenkov", "person"),
    ],
)
def test_what_short_names_share_is_possible_and_never_strong(one: str, other: str, schema: Schema):
    assert (
        POSSIBLE <= score(Name(text=one, schema=schema), Name(text=other, schema=schema)) < STRONG
    )


def test_a_country_in_common_makes_a_part_of_a_name_strong():
    asked = Name(text="Li Wei", schema="person", countries=("CN",))
    listed = Name(text="LI Fang Wei", schema="person", countries=("CN",))

    assert score(asked, listed) >= STRONG


def test_a_surname_before_a_comma_is_in_its_order():
    asked = Name(text="Zorban Tarvenkov", schema="person")

    assert score(asked, Name(text="TARVENKOV QUILLA, Zorban", schema="person")) >= STRONG


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Джамал Хашоргги", "Jamal Khashorggi"),
        ("Джалал Толиев", "Jalal Toliev"),
        ("Наджиб Садыков", "Najib Sadykov"),
        ("Хаджи Мурад", "Haji Murad"),
        ("Джон Смит", "John Smith"),
        ("Джеймс Джонсон", "James Johnson"),
        ("Аднан Хаджич", "Adnan Hadžić"),
        ("Вук Шешель", "Vuk Šešelj"),
        ("Томас Ходжсон", "Thomas Hodgson"),
        ("Уильям Харрис", "William Harris"),
        ("Kim Jeong-eun", "KIM, Jong Un"),
        ("Kim Jung Eun", "KIM, Jong Un"),
    ],
)
def test_a_person_spelt_by_another_habit_is_found_and_possible(one: str, other: str):
    asked, listed = Name(text=one, schema="person"), Name(text=other, schema="person")

    assert score(asked, listed) >= POSSIBLE
    assert [hit.position for hit in search(index([listed]), asked)] == [0]


@pytest.mark.parametrize("text", ["حماس", "حركة حماس", "منظمة حماس", "جماعة حماس"])
def test_what_kind_of_body_it_is_tells_little_in_arabic(text: str):
    asked = Name(text=text, schema="organisation")

    assert score(asked, Name(text="HAMAS", schema="organisation")) >= POSSIBLE
    assert score(asked, Name(text="HAMMS", schema="organisation")) < POSSIBLE
