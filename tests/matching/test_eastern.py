"""Names in Han and Hangul: persons match whole or not at all, organisations by their words."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convene.core.names import Name, Schema
from convene.matching import POSSIBLE, STRONG, explain, index, score, search
from convene.matching.eastern.readings import is_spelt, of_hangul

PEOPLE = [
    ("欧阳桂荣", "OUYANG, Guirong"),
    ("曾丽娜", "Li Na Zeng"),
    ("曾麗娜", "Zeng Lina"),
    ("桂荣 兰", "LAN, Guirong"),
    ("정남철", "CHONG, Nam-chol"),
    ("정남철", "Jeong Namcheol"),
    ("이순옥", "Lee Soon-ok"),
    ("리순옥", "RI, Sun Ok"),
    ("박혜경", "Park Hye-kyung"),
    ("강경화", "Kang Kyung-wha"),
    ("노택수", "ROH, Thaek Su"),
    ("남궁연아", "Namgung Yeon-a"),
    ("安桂荣", "AN, Guirong"),
    ("兰朝阳", "LAN, Chaoyang"),
    ("兰新军", "LAN, Xinjun"),
    ("정성국", "JONG, Song Guk"),
]
ORGANISATIONS = [
    ("瑞禾国际贸易有限公司", "Ruihe International Trading Co., Ltd."),
    ("瑞禾國際貿易有限公司", "Ruihe International Trading Co., Ltd."),
    ("瑞禾船务(香港)有限公司", "RUIHE SHIPPING HONGKONG LIMITED"),
    ("调和建设集团股份有限公司济南市分公司", "Jinan Branch of Tiaohe Construction Group Co. Ltd."),
    (
        "调和建设集团第三市政工程分公司",
        "3rd Municipal Engineering Branch of Tiaohe Construction Group",
    ),
    ("瑞禾地 矿建设工程有 限公司", "Ruihe Geology and Mineral Construction Engineering Co., Ltd."),
    ("瑞禾国際開発株式会社", "Ruihe International Development K.K."),
    ("佛山瑞禾钢结构有限公司", "Foshan Ruihe Steel Structure Co., Ltd."),
    ("조선별빛무역회사", "Korea Pyolbit Trading Company"),
    ("(주)별빛자동차", "Pyolbit Automobile Co., Ltd."),
    ("별빛물류 유한회사", "Pyolbit Logistics Ltd."),
]


@pytest.mark.parametrize(("text", "latin"), PEOPLE)
@pytest.mark.parametrize("schema", ["person", "unknown"])
def test_a_person_meets_the_latin_spelling(text: str, latin: str, schema: Schema):
    listed = Name(text=latin, schema="person")

    assert score(Name(text=text, schema=schema), listed) >= POSSIBLE
    assert [hit.position for hit in search(index([listed]), Name(text=text, schema=schema))] == [0]


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("曾丽娜", "ZENG, Lili"),
        ("曾丽娜", "ZENG, Li Na Mei"),
        ("曾丽", "ZENG, Lina"),
        ("정남철", "JONG, Nam Chil"),
        ("조영철", "JU, Yong Chol"),
        ("지아 영수 김", "KIM, Yong Su"),
    ],
)
def test_a_part_of_a_persons_name_is_not_enough(text: str, latin: str):
    assert score(Name(text=text, schema="person"), Name(text=latin, schema="person")) < POSSIBLE


@pytest.mark.parametrize(("text", "latin"), ORGANISATIONS)
@pytest.mark.parametrize("schema", ["organisation", "unknown"])
def test_an_organisation_meets_its_latin_name(text: str, latin: str, schema: Schema):
    listed = Name(text=latin, schema="organisation")

    assert score(Name(text=text, schema=schema), listed) >= POSSIBLE


def test_another_organisation_of_the_same_trade_is_no_alert():
    asked = Name(text="瑞禾国际贸易有限公司", schema="organisation")
    other = Name(text="Lanmei International Trading Co., Ltd.", schema="organisation")

    assert score(asked, other) < POSSIBLE


def test_what_is_said_of_a_korean_name_is_so():
    said = explain(
        Name(text="이순옥", schema="person"), Name(text="Lee Soon-ok", schema="person")
    ).why

    assert tuple(map(str, said)) == (
        "“lee” and “ri” sound alike.",
        "“soon ok” and “sunok” sound alike.",
    )


SYLLABLES = st.text(alphabet=st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), max_size=4)
HAN = st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=6)


@given(SYLLABLES)
def test_syllables_are_spelt_as_they_are_read(signs: str):
    assert is_spelt(signs, of_hangul(signs))


@given(HAN | SYLLABLES, st.sampled_from(["person", "organisation", "unknown"]))
def test_a_name_is_like_itself_and_any_order_of_two_gives_one_score(text: str, schema: Schema):
    name, other = Name(text=text, schema=schema), Name(text="Wang Kim", schema=schema)

    assert score(name, other) == score(other, name)
    assert score(name, name) >= score(name, other)


def test_a_long_row_of_syllables_takes_no_time():
    start = perf_counter()
    score(Name(text="이" * 300, schema="person"), Name(text="yi" * 150, schema="person"))

    assert perf_counter() - start < 0.5


def test_a_branch_is_none_of_another_city():
    asked = Name(text="调和建设集团股份有限公司济南市分公司", schema="organisation")
    listed = Name(text="Dalian Branch of Tiaohe Construction Group Co. Ltd.", schema="organisation")

    assert score(asked, listed) < STRONG
