"""The words that names are made of, read once from `data/`: legal forms, translations, stop words,
numbers and places.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from convene.matching.forms import Forms, Phrase, forms, plain
from convene.packs import places
from convene.packs.read import parse_file

DATA = Path(__file__).parent / "data"
LANGUAGES = ("en", "es", "fr", "de", "pt", "ru", "ar", "tr")
"""Languages in which a country is known by its name."""

PLACE, BRANCH = 0.5, 0.35
"""The most that the word of a place tells, and that of a part of an organisation, where only one
name has it: set by hand so that no more aid organisations raise alerts.
"""
SHORTEST_PLACE = 4
"""Letters of a country's name from which on a word of it says where."""


@dataclass(frozen=True, kw_only=True)
class Tables:
    """All that is known about words, keyed by words in lower-case Latin letters."""

    forms: Forms
    inside_pattern: re.Pattern[str]
    same: Mapping[str, str]
    """What a word of any name stands for, given names too."""
    given: Mapping[str, str]
    """What spellings of a given name stand for."""
    stop: frozenset[str]
    titles: frozenset[str]
    particles: frozenset[str]
    numbers: Mapping[str, str]
    countries: Mapping[Phrase, str]
    # What follows can be told from the above, and spares looking at every word of every name.
    form_starts: frozenset[str]
    form_ends: frozenset[str]
    country_words: Mapping[str, tuple[int, ...]]
    """First words of the names of countries, and how many words these have, the most first."""
    units: frozenset[str]
    """Words behind which a letter numbers one of several: “Fund V”, “Ward a”."""
    numerals: frozenset[str]
    """Numbers in words and in Roman letters, the single letters left out."""
    idle: frozenset[str]
    """What tells no two organisations apart as a word."""
    idle_of_persons: frozenset[str]
    little: Mapping[str, float]
    """How much words of places and of parts of organisations tell at most where only one of two
    names has them.
    """


@cache
def tables() -> Tables:
    """Return the tables. Raises ReadError when a file of them is broken."""
    legal, words = parse_file(DATA / "legal_forms.yaml"), parse_file(DATA / "words.yaml")
    placed = parse_file(DATA / "places.yaml")
    numbers = {**_romans(), **_turned(words["numbers"])}
    countries = _countries(words["people_of"])
    of_all_countries = forms(legal, DATA / "org_types.tsv")
    given = _turned(words["given"])
    numerals = frozenset(word for word in numbers if len(word) > 1)
    return Tables(
        forms=of_all_countries,
        inside_pattern=re.compile(
            "|".join(map(re.escape, sorted(of_all_countries.inside, key=len, reverse=True)))
        ),
        same=_turned(words["same"]) | given,
        given=given,
        stop=frozenset(words["stop"]),
        titles=frozenset(words["titles"]),
        particles=frozenset(words["particles"]),
        numbers=numbers,
        countries=countries,
        form_starts=frozenset(phrase[0] for phrase in of_all_countries.before),
        form_ends=frozenset(phrase[-1] for phrase in of_all_countries.after),
        country_words=_sizes(countries),
        units=frozenset(words["units"]),
        numerals=numerals,
        idle=frozenset(words["stop"]) | numerals,
        idle_of_persons=frozenset(words["particles"]),
        little=_little(placed, countries, words["same"]),
    )


def _romans() -> dict[str, str]:
    """Return the Roman numbers up to 39 that are no single letter."""
    ones = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    every = {
        tens * "x" + unit: str(10 * tens + of) for tens in range(4) for of, unit in enumerate(ones)
    }
    return {roman: value for roman, value in every.items() if len(roman) > 1}


def _little(
    placed: Mapping[str, Iterable[str]], countries: Mapping[Phrase, str], same: Iterable[str]
) -> dict[str, float]:
    """Return the most that a word tells which says where, or which part; “united” is no place."""
    every = {word for phrase in countries for word in phrase if len(word) >= SHORTEST_PLACE}
    places = (every - {*same, *placed["no_places"]}) | {*placed["cities"]}
    return dict.fromkeys(places, PLACE) | dict.fromkeys(placed["branches"], BRANCH)


def _turned(groups: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {word: name for name, words in groups.items() for word in words if word != name}


def _sizes(phrases: Iterable[Phrase]) -> dict[str, tuple[int, ...]]:
    """Return how many words phrases have by the first of them, the most first."""
    sizes: dict[str, set[int]] = {}
    for phrase in phrases:
        sizes.setdefault(phrase[0], set()).add(len(phrase))
    return {word: tuple(sorted(every, reverse=True)) for word, every in sizes.items()}


def _countries(people_of: Mapping[str, Iterable[str]]) -> dict[Phrase, str]:
    named = {
        plain(name): code for language in LANGUAGES for code, name in places.names(language).items()
    }
    return named | {
        tuple(word.split("_")): code for code, words in people_of.items() for word in words
    }
