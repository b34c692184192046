"""What stands between two names in one field, and what only looks like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convene.core.aliases import Part, asked, is_short_for
from convene.core.marks import parted

NAMES = st.from_regex(r"[QZ][a-z]{4,8}( [QZ][a-z]{4,8}){0,2}", fullmatch=True)
MARKS = st.sampled_from(
    (
        *("t/a", "T/A", "trading as", "d/b/a", "DBA", "c/o", "care of", "formerly", "f/k/a"),
        *("a.k.a.", "n/k/a", "also known as", "operating as", "previously known as"),
        *("también conocida como", "antes", "anteriormente denominada", "al cuidado de"),
        *("également connue sous le nom de", "anciennement", "exerçant sous le nom de"),
        *("aux bons soins de", "auch bekannt als", "vormals", "früher", "firmierend als"),
        *("zu Händen von", "nome fantasia", "voorheen", "già", "ранее"),
    )
)


@given(NAMES, MARKS, NAMES, st.sampled_from(["{0} {1} {2}", "{0}, {1} {2}", "{0} ({1} {2})"]))
def test_a_mark_in_any_language_parts_two_names(first, mark, second, form):
    names = [part.text for part in asked(form.format(first, mark, second)) if part.way == "named"]

    assert names == list(dict.fromkeys((first, second)))


@pytest.mark.parametrize(
    "text",
    [
        "Foundation for the Care of Children",
        "Providing Ex-Offenders Positive Learning",
        "Früher Verlag",
        "Born Free Foundation",
        "MOHD ALIAS AHMAD",
        "Nee Win Tal",
        "Zorblax &amp; Quendor",
        "Now Foundation",
        "Winston's Wish (a grief support programme)",
    ],
)
def test_a_name_that_only_looks_like_two_stays_one(text):
    assert parted(text) == (("", text),)


def test_the_name_somebody_was_born_with_takes_the_place_of_the_family_name():
    for text in ("Wanda Quill née Zorb", "Wanda Quill (geb. Zorb)", "Wanda Quill, nacida Zorb"):
        assert [part.text for part in asked(text)][:2] == ["Wanda Quill", "Wanda Zorb"]
    assert [part.text for part in asked("Quill, Wanda (née Zorb)")] == [
        "Quill, Wanda",
        "Zorb, Wanda",
    ]


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("World Wells Programme (WWP)", "WWP"),
        ("World Wells Programme (W.W.P.)", "W.W.P."),
        ("WWP (World Wells Programme)", "WWP"),
        ("WWP - World Wells Programme", "WWP"),
        ("World Wells Programme / WWP", "WWP"),
        ("World Wells Programme [WWP]", "WWP"),
    ],
)
def test_initials_that_a_name_states_are_asked_with_the_name_they_stand_for(text, short):
    assert asked(text) == (
        Part(text="World Wells Programme", way="named"),
        Part(text=short, way="initials"),
    )


def test_what_signs_part_is_asked_as_what_may_be_no_name():
    assert [(part.text, part.way) for part in asked("Zorblax Foundation - Brimfeld Office")] == [
        ("Zorblax Foundation", "split"),
        ("Brimfeld Office", "split"),
    ]
    assert [part.text for part in asked("Zorblax Traders (Quendor Foods)")] == [
        "Zorblax Traders",
        "Quendor Foods",
    ]
    assert [part.text for part in asked("Zorblax Traders/Quendor Foods")] == [
        "Zorblax Traders",
        "Quendor Foods",
    ]
    assert asked("Zorblax Traders S/A") == ()


@pytest.mark.parametrize(
    ("short", "name", "is_short"),
    [
        ("MSF", "Médecins Sans Frontières", True),
        ("PEDCO", "Petro Quendor Development Company", True),
        ("БРМ", "Банк Развития Мост", True),
        ("RAP", "Rotherham and Zorblax", False),
        ("wwp", "World Wells Programme", False),
        ("ZBX", "Zorblax Holding", False),
    ],
)
def test_what_initials_are_short_for(short, name, is_short):
    assert is_short_for(short, name) == is_short


@pytest.mark.parametrize("sign", ["(", " ", "a.", "formerly ", "AB/", "- ", "(B ", "a) ", "also "])
def test_long_foreign_text_takes_few_parts(sign):
    assert len(asked(sign * 10_000)) <= 8
