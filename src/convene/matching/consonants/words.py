"""Names as words of consonants, the same way from Arabic or Hebrew letters and from all others."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from convene.core.names import Name, Schema
from convene.matching.consonants import letters
from convene.matching.consonants.tables import ARTICLE, TABLE, endings, known
from convene.matching.forms import NONE, Phrase, apart
from convene.matching.normalise import LONGEST, MOST, Parsed, parse
from convene.matching.tables import tables

ARABIC = re.compile(r"[^\W\d_]+")
SERVANT, GOD, FAITH = f"{TABLE}servant", f"{TABLE}god", f"{TABLE}faith"
"""Parts of many names that are spelt in many ways: Abd, Allah, al-Din."""
OF_GOD = re.compile(r"(?<=\w\w)(?:(?:ou|[aeou])llah|(?:ou|u)lla|ulah)$")
OF_FAITH = re.compile(r"(?<=\w\w)(?:[aeiou]{1,2}(?:dd|ld)|[ue]d)(?:in|een|ine|ien|yn)e?$")
A_SERVANT = re.compile(r"^abd(?:[aeiou]{1,2}(?:l|([rszntd])(?=\1))?)(?=\w{3})")
SERVANT_OF_GOD = re.compile(r"^abd(?:u|a|e|ou|o)ll?ah?$")
ALONE = {
    **dict.fromkeys(
        ("abd", "abdul", "abdel", "abdal", "abdol", "abdoul", "abdu", "abdur", "abdus"), SERVANT
    ),
    **dict.fromkeys(("allah", "alah", "ullah", "ollah", "llah", "oullah", "elah"), GOD),
    **dict.fromkeys(
        ("din", "deen", "dine", "addin", "eddine", "eddin", "uddin", "aldin", "aldine", "eldin"),
        FAITH,
    ),
}
NO_ARTICLE = frozenset(
    {
        *("الياس", "الهام", "الكسندر", "الكساندر", "البرت", "الفريد", "الين", "الينا", "الناز"),
        *("الهه", "الوند", "الوندي", "الماس", "العازر"),
    }
)
"""Names that begin like the article."""
PARTS_END = frozenset("hane")
"""Letters that the parts at the end of a word end in."""
FATHER = re.compile(r"^ab(?:ou|oo|u)(?=[^aeiou]\w{3})")


class Word(NamedTuple):
    """One word: its consonants, how it was spelt, and the word of the tables that it is, behind its
    mark.
    """

    sound: str
    spelt: str
    meaning: str = ""


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Consonants(Parsed):
    """A name in its parts, its words in consonants: `words` are meanings or bones, by which it is
    known how common each is.
    """

    sounds: Phrase
    meanings: Phrase
    """The word of the tables that each word is, or nothing."""


def spoken(name: Parsed, schema: Schema) -> Sequence[Word]:
    """Return the words of a name, read as the name of a person or of an organisation."""
    return _spoken(name.text, schema)


@lru_cache(maxsize=60_000)
def _spoken(text: str, schema: Schema) -> tuple[Word, ...]:
    name = parse(Name(text=text, schema=schema))
    return tuple(_of_abjad(name) if name.script == "abjad" else _of_latin(name))


def consonants(name: Parsed, schema: Schema) -> Consonants:
    """Return a name in consonants, read as the name of a person or of an organisation."""
    return _consonants(name.text, schema, name.countries, name.identifiers)


@lru_cache(maxsize=20_000)
def _consonants(
    text: str, schema: Schema, countries: frozenset[str], identifiers: frozenset[str]
) -> Consonants:
    name, words = parse(Name(text=text, schema=schema)), _spoken(text, schema)
    sounds = tuple([word.sound for word in words])
    return Consonants(
        schema=schema,
        text=text,
        script=name.script,
        is_whole=False,
        words=tuple([word.meaning or bones(word.sound)[0] for word in words]),
        spelt=tuple([word.spelt for word in words]),
        sounds=sounds,
        meanings=tuple([word.meaning for word in words]),
        forms=NONE,
        numbers=name.numbers,
        letters=name.letters,
        places=NONE,
        initials=NONE,
        capitals=False,
        joined="".join(sounds),
        ordered="".join(sorted(sounds)),
        whole="",
        countries=countries,
        identifiers=identifiers,
    )


@lru_cache(maxsize=100_000)
def bones(signs: str) -> Phrase:
    """Return what a word is looked up by, the likeliest first; a sound that Latin letters write in
    two ways gives two.
    """
    readings = [signs]
    if "D" in signs:
        readings.append(signs.replace("D", "z"))
    if "q" in signs:
        readings.append(signs.replace("q", "g"))
    return tuple(dict.fromkeys(map(letters.bone, readings)))


def _of_latin(name: Parsed) -> Sequence[Word]:
    telling = [] if name.schema == "person" else [*_of_organisation(name)]
    return telling or [part for word in name.spelt for part in _split_word(word)]


def latin_words(spelt: str, *, schema: Schema) -> tuple[Word, ...]:
    """Return what one word of a name in Latin letters is read as, apart from all others."""
    parts = tuple(_split((spelt,)))
    meaning = "" if schema == "person" else known().english.get(spelt, "")
    if schema != "person" and (code := tables().countries.get((spelt,))):
        meaning = code
    return (*parts, Word("", spelt, TABLE + meaning)) if meaning else parts


def _part(meaning: str, spelt: str) -> Word:
    """Return a part that many names have: it sounds like itself only."""
    return Word(meaning, spelt, meaning)


def _split(words: Iterable[str]) -> Iterator[Word]:
    for word in words:
        yield from _split_word(word)


@lru_cache(maxsize=100_000)
def _split_word(word: str) -> tuple[Word, ...]:
    if sign := ALONE.get(word):
        return (_part(sign, word),)
    if word.startswith("abd"):
        if SERVANT_OF_GOD.match(word):
            return _part(SERVANT, word), _part(GOD, word)
        if (served := A_SERVANT.match(word)) and len(word) > len(served.group()) + 2:
            return _part(SERVANT, served.group()), *_split_word(word[served.end() :])
    if word[-1] in PARTS_END and (end := _part_at_its_end(word)):
        whose = word[: end.start()]
        part = _part(GOD if end.re is OF_GOD else FAITH, end.group())
        return Word(letters.of_latin(whose), whose), part
    signs = letters.of_latin(FATHER.sub("", word) if word.startswith("ab") else word)
    return (Word(signs, word),) if signs else ()


def _part_at_its_end(word: str) -> re.Match[str] | None:
    """Return where “Allah” or “al-Din” stands at the end of a word."""
    if word[-1] in "ah":
        return OF_GOD.search(word) if "ll" in word or word.endswith("ulah") else None
    return OF_FAITH.search(word) if "d" in word else None


def _of_organisation(name: Parsed) -> Iterator[Word]:
    words, english, forms = name.spelt, known().english, known().forms
    place = 0
    while place < len(words):
        size, code = _country(words, place)
        word, place = words[place], place + size
        meaning = english.get(word)
        if code:
            spelt = " ".join(words[place - size : place])
            yield Word(letters.of_latin(spelt), spelt, TABLE + code)
        elif meaning and meaning not in forms:
            yield Word(letters.of_latin(word), word, TABLE + meaning)
        elif not meaning:
            yield from _split((word,))


def _country(words: Sequence[str], place: int) -> tuple[int, str]:
    """Return how many words from here on name a country, at least one, and its code, if they do."""
    for size in tables().country_words.get(words[place], ()):
        if code := tables().countries.get(tuple(words[place : place + size])):
            return size, code
    return 1, ""


def _of_abjad(name: Parsed) -> Iterator[Word]:
    text = name.text[:LONGEST]
    text = text if name.schema == "person" else apart(text, tables().forms)[0]
    as_written = ARABIC.findall(letters.unmarked(text))[:MOST]
    spelt = {letters.folded(word): word for word in as_written}
    words = [plain for word in as_written if (plain := letters.folded(word))]
    for word in _of_a_person(words) if name.schema == "person" else _of_a_body(words):
        yield word._replace(spelt=" ".join(spelt.get(part, part) for part in word.spelt.split()))


def _of_a_person(words: Sequence[str]) -> Iterator[Word]:
    idle = known().kin | known().titles
    for word in [word for word in words if word not in idle] or words:
        yield from _parts(word)


def _parts(word: str) -> Iterator[Word]:
    """Yield a word of a person's name, Abd, Allah and al-Din apart from what they stand with."""
    bare = _bare(word)
    if word in {"عبد", "עבד"}:
        yield _part(SERVANT, word)
    elif word in {"الله", "اله", "لله"}:
        yield _part(GOD, word)
    elif bare == "دين":
        yield _part(FAITH, word)
    elif word.startswith("عبدال") and len(word) > 6:
        yield _part(SERVANT, "عبد")
        yield from _parts(word.removeprefix("عبد"))
    elif word.endswith("الله") and len(word) > 5:
        yield from (*_parts(word.removesuffix("الله")), _part(GOD, "الله"))
    elif word.endswith("الدين") and len(word) > 6:
        yield from (*_parts(word.removesuffix("الدين")), _part(FAITH, "الدين"))
    elif signs := letters.of_abjad(_without_father(bare)) or letters.of_latin(_ascii(bare)):
        yield Word(signs, word)


