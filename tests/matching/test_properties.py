"""What holds of any two names, however odd: scores are bounded, the same either way round, and
blind to case and punctuation.
"""

from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convene.core.names import Name, Schema
from convene.matching import explain, score

WORDS = st.lists(
    st.text(alphabet="abcdefghijklmnoprstuvz", min_size=2, max_size=9), min_size=1, max_size=6
)
SCHEMAS: st.SearchStrategy[Schema] = st.sampled_from(["organisation", "person", "unknown"])
TEXTS = st.text(max_size=60) | WORDS.map(" ".join)


@given(TEXTS, TEXTS, SCHEMAS, SCHEMAS)
def test_scores_are_bounded_and_the_same_either_way_round(
    left: str, right: str, one: Schema, two: Schema
):
    a, b = Name(text=left, schema=one), Name(text=right, schema=two)

    assert 0 <= score(a, b) <= 1
    assert score(a, b) == score(b, a)


@given(WORDS, WORDS, SCHEMAS)
def test_case_and_punctuation_change_nothing(left: list[str], right: list[str], schema: Schema):
    plain, other = (
        Name(text=" ".join(left), schema=schema),
        Name(text=" ".join(right), schema=schema),
    )
    dressed = Name(text=f"“{' - '.join(left).upper()}”!", schema=schema)

    assert score(dressed, other) == score(plain, other)


@given(WORDS)
def test_the_order_of_words_changes_nothing_for_a_person(words: list[str]):
    name, turned = (Name(text=" ".join(each), schema="person") for each in (words, words[::-1]))

    assert score(name, turned) == score(name, name)


@given(WORDS)
def test_the_order_of_words_changes_little_for_an_organisation(words: list[str]):
    text = " ".join(
        f"qu{word}" for word in words
    )  # no legal forms among them, which stand at the ends
    name, turned = (
        Name(text=each, schema="organisation") for each in (text, " ".join(reversed(text.split())))
    )

    assert score(name, name) - score(name, turned) < 0.08


@given(TEXTS, TEXTS)
def test_an_explanation_tells_the_score(left: str, right: str):
    a, b = Name(text=left), Name(text=right)
    told = explain(a, b)

    assert told.score == score(a, b)
    assert told.why
    assert all(str(reason).endswith(".") for reason in told.why)


@pytest.mark.parametrize(
    "text",
    [
        "x" * 10_000,
        "ab " * 3_400,
        "甲乙 " * 3_400,
        "a." * 5_000,
        "שלום abc " * 1_100,
        "😀" * 10_000,
        "(" * 10_000,
        "ﷺ" * 10_000,
        "1 " * 5_000,
    ],
    ids=[
        "one word",
        "words",
        "chinese",
        "initials",
        "mixed direction",
        "emoji",
        "brackets",
        "a sign that unfolds",
        "numbers",
    ],
)
def test_a_name_of_ten_thousand_characters_takes_no_time(text: str):
    for script in ("a", "ب", "甲"):  # the tables of each are read once, which is not measured
        score(Name(text=script), Name(text="a"))
    start = perf_counter()
    score(Name(text=text), Name(text=text[::-1]))

    assert perf_counter() - start < 0.5


@settings(max_examples=20)
@given(
    st.lists(
        st.sampled_from(
            ["\u202e", "\u200d", "\u0301", "a", "ﬁ", "ß", "İ", "ǆ", "\n", "\0", "☃", "中", "ا", "א"]
        ),
        max_size=40,
    )
)
def test_odd_characters_are_borne(signs: list[str]):
    assert 0 <= score(Name(text="".join(signs)), Name(text="Lantern")) <= 1
