"""What a name numbers its bearer by: numbers, by their value, and single letters, as in “Ward A”.
Two that differ in them are two, however alike the rest is.

A single letter may also be a small word: “a”, “y”, “и”. How it is written and where it stands tells
which; where nothing does, it counts when the other name has another letter.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol

from anyascii import anyascii

Phrase = tuple[str, ...]
NONE = frozenset[str]()
LETTER = r"[A-Za-z\u00c0-\u06ff\u10a0-\u10ff]"
"""A letter of a script that writes words with several of them."""
LONE = re.compile(rf"(?<![\w'’ʼ`´‘.])(?=[^\W\d_]){LETTER}(?![\w'’ʼ`´‘]|\.\w)\.?")
"""A letter that is a word, with the point behind it; not one of several with points between."""
GLUED = re.compile(rf"(\d+)(?=[^\W\d_])({LETTER})(?!\w)")
WORD = re.compile(r"[^\W_]+")
LINKS = frozenset("eiouy")
"""What joins words in Spanish, Portuguese, Italian, Catalan, Russian and other languages."""
SMALL = LINKS | frozenset("adlsvwk")
"""Letters that are articles, prepositions or the remains of one as well."""
ORDINALS = frozenset("aeo")
"""What stands on a number to put it in a row: “1a Escuela”, “2e Bureau”."""
AND = "و"
ROMAN: Mapping[str, str] = {"i": "1", "v": "5", "x": "10"}
SUFFIXES: Mapping[str, str] = {
    **dict.fromkeys(("jr", "jnr", "junior"), "jr"),
    **dict.fromkeys(("sr", "snr", "senior"), "sr"),
}
"""What is put behind the name of a son, and of a father."""
SUFFIXED = frozenset(SUFFIXES)
CALLED = frozenset(SUFFIXES.values())

Role = Literal["telling", "either", "small"]
Difference = Literal["", "missing", "clash"]


class Letters(NamedTuple):
    """The single letters of a name, in small Latin letters, by what they are."""

    telling: frozenset[str] = NONE
    either: frozenset[str] = NONE
    """Those that may be small words as well."""
    small: frozenset[str] = NONE
    """Those that are small words for certain."""


NO_LETTERS = Letters()


class Figures(NamedTuple):
    """The numbers and the single letters of a name."""

    numbers: frozenset[str]
    letters: Letters


class Figured(Protocol):
    """A name in its parts, as much of it as is compared here."""

    @property
    def numbers(self) -> frozenset[str]:
        """Its numbers, by their value."""

    @property
    def letters(self) -> Letters:
        """Its single letters."""

    @property
    def whole(self) -> str:
        """All its letters and digits as they stand."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Lone:
    """A single letter of a text: in Latin, as it stands, and what stands about it."""

    letter: str
    sign: str
    has_point: bool
    is_first: bool
    is_last: bool
    before: str
    """The word before it, in small Latin letters."""


def figures(
    text: str, words: Phrase, *, values: Mapping[str, str], units: frozenset[str]
) -> Figures:
    """Return the numbers and single letters of an organisation's name. `words` are its words in
    Latin letters that are no legal form, `values` the values of numbers in words, `units` the words
    behind which a letter is a number or a mark: “Fund V”, “Ward a”.
    """
    numbers = {_value(word, values) for word in words if word in values or word.isdigit()} - {""}
    called = suffix(words)
    if text.isascii() and not any(len(word) == 1 for word in words):
        return Figures(frozenset(numbers), called)
    is_mixed = _is_mixed(text)
    for number, letter in _on_numbers(text, words, is_mixed=is_mixed, units=units):
        numbers = (numbers - {number}) | {number + letter}
    roles: dict[Role, set[str]] = {"telling": set(), "either": {*called.either}, "small": set()}
    for single in _lone(text, words):
        role = _role(single, is_mixed=is_mixed, units=units)
        number, letter = _bare(single.before), single.letter
        if number in numbers and role != "small" and (single.is_last or letter not in LINKS):
            numbers = (numbers - {number}) | {number + letter}
        elif role == "telling" and (value := _roman(single)) and _numbers_one(single, units):
            numbers.add(value)
        else:
            roles[role].add(letter)
    return Figures(frozenset(numbers), Letters(*map(frozenset, roles.values())))


def suffix(words: Phrase) -> Letters:
    """Return whether somebody is called the younger or the elder: “Wanda Quill Jr.”; not in front,
    where “Sr.” is a title.
    """
    if SUFFIXED.isdisjoint(words):
        return NO_LETTERS
    called = frozenset(SUFFIXES[word] for word in words[1:] if word in SUFFIXES)
    return Letters(either=called) if called else NO_LETTERS


