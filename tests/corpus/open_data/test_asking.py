"""Whatever is typed gets an answer, and soon."""

from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from convene.core.open_data import Query
from convene.corpus import open_data
from convene.corpus.open_data.asking import MOST, understood
from convene.corpus.search.words import folded, spellings
from tests.corpus.open_data.records import BANK, FREEDONIA, VOTE, WELL

pytestmark = pytest.mark.usefixtures("serving")
HOSTILE = [
    '"clean water',
    'clean" water',
    '""',
    '"""',
    "title:water",
    "body:(water",
    "water AND NOT",
    "(((",
    "*",
    "?",
    "wat*",
    "~",
    "^2",
    "\\",
    "/",
    "[a TO b]",
    "{",
    "!",
    "...",
    "،",
    "—",
    "🙂",
    "🇦🇴",
    "\u202ewater",
    "water\u0000",
    "\ud800",
    "'; DROP TABLE parts; --",
    "<script>",
    "%s",
    "{0}",
    "a" * 10_000,
    "water " * 2_000,
    '"' * 10_000,
    "银" * 10_000,
    "َ" * 500,
    "ﷺ",
    "İ",
    "ß",
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:12]))
def test_nothing_that_is_typed_is_a_command_or_too_much(text: str):
    start = process_time()
    for of in ("activities", "organisations"):
        found = open_data.find(Query(text=text, of=of))
        assert 0 <= found.total <= 6
    open_data.suggest(text)

    assert process_time() - start < 2


@given(
    text=st.text(max_size=200) | st.text(alphabet="\"'():*~^-+ aé水", max_size=80),
    country=st.sampled_from(("", "AO")),
)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_text_is_answered(text: str, country: str):
    found = open_data.find(Query(text=text, countries=(country,) if country else ()))

    assert found.total >= len(found.activities)
    assert len(understood(text).parts) <= MOST


def test_phrases_words_and_what_was_left_out():
    parts = understood('“clean water” wells "loose end').parts

    assert parts == (("clean", "water"), ("well",), ("loos",), ("end",))
    assert [str(note) for note in understood("?!").notes] == [
        "“?!” holds no letters or digits to look for."
    ]
    assert [str(note) for note in understood(" ".join(f"w{at}" for at in range(30))).notes] == [
        "The question was cut after 24 words."
    ]


def test_a_text_without_letters_finds_nothing_and_says_so():
    found = open_data.find(Query(text="?!"))

    assert (found.total, len(found.notes)) == (0, 1)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Élection d’un maire", ["election", "d", "un", "maire"]),
        ("U.S.A.I.D. water", ["usaid", "water"]),
        ("Министерство", ["ministerstvo"]),
        ("世界", ["shi", "jie"]),
        ("", []),
    ],
)
def test_words_of_any_script_become_latin_letters(text: str, words: list[str]):
    assert folded(text) == words


def test_a_name_can_be_typed_with_or_without_its_apostrophe():
    assert spellings("Côte d'Or") == [["cote", "d", "or"], ["cote", "dor"]]


@pytest.mark.parametrize(
    ("typed", "organisation", "how"),
    [
        ("aid of f", FREEDONIA, "begins"),
        ("faa", FREEDONIA, "begins"),
        ("well", WELL, "begins"),
        ("Wells", WELL, "begins"),
        ("родн", WELL, "begins"),
        ("rodn", WELL, "begins"),
        ("مؤسس", WELL, "begins"),
        ("西瓦", BANK, "begins"),
        ("xiwa", BANK, "begins"),
        ("fair vote dr", VOTE, "begins"),
        ("wellsprnig", WELL, "likeness"),
        ("freedonya", FREEDONIA, "likeness"),
        ("Trust Wellspring The", WELL, "likeness"),
    ],
)
def test_type_ahead_knows_variants_scripts_and_slips(typed: str, organisation: str, how: str):
    first = open_data.suggest(typed)[0]

    assert (first.organisation, first.how) == (organisation, how)


def test_type_ahead_says_which_variant_fitted():
    assert [(each.name, each.matched, each.activities) for each in open_data.suggest("rodnik")] == [
        ("Wéllspring Trust", "Фонд Родник", 4)
    ]
    assert open_data.suggest("") == open_data.suggest("?") == ()
