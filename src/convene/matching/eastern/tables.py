"""What is known of names in Han and Hangul, read once from `data/eastern.yaml`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from convene.matching.tables import DATA
from convene.packs import places
from convene.packs.read import parse_file

Sound = tuple[str, str]
"""How a sound is written plainly, and a pattern of all the ways to write it."""
Sounds = tuple[Sound, ...]


@dataclass(frozen=True, kw_only=True)
class Known:
    """Readings of signs, surnames of two signs, and the words that organisations are named with."""

    readings: Mapping[str, str]
    surnames: frozenset[str]
    words: Mapping[str, str]
    """In simplified signs; a place stands for nothing but its reading."""
    simplified: Mapping[int, int]
    """The simplified sign for each older or Japanese one."""
    pattern: re.Pattern[str]
    """Any of the words, the longest first."""
    bodies: re.Pattern[str]
    """Those that no person is called: neither a place nor a single sign."""
    korean: tuple[Sounds, Sounds, Sounds]
    """What a syllable may start with, its middles and its ends, in the order of Unicode."""
    korean_surnames: Mapping[str, Sound]
    latin_surnames: frozenset[str]
    """Korean surnames as they are written in Latin letters."""


@cache
def known() -> Known:
    """Return the tables. Raises ReadError when the file is broken."""
    read = parse_file(DATA / "eastern.yaml")
    pairs: str = read["traditional"]
    words = dict.fromkeys(read["places"], "") | dict(_countries("zh"))
    words |= dict(_words(read["han"])) | dict(_countries("ko")) | dict(_words(read["hangul"]))
    starts, middles, ends = (
        tuple((plain, pattern) for plain, pattern in read[part])
        for part in ("starts", "middles", "ends")
    )
    longest_first = sorted(words, key=len, reverse=True)
    return Known(
        readings=read["readings"],
        surnames=frozenset(read["surnames"]),
        words=words,
        simplified=str.maketrans(pairs[1::2], pairs[::2]),
        pattern=_any_of(longest_first),
        bodies=_any_of([text for text in longest_first if words[text] and len(text) > 1]),
        korean=(starts, middles, ends),
        korean_surnames={
            sign: (plain, own) for sign, (plain, own) in read["korean_surnames"].items()
        },
        latin_surnames=frozenset(read["latin_surnames"]),
    )


def _any_of(texts: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, texts)))


def _words(groups: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str]]:
    return ((text, word) for word, texts in groups.items() for text in texts)


def _countries(language: str) -> Iterator[tuple[str, str]]:
    return ((name, places.name(code)) for code, name in places.names(language).items())
