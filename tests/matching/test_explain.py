"""A score says in whole sentences what counted for it and against it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convene.core.names import Name
from convene.matching import explain
from convene.matching.lone import is_near


def why(left: str, right: str) -> tuple[str, ...]:
    found = explain(Name(text=left, schema="organisation"), Name(text=right, schema="organisation"))
    return tuple(map(str, found.why))


def test_words_that_match_are_named_and_common_ones_count_little():
    assert why("Banco Zarovia Ltd", "Zarovia Bank Ltd") == (
        "“banco” and “bank” are one word in two spellings or languages. It is a common word, so it counts less.",
        "Both have “zarovia”.",
        "Their legal forms are of one kind.",
        "The words stand in another order.",
    )


def test_words_that_are_alone_are_named():
    assert (
        why("Lantern Harbour", "Lantern Mountain")[-1]
        == "“harbour” and “mountain” stand for nothing in the other name."
    )
    assert (
        why("Lantern Harbour", "Lantern Harbour Mountain")[-1]
        == "Only one of the names has “mountain”."
    )


def test_numbers_and_legal_forms_that_differ_are_named():
    said = why("Lantern Harbour 2 GmbH", "Lantern Harbour 3 AG")

    assert "Their numbers differ: “2” and “3”." in said
    assert "Their legal forms differ in kind." in said


def test_slips_sounds_glue_and_initials_are_named():
    assert "“zarofian” and “zarovian” differ by a few letters." in why(
        "Zarovian Lantern Works", "Zarofian Lantern Works"
    )
    assert "“harboor” and “harbour” sound alike." in why("Lantern Harbour", "Lantern Harboor")
    assert "“lantera” and “lantere” differ by a few letters." in why("Lantera Port", "Lantere Port")
    assert "“smile harbour” is written as “smileharbour”." in why(
        "Smileharbour Lantern Works", "Smile Harbour Works"
    )
    assert "One is the initials of the other." in why(
        "ZNDFO", "Zarovian National Development Fund Office"
    )


def test_names_without_letters_are_said_to_be_so():
    assert why("…", "Lantern") == ("A name without letters or digits can't be compared.",)


def told(left: Name, right: Name) -> tuple[str, ...]:
    return tuple(map(str, explain(left, right).why))


SAME = "The names are the same once legal forms, case, accents and punctuation are set aside."


@pytest.mark.parametrize(
    ("left", "right", "first"),
    [
        ("Zorblax Ltd", "ZORBLÁX, Limited", SAME),
        (
            "Quendor Zorblax",
            "Zorblax Quendor",
            SAME.replace("names", "words").replace("once", "in another order, once"),
        ),
        (
            "Bank of Zorb",
            "Bankof Zorb",
            "The letters are the same once legal forms, case, accents and punctuation are set aside; only the gaps between words differ.",
        ),
        ("Zorb Sense", "SEVENTH ZORB SENSE", "Both have “zorb”."),
        ("Zorb Base 33", "Zorb Base", "Both have “zorb”."),
    ],
)
def test_names_are_called_the_same_only_where_they_are(left, right, first):
    assert first in why(left, right)
    assert (
        sum(
            sentence.startswith(("The names are", "The words are", "The letters"))
            for sentence in why(left, right)
        )
        <= 1
    )


def test_small_words_and_titles_that_only_one_has_are_named():
    assert "Only one of the names has “the”, which tells little and was set aside." in why(
        "The Zorblax Base", "Zorblax Base"
    )


def test_a_word_that_stands_in_both_is_never_said_to_be_in_one():
    assert why("Zorblax Zorblax", "Zorblax")[1] == (
        "“zorblax” stands in both names, but in one as a legal form, a small word or once more."
    )


def test_words_that_are_somewhat_alike_do_not_stand_for_nothing():
    assert "“kim” and “kin” are somewhat alike, but count as two words." in why(
        "Lantern Kim", "Lantern Kin"
    )


def test_a_country_is_that_of_both_only_where_each_has_one():
    one, other, many = (
        Name(text="Zorblax", countries=codes) for codes in (("KE",), ("PY",), ("KE", "UG", "TZ"))
    )

    assert "They are in the same country." in told(one, one)
    assert "Countries given for both: KE." in told(one, many)
    assert "They are in different countries." in told(one, other)
    assert "None of the countries given for them is the same." in told(other, many)


WORDS = st.sampled_from(
    (
        *("zorblax", "quendor", "quendore", "haige", "haiga", "brim", "brimfeld", "the", "of"),
        *(
            "ltd",
            "company",
            "two",
            "2",
            "33",
            "bank",
            "banco",
            "trading",
            "kim",
            "kin",
            "q",
            "dr",
            "al",
        ),
    )
)
TEXTS = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)
CODES = st.lists(st.sampled_from(["KE", "UG", "PY"]), unique=True, max_size=3).map(tuple)


@given(TEXTS, TEXTS, st.sampled_from(["organisation", "person", "unknown"]), CODES, CODES)
def test_whatever_an_explanation_says_is_so(left, right, schema, here, there):
    a, b = (
        Name(text=left, schema=schema, countries=here),
        Name(text=right, schema=schema, countries=there),
    )
    words, others = left.split(), right.split()
    forms = {"ltd", "company"} if schema != "person" else set()
    for reason in explain(a, b).why:
        sentence, named = (
            reason.text,
            {key: quoted_in(value) for key, value in reason.values.items()},
        )
        if sentence == SAME or sentence.startswith("The words are the same"):
            kept = [[w for w in side if w not in forms | SET_ASIDE] for side in (words, others)]
            assert (kept[0] == kept[1]) if sentence == SAME else sorted(kept[0]) == sorted(kept[1])
        if sentence == "They are in the same country.":
            assert here == there
            assert len(here) == 1
        if sentence == "They are in different countries.":
            assert (len(here), len(there)) == (1, 1)
            assert here != there
        if sentence.startswith("Only one of the names has"):
            assert all((word in words) != (word in others) for word in named["words"])
        if sentence == "Both have “{left}”.":
            assert all(word in words and word in others for word in named["left"])
        if sentence.startswith("{left} and {right} stand for nothing"):
            assert not any(is_near(x, y) for x in named["left"] for y in named["right"])
        if sentence == "Their legal forms are of one kind.":
            assert forms & {*words}
            assert forms & {*others}


SET_ASIDE = {"the", "of", "al", "dr", "two", "2", "33", "q"}


def quoted_in(value: object) -> list[str]:
    parts = value if isinstance(value, tuple) else (value,)
    return [word for part in parts if isinstance(part, str) for word in part.strip("“”").split()]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Embassy of Austria", "Embassy of Australia"),
        ("Government of Niger", "Government of Nigeria"),
        ("Guinea Lantern Society", "Papua New Guinea Lantern Society"),
        ("Dominica Lantern Society", "Dominican Republic Lantern Society"),
    ],
)
def test_the_name_of_a_country_is_not_short_for_anothers(one: str, other: str):
    found = explain(Name(text=one, schema="organisation"), Name(text=other, schema="organisation"))

    assert found.verdict == "different"
    assert "They name different countries." in why(one, other)
    assert not any("short for" in reason for reason in why(one, other))


def test_a_word_with_an_apostrophe_is_shown_as_it_was_written():
    said = why("Bureau d'études Lantern", "Société d’études Zarovia")
    assert not any("detudes" in sentence for sentence in said)
    assert any("d'études" in sentence or "d’études" in sentence for sentence in said)


def test_initials_are_not_said_to_stand_for_nothing():
    said = why("BMI", "Bank Mellat Iran")
    assert "One is the initials of the other." in said
    assert not any("stand for nothing" in sentence for sentence in said)
