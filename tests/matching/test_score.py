"""What counts for two names being one, and what against: cases a screening officer would agree
with.
"""

import pytest

from convene.core.names import Name, Schema
from convene.matching import POSSIBLE, STRONG, band, score


def same(left: str, right: str, schema: Schema = "organisation") -> float:
    return score(Name(text=left, schema=schema), Name(text=right, schema=schema))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Lantern Harbour Ltd", "LANTERN HARBOUR LIMITED"),
        ("Banco Nacional de Zarovia", "National Bank of Zarovia"),
        ("ООО «Ромашка Волга»", "Romashka Volga LLC"),
        ("ПАО Северный Кедр", "Severnyy Kedr, PAO"),
        ("阿波罗巴贸易有限公司", "Aboluoba Mao Yi Co., Ltd."),
        ("株式会社ヤマノカワ", "YAMANOKAWA K.K."),
        ("Fundación Río Claro", "Fundacion Rio Claro"),
        ("Sunflower Fields Foundation", "Stiftung Sunflower Fields"),
        ("SmileHarbour Kft", "Smile Harbour Kft."),
        ("Lantern Harbour plc", "Harbour, Lantern p.l.c."),
        ("Zarovia Telecommunications A/S", "ZAROVIA TELECOM AS"),
        ("Zarovian Agricultural Bank", "Zarovian Agriculturel Bank"),
    ],
)
def test_one_organisation_spelt_two_ways_is_possible_at_least(left: str, right: str):
    assert same(left, right) >= POSSIBLE


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Lantern Bank 2", "Lantern Bank 3"),
        ("Lantern Fund II LP", "Lantern Fund III LP"),
        ("Bank of Zarovia", "Bank of Lurania"),
        ("National Development Foundation", "National Education Foundation"),
        ("Red Harbour Shipping Ltd", "Blue Mountain Mining Ltd"),
        ("First Ocean GmbH", "Fourth Ocean GmbH"),
        ("Ministry of Health", "Ministry of Justice"),
    ],
)
def test_two_organisations_are_not_taken_for_one(left: str, right: str):
    assert same(left, right) < POSSIBLE


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Ivan Petrovich Lantsov", "LANTSOV, Ivan Petrovich"),
        ("Mohammed al-Harbouri", "Muhammad Al Harburi"),
        ("Иван Петрович Ланцов", "Ivan Petrovich Lantsov"),
        ("Dr. Yusuf Lantern Harbouri", "Yousef Lantern Harbouri"),
    ],
)
def test_one_person_spelt_two_ways_is_possible_at_least(left: str, right: str):
    assert same(left, right, "person") >= POSSIBLE


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Ivan Petrovich Lantsov", "Ivan Petrovich Kolosov"),
        ("Maria Lanternova", "Irina Harbourova"),
        ("Ali", "Ahmed"),
    ],
)
def test_two_persons_are_not_taken_for_one(left: str, right: str):
    assert same(left, right, "person") < POSSIBLE


def test_the_initials_of_a_name_stand_for_it():
    assert same("ZNDFO", "Zarovian National Development Fund Office") >= POSSIBLE


def test_a_same_identifier_outweighs_names_that_differ():
    left = Name(text="Lantern Harbour", identifiers=("ZR-COH 123 456",))
    right = Name(text="Blue Mountain", identifiers=("zr-coh-123456",))

    assert score(left, right) >= STRONG


def test_a_number_of_few_digits_tells_nothing():
    bare = [Name(text="Lantern Harbour"), Name(text="Lantern Mountain")]
    numbered = [Name(text=name.text, identifiers=("NIT 12",)) for name in bare]

    assert score(*numbered) == score(*bare)


def test_countries_that_differ_count_against_and_one_shared_counts_for():
    here, too, there = (
        Name(text="Lantern Harbour Works", countries=codes)
        for codes in (("PY",), ("PY", "BO"), ("FR",))
    )

    assert score(here, too) > score(here, Name(text="Lantern Harbour Works")) > score(here, there)


def test_a_person_is_no_organisation():
    text = "Lantern Harbour"
    person, organisation = Name(text=text, schema="person"), Name(text=text, schema="organisation")

    assert score(person, organisation) < score(person, person)


def test_order_inside_the_top_band_means_something():
    asked = "Lantern Harbour Trading Ltd"
    ranked = [
        "Lantern Harbour Trading Limited",
        "Harbour Lantern Trading Ltd",
        "Lantern Harbor Trading Ltd",
        "Lantern Harbour Foods Ltd",
    ]
    scores = [same(asked, name) for name in ranked]

    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)
    assert scores[0] < 1


def test_a_longer_name_met_again_says_more_than_a_short_one():
    assert same("Lantern Harbour Zarovia", "Lantern Harbour Zarovia") > same("Lantern", "Lantern")


@pytest.mark.parametrize("text", ["", " ", "…!?", "\u202e\u200f", "\ud800", "()"])
def test_a_name_without_letters_is_like_no_other(text: str):
    assert same(text, text) == 0
    assert same(text, "Lantern Harbour") == 0


def test_bands_begin_at_their_thresholds():
    assert [band(value) for value in (STRONG, POSSIBLE, POSSIBLE - 0.001)] == [
        "strong",
        "possible",
        "weak",
    ]


@pytest.mark.parametrize(
    "text", ["Mohammed Ali", "Ali Hassan", "Maria Garcia", "Wang Wei", "José Rodríguez"]
)
def test_the_same_full_name_of_a_person_is_possible_at_least_however_common(text: str):
    assert same(text, text.upper(), "person") >= POSSIBLE


@pytest.mark.parametrize(
    ("left", "right", "schema"),
    [
        ("PeterLANTSOV", "Peter LANTSOV", "person"),
        ("Banco Nacional deZarovia", "Banco Nacional de Zarovia", "organisation"),
        ("LanternMountain Foundation", "Lantern Mountain Foundation", "organisation"),
    ],
)
def test_a_missing_gap_between_words_costs_little(left: str, right: str, schema: Schema):
    assert same(left, right, schema) >= STRONG


def test_a_number_that_both_names_carry_counts_for_them():
    assert same("Lantern Fund 17", "Lantern Mutual 17") > same("Lantern Fund", "Lantern Mutual")


@pytest.mark.parametrize(
    "part", ["Nairobi", "Kenya", "Branch", "Headquarters", "Group", "Project", "Office", "Sede"]
)
def test_a_place_or_a_part_of_an_organisation_that_one_name_lacks_weighs_little(part: str):
    lacking = same("Zorblax Quendor Foundation", f"Zorblax Quendor Foundation {part}")

    assert lacking >= STRONG
    assert lacking > same("Zorblax Quendor Foundation", "Zorblax Quendor Foundation Haige")


def test_places_that_differ_set_apart():
    assert same("Zorblax Foundation Nairobi", "Zorblax Foundation Mombasa") < STRONG
    assert same("Zorblax Foundation Kenya", "Zorblax Foundation Uganda") < POSSIBLE


def test_three_initials_stand_for_a_name_where_they_are_written_as_such():
    assert same("WWP", "World Wells Programme") >= POSSIBLE
    assert same("W.W.P.", "World Wells Programme") >= POSSIBLE
    assert same("Can", "Chez Aviv Nigeria") < POSSIBLE
