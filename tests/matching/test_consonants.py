"""Names in scripts without vowels: compared and found by their consonants."""

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convene.core.names import Name, Schema
from convene.matching import POSSIBLE, Index, explain, index, score, search, search_groups
from convene.matching.consonants.letters import clean, of_abjad, of_latin
from convene.matching.consonants.likeness import alike, same_consonants

PEOPLE = [
    ("زياد الطرفاوي", "Ziad Al-Tarfawi"),
    ("عبد الرحمن بن خالد الورداني", "Abdurrahman Khalid Wardani"),
    ("نصرالله زرمينا", "Nasrullah Zarmina"),
    ("سيف الدين كمالزاده", "Saifuddin Kamalzadeh"),
    ("کیوان پورزند", "Keyvan Pourzand"),
    ("راحیل قریشی تابندہ", "Raheel Qureshi Tabinda"),
    ("إسحاق الجوهري", "Ishaq Al Jawhari"),
    ("אריאל ברקוביץ שדה", "Ariel Berkovitz Sade"),
    ("جميلة الونشريسي", "Djamila Ouancharissi"),
    ("ڌڻي بخش ٻگهيو", "Dhani Bakhsh Bughio"),
    ("سليمن ڬنتيڠ", "Sulaiman Ganting"),
]
ORGANISATIONS = [
    ("مؤسسة زرفان الخيرية", "Zarfan Charity Foundation"),
    ("بنك الورداني للتجارة", "Wardani Trading Bank"),
    ("شركت هواپیمایی زروان", "Zarvan Airlines"),
    ("وزارة الزراعة في زامبيا", "Ministry of Agriculture of Zambia"),
    ("עמותת ברקת לחינוך", "Bareket Education Association"),
]
PAIRS: list[tuple[str, str, Schema]] = [
    *((text, latin, "person") for text, latin in PEOPLE),
    *((text, latin, "organisation") for text, latin in ORGANISATIONS),
]


@pytest.mark.parametrize(("text", "latin", "schema"), PAIRS)
def test_a_name_meets_its_latin_spelling(text: str, latin: str, schema: Schema):
    assert score(Name(text=text, schema=schema), Name(text=latin, schema=schema)) >= POSSIBLE


@pytest.mark.parametrize(("text", "latin", "schema"), PAIRS)
def test_it_does_so_where_nobody_knows_whose_name_it_is(text: str, latin: str, schema: Schema):
    assert score(Name(text=text), Name(text=latin, schema=schema)) >= POSSIBLE


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("زياد الطرفاوي", "Ziad Al-Mansouri"),
        ("محمد علي", "Mahmoud Alavi Hosseini"),
        ("عبد الرحمن الورداني", "Abdurrahman Khalid"),
        ("نصرالله", "Nasrullah Zarmina Qureshi"),
    ],
)
def test_other_peoples_names_are_no_alert(text: str, latin: str):
    assert score(Name(text=text, schema="person"), Name(text=latin, schema="person")) < POSSIBLE


@pytest.mark.parametrize(
    ("text", "latin", "signs"),
    [
        ("جليل", "jalil", "jll"),
        ("حسن", "hassan", "hsn"),
        ("خديجة", "khadija", "xdj"),
        ("عمر", "omar", "Amr"),
        ("غزال", "ghazal", "Gzl"),
    ],
)
def test_words_of_one_sound_have_the_same_consonants(text: str, latin: str, signs: str):
    assert alike(of_abjad(clean(text)), of_latin(latin)) >= 0.8
    assert of_latin(latin) == signs


ARABIC = st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهوي", min_size=2, max_size=8)
WORDS = st.lists(ARABIC, min_size=1, max_size=4).map(" ".join)
LATIN = st.lists(
    st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=9), min_size=1, max_size=4
).map(" ".join)
SCHEMAS: st.SearchStrategy[Schema] = st.sampled_from(["organisation", "person", "unknown"])


@given(WORDS, LATIN | WORDS, SCHEMAS, SCHEMAS)
def test_scores_are_the_same_either_way_round(text: str, other: str, one: Schema, two: Schema):
    a, b = Name(text=text, schema=one), Name(text=other, schema=two)

    assert score(a, b) == score(b, a)
    assert 0 <= score(a, b) <= 1


