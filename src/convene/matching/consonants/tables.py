"""Words in Arabic and Hebrew letters that the tables know, read once from their file in `data/`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from convene.matching.consonants.letters import clean
from convene.matching.forms import Phrase
from convene.matching.tables import DATA, tables
from convene.packs import places
from convene.packs.read import parse_file

TABLE = "@"
"""What stands before a word of the tables, where consonants stand otherwise."""
LANGUAGES = ("ar", "fa", "ur", "ps", "he")
ARTICLE = "ال"


@dataclass(frozen=True, kw_only=True)
class Known:
    """What the tables know: of words in cleaned Arabic or Hebrew letters, and of their English."""

    words: Mapping[Phrase, str]
    """English word by the words it is written with."""
    english: Mapping[str, str]
    """The same by other English words."""
    stop: frozenset[str]
    forms: frozenset[str]
    bodies: frozenset[str]
    """Words that tell little where only one of two names has them, behind their mark."""
    names: frozenset[str]
    """Names that are known whole, behind their mark, though they have few consonants."""
    titles: frozenset[str]
    kin: frozenset[str]
    kindred: Mapping[str, frozenset[str]]
    """English words by those that are near to them in meaning."""


@cache
def known() -> Known:
    """Return the tables. Raises ReadError when a file of them is broken."""
    read = parse_file(DATA / "consonants.yaml")
    groups: dict[str, list[str]] = {**read["words"], **read["cities"], **read["names"]}
    words = {_phrase(text): name for name, texts in groups.items() for text in _other(texts)}
    english = {
        text: name for name, texts in groups.items() for text in (name, *texts) if text.isascii()
    }
    translated = tables().same
    return Known(
        words={**dict(_countries(read["countries"])), **words},
        english={**{word: name for word, name in translated.items() if name in groups}, **english},
        stop=frozenset(map(_word, read["stop"])),
        forms=frozenset(read["forms"]),
        bodies=frozenset(TABLE + word for word in read["bodies"]),
        names=frozenset(TABLE + word for word in read["names"]),
        titles=frozenset(map(_word, read["titles"])),
        kin=frozenset(map(_word, read["kin"])),
        kindred=_kindred(read["kindred"]),
    )


def _kindred(groups: Iterable[Sequence[str]]) -> dict[str, frozenset[str]]:
    near: dict[str, set[str]] = {}
    for group in groups:
        for word in group:
            near.setdefault(TABLE + word, set()).update(TABLE + other for other in group)
    return {word: frozenset(others) for word, others in near.items()}


def endings(word: str) -> Iterator[str]:
    """Yield a word as it stands and then without what Arabic and Hebrew glue to it: the article, a
    preposition, the ending of an adjective or of a plural.
    """
    for bare in dict.fromkeys((word, *_unglued(word))):
        yield bare
        yield from (
            bare.removesuffix(end)
            for end in ENDS
            if bare.endswith(end) and len(bare) > len(end) + 2
        )


GLUED = ("وال", "بال", "كال", "فال", "لل", "ال", "ول", "و", "ب", "ل", "ה", "ו", "ל", "ב", "מ", "ש")
ENDS = ("يه", "ه", "ات", "ين", "ون", "ها", "هاي", "يون", "يان", "ان", "ي", "ים", "ות", "ית")


def _unglued(word: str) -> Iterator[str]:
    return (
        word.removeprefix(start)
        for start in GLUED
        if word.startswith(start) and len(word) > len(start) + 2
    )


def _other(texts: Iterable[Any]) -> Iterator[str]:
    return (str(text) for text in texts if not str(text).isascii())


def _phrase(text: str) -> Phrase:
    return tuple(clean(text).split())


def _word(text: str) -> str:
    return clean(str(text))


def _countries(people_of: Mapping[str, Iterable[str]]) -> Iterator[tuple[Phrase, str]]:
    """Yield the names of countries in each language and the stems of their adjectives."""
    named = [
        (code, name) for language in LANGUAGES for code, name in places.names(language).items()
    ]
    people = [(code, word) for code, words in people_of.items() for word in words]
    for code, name in (*named, *people):
        phrase = tuple(word.removeprefix(ARTICLE) for word in _phrase(name))
        if phrase and all(phrase):
            yield phrase, code
            if len(phrase) == 1 and len(stem := phrase[0].removesuffix("ا").removesuffix("ي")) > 3:
                yield (stem,), code