def initials(text: str, words: Phrase) -> frozenset[str]:
    """Return the single letters of a person's name that are initials and no particles. `words` are
    its words in Latin letters.
    """
    if text.isascii() and 1 not in map(len, words):
        return NONE
    is_mixed = _is_mixed(text)
    return frozenset(
        single.letter
        for single in _lone(text.replace(".", ". "), None)
        if (single.has_point or (is_mixed and single.sign.isupper() and not single.is_first))
    )


def difference(left: Figured, right: Figured) -> Difference:
    """Return whether two names have different letters, or only one of them one that tells."""
    mine, yours = left.letters, right.letters
    if (mine.either ^ yours.either) >= CALLED:
        return "clash"
    if (mine is NO_LETTERS and yours is NO_LETTERS) or (left.whole and left.whole == right.whole):
        return ""
    all_mine, all_yours = _every(left), _every(right)
    lone_mine = _valued(mine.telling | mine.either | left.numbers) - all_yours
    lone_yours = _valued(yours.telling | yours.either | right.numbers) - all_mine
    if lone_mine and lone_yours:
        return "clash"
    alone = (_valued(mine.telling) - all_yours) | (_valued(yours.telling) - all_mine)
    return "missing" if alone else ""


def marks(name: Figured) -> frozenset[str]:
    """Return the numbers and letters by which no two organisations of one group may differ."""
    return _valued(name.numbers | name.letters.telling | (name.letters.either - LINKS))


def lone(name: Figured, other: Figured) -> tuple[str, ...]:
    """Return the letters and numbers of a name that the other has not, the telling ones first."""
    every = _every(other)
    ranked = (name.letters.telling | name.numbers, name.letters.either)
    return tuple(
        letter for letters in ranked for letter in sorted(letters) if _valued({letter}) - every
    )


def _every(name: Figured) -> frozenset[str]:
    letters = name.letters
    return _valued(letters.telling | letters.either | letters.small | name.numbers)


def _valued(letters: frozenset[str] | set[str]) -> frozenset[str]:
    """Return letters and numbers so that “V” and “5” are one."""
    return frozenset(ROMAN.get(letter, letter) for letter in letters)


def _bare(word: str) -> str:
    """Return a number without the zeros before it; nothing where a word is none."""
    return (word.lstrip("0") or "0") if word.isdigit() else ""


def _value(word: str, values: Mapping[str, str]) -> str:
    return _bare(word) or (values.get(word, "") if len(word) > 1 else "")


def _is_mixed(text: str) -> bool:
    """Return whether a text has capitals and small letters, so that they tell something."""
    return text != text.lower() and text != text.upper()


def _on_numbers(
    text: str, words: Phrase, *, is_mixed: bool, units: frozenset[str]
) -> Iterator[tuple[str, str]]:
    """Yield the letters that stand on numbers, as in “Lot 3A”, but for those that put them in a
    row.
    """
    for glued in GLUED.finditer(text):
        number, letter = _bare(anyascii(glued[1])), _latin(glued[2])
        is_counted = glued[2].islower() and letter in ORDINALS and text[glued.end() :].strip()
        if letter in words and not (is_counted and _before(text, glued.start()) not in units):
            yield number, letter


def _lone(text: str, words: Phrase | None) -> Iterator[Lone]:
    for met in LONE.finditer(text):
        sign = met.group()[0]
        letter = _latin(sign)
        if letter and (words is None or letter in words):
            yield Lone(
                letter=letter,
                sign=sign,
                has_point=met.group().endswith("."),
                is_first=not WORD.search(text[: met.start()]),
                is_last=words is not None and words[-1:] == (letter,),
                before=_before(text, met.start()),
            )


def _before(text: str, start: int) -> str:
    words = WORD.findall(text[:start])
    return _latin(words[-1]) if words else ""


def _latin(text: str) -> str:
    return anyascii(text).lower().replace("'", "").replace("`", "")


def _role(lone: Lone, *, is_mixed: bool, units: frozenset[str]) -> Role:
    """Return whether a single letter tells one bearer from another, or is a small word."""
    sign, letter = lone.sign, lone.letter
    if sign == AND:
        return "small"
    if sign.lower() == sign.upper() or letter not in SMALL or (lone.is_last and not lone.is_first):
        return "telling"
    if not is_mixed:
        return "telling" if lone.before in units or lone.has_point else "either"
    if sign.isupper():
        return "either" if lone.is_first and not lone.has_point else "telling"
    if letter in LINKS:
        return "small"
    return "telling" if lone.before in units else "either"


def _roman(lone: Lone) -> str:
    return ROMAN.get(lone.letter, "") if lone.sign.isascii() else ""


def _numbers_one(lone: Lone, units: frozenset[str]) -> bool:
    """Return whether a letter stands where numbers stand: at the end, or behind a unit."""
    return (lone.is_last and not lone.is_first) or lone.before in units