@given(WORDS, LATIN, st.sampled_from("\u0640\u064b\u0651\u200d\u200f"))
def test_vowel_signs_strokes_and_marks_of_direction_change_nothing(text, latin, mark):
    marked = mark.join(text).replace(f"{mark} {mark}", " ")

    assert score(Name(text=marked), Name(text=latin)) == score(Name(text=text), Name(text=latin))


@given(WORDS, st.sampled_from([("ي", "ی"), ("ك", "ک"), ("ه", "ة"), ("ا", "أ")]), SCHEMAS)
def test_letters_of_arabic_and_persian_are_the_same(text: str, letters, schema: Schema):
    other = text.replace(*letters)

    assert score(Name(text=text, schema=schema), Name(text=other, schema=schema)) == score(
        Name(text=text, schema=schema), Name(text=text, schema=schema)
    )


def test_no_letter_leaves_a_name_without_a_word():
    letters = map(chr, (*range(0x620, 0x700), *range(0x750, 0x780), *range(0x8A0, 0x8C8)))
    dumb = [
        letter
        for letter in letters
        if unicodedata.category(letter) == "Lo" and not of_abjad(clean(letter * 2))
    ]

    assert "".join(dumb) == "ءٴ"  # a catch of the breath


@pytest.mark.parametrize("text", ["ء", "ءء ٴٴ"])
def test_a_name_without_a_sound_is_compared_and_is_nobody(text: str):
    assert score(Name(text=text), Name(text="")) == score(Name(text=text), Name(text="Bo")) == 0


SAID = re.compile(r"“(\w+)” and “(\w+)” have the same consonants")


@given(WORDS, LATIN)
def test_what_is_said_to_have_the_same_consonants_has_them(text: str, latin: str):
    why = explain(Name(text=text, schema="person"), Name(text=latin, schema="person")).why

    for left, right in SAID.findall(" ".join(map(str, why))):
        signs = [of_abjad(clean(word)) for word in (left, left.removeprefix("ال"))]
        assert any(same_consonants(each, of_latin(right)) for each in signs)


def test_it_is_said_why():
    said = explain(
        Name(text="رامي الطرفاوي", schema="person"), Name(text="Rami Tarfawi", schema="person")
    ).why

    assert tuple(map(str, said)) == (
        "“الطرفاوي” and “tarfawi” have the same consonants.",
        "“رامي” and “rami” have the same consonants. It is a common word, so it counts less.",
    )


def test_near_words_and_meanings_are_named_as_what_they_are():
    said = explain(
        Name(text="وكالة الطرفاوي للإغاثة", schema="organisation"),
        Name(text="Dharfawi Relief Authority", schema="organisation"),
    ).why

    assert tuple(map(str, said)) == (
        "“للإغاثة” and “relief” are one word in two spellings or languages.",
        "“الطرفاوي” and “dharfawi” have nearly the same consonants.",
        "“وكالة” and “authority” are near in meaning.",
    )


NAMES = [
    *(Name(text=latin, schema=schema) for _text, latin, schema in PAIRS),
    *(Name(text=text, schema=schema) for text, _latin, schema in PAIRS[:3]),
    Name(text="Lantern Harbour Ltd", schema="organisation"),
]


@pytest.mark.parametrize("place", range(len(PAIRS)))
def test_a_search_finds_it_among_others(place: int):
    text, latin, schema = PAIRS[place]

    for asked in (Name(text=text, schema=schema), Name(text=text)):
        found = [NAMES[hit.position].text for hit in search(index(NAMES), asked)]
        assert latin in found[:2]


def test_a_latin_name_finds_the_one_that_a_list_has_in_arabic():
    names = [Name(text=text, schema="person") for text, _ in PEOPLE]
    (hits,) = search_groups(
        index(names), [Name(text="Ziyad Tarfawi", schema="person")], groups=range(len(names))
    )

    assert [hit.position for hit in hits if hit.score >= POSSIBLE] == [0]


def test_an_index_read_back_finds_the_same(tmp_path: Path):
    built = index(NAMES)
    built.save(tmp_path / "with")
    built.save(tmp_path / "without", bones=False)

    for asked in (Name(text="زياد الطرفاوي", schema="person"), Name(text="Ziad Tarfawi")):
        expected = search(built, asked)
        assert len(expected) > 1
        assert search(Index.load(tmp_path / "with"), asked) == expected
        assert search(Index.load(tmp_path / "without"), asked) == expected
    assert not Index.load(tmp_path / "with").bones.every.data.flags.writeable