def _bare(word: str) -> str:
    """Return a word without the article, unless it only begins like it."""
    return word.removeprefix(ARTICLE) if len(word) > 3 and word not in NO_ARTICLE else word


def _without_father(word: str) -> str:
    return word.removeprefix("ابو") if len(word) > 5 else word


def _ascii(word: str) -> str:
    return word.casefold() if word.isascii() else ""


def _of_a_body(words: Sequence[str]) -> Sequence[Word]:
    """Return the words of an organisation's name; all of them where none tells anything."""
    telling = tuple(_telling(words))
    return telling or tuple(part for word in words for part in _parts(word))


def _telling(words: Sequence[str]) -> Iterator[Word]:
    place = 0
    while place < len(words):
        size, meaning = _meaning(words, place)
        word, place = words[place], place + size
        if meaning and meaning not in known().forms:
            spelt = " ".join(words[place - size : place])
            yield Word(letters.of_abjad(_bare(spelt)), spelt, TABLE + meaning)
        elif not meaning and word not in known().stop:
            yield from _parts(word)


def _meaning(words: Sequence[str], place: int) -> tuple[int, str]:
    """Return how many words from here on the tables know together, at least one, and as what."""
    if len(words) > place + 1:
        for second in endings(words[place + 1]):
            for first in endings(words[place]):
                if meaning := known().words.get((first, second)):
                    return 2, meaning
    if words[place] in known().stop:
        return 1, ""
    meanings = (known().words.get((bare,)) for bare in endings(words[place]))
    return 1, next(filter(None, meanings), "")
