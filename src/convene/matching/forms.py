"""Legal forms of all countries: how they are spelt, in any alphabet, and where in a name they
stand.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from anyascii import anyascii

Phrase = tuple[str, ...]

SHORT = 4
"""Letters up to which a single word is a form only where legal_forms.yaml says so: other tables
hold words such as “in” and “is”.
"""
UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)
"""Letters of scripts that put no space between words, or need none."""
SHORTEST_INSIDE = 3
SMALL_LETTERS = re.compile(r"[\u0370-\u058f]{1,3}")
"""Greek, Cyrillic and Armenian letters that are no form where they are small: “по” is a word."""
WORD = re.compile(r"\w+")
DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?")
"""Letters with points between them."""
NONE = frozenset[str]()
CLIPPED = re.compile(r"[^\W\d_]{3,}(?=\.(?!\w))")
"""A word that a point ends."""
LONGEST = 16
"""Pieces of a form in another alphabet: in some, signs of vowels part the letters of a word."""


@dataclass(frozen=True, kw_only=True)
class Forms:
    """Every spelling of a legal form with its kind, by where it stands."""

    after: Mapping[Phrase, str]
    before: Mapping[Phrase, str]
    in_scripts: Mapping[str, tuple[tuple[Phrase, str], ...]]
    """By first word: words in other alphabets, the longest first, with the form in Latin letters
    that stands for them.
    """
    inside: Mapping[str, str]
    """The same for scripts without spaces."""
    glued: Mapping[str, str]
    glued_endings: tuple[str, ...]
    """The keys of the same."""
    before_mbh: tuple[str, ...]
    anywhere: frozenset[str]


def forms(legal: Mapping[str, Any], types: Path) -> Forms:
    """Return the forms of our own table and those of another that it does not leave out."""
    ours = [(kind, text) for kind, texts in legal["forms"].items() for text in texts]
    theirs = list(_theirs(types, kinds=legal["kinds"], left_out=frozenset(legal["left_out"])))
    after = {phrase: kind for kind, text in (*theirs, *ours) for phrase in _spellings(text)}
    fronts = frozenset(legal["front"])
    others = [(legal["short"][kind], text) for kind, text in (*theirs, *ours) if not _latin(text)]
    inside = {_folded(text): short for short, text in others if UNSPACED.search(text)}
    return Forms(
        after=after,
        before={words: kind for words, kind in after.items() if _may_begin(words, fronts)},
        in_scripts=_by_first_word(others),
        inside={text: short for text, short in inside.items() if len(text) >= SHORTEST_INSIDE}
        | legal["inside"],
        glued=legal["glued"],
        glued_endings=tuple(legal["glued"]),
        before_mbh=tuple(legal["before_mbh"]),
        anywhere=frozenset(legal["anywhere"]),
    )


def plain(text: str) -> Phrase:
    """Return the words of a text in lower-case Latin letters."""
    return tuple(re.findall(r"[a-z0-9]+", anyascii(text).casefold()))


def clipped(text: str) -> frozenset[str]:
    """Return the words that a point ends, as one does that stands for what was left off."""
    return frozenset(map("".join, map(plain, CLIPPED.findall(text)))) if "." in text else NONE


def shortened(text: str, known: Forms) -> str:
    """Return a text with the forms of other alphabets at either end as Latin ones at its end."""
    return " ".join(apart(text, known))


def apart(text: str, known: Forms) -> tuple[str, ...]:
    """Return a text without the forms of other alphabets at either end, then their like in Latin
    letters.
    """
    words = list(WORD.finditer(text))
    spelt = [word.group().casefold() for word in words]
    if known.in_scripts.keys().isdisjoint(spelt):
        return (text,)
    first, last = 0, len(words)
    shorts: list[str] = []
    while form := _at_start(words, spelt, first, last, known):
        shorts, first = [*shorts, form[1]], first + form[0]
    while form := _at_end(words, spelt, first, last, known):
        shorts, last = [*shorts, form[1]], last - form[0]
    if not shorts:
        return (text,)
    return (text[words[first].start() : words[last - 1].end()], *shorts)


def _at_start(
    words: list[re.Match[str]], spelt: list[str], first: int, last: int, known: Forms
) -> tuple[int, str] | None:
    if first >= last:
        return None
    for phrase, short in known.in_scripts.get(spelt[first], ()):
        size = len(phrase)
        if size < last - first and _is_form(words, spelt, first, phrase):
            return size, short
    return None


def _at_end(
    words: list[re.Match[str]], spelt: list[str], first: int, last: int, known: Forms
) -> tuple[int, str] | None:
    for start in range(max(first + 1, last - LONGEST), last):
        for phrase, short in known.in_scripts.get(spelt[start], ()):
            if len(phrase) == last - start and _is_form(words, spelt, start, phrase):
                return len(phrase), short
    return None


def _is_form(words: list[re.Match[str]], spelt: list[str], start: int, phrase: Phrase) -> bool:
    written = words[start].group()
    if len(phrase) == 1 and written.islower() and SMALL_LETTERS.fullmatch(written):
        return False
    return tuple(spelt[start : start + len(phrase)]) == phrase


def _theirs(
    types: Path, *, kinds: Mapping[str, str], left_out: frozenset[str]
) -> Iterator[tuple[str, str]]:
    for line in types.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        kind, text = line.split("\t")
        words = WORD.findall(text.casefold())
        latin = plain(text) if _latin(text) else ()
        is_short = latin and len("".join(latin)) <= SHORT
        if not is_short and left_out.isdisjoint((*words, *latin, " ".join(latin))):
            yield kinds.get(kind, "business"), text


def _latin(text: str) -> bool:
    return all(ord(char) < 0x250 or 0x1E00 <= ord(char) < 0x1F00 for char in text if char.isalpha())


def _spellings(text: str) -> Iterable[Phrase]:
    """`s.a.` is also met as `sa` and as `s a`; other alphabets as they are written in Latin letters
    where that is longer than a few.
    """
    joined = DOTTED.sub(lambda letters: letters.group().replace(".", "") + " ", text)
    every = (plain(text), plain(text.replace(".", "").replace("/", "")), plain(joined))
    return [words for words in every if _latin(text) or len("".join(words)) > SHORT]


def _may_begin(words: Phrase, fronts: frozenset[str]) -> bool:
    if len(words) == 1:
        return len(words[0]) > SHORT or words[0] in fronts
    return len(words) > 2 or max(map(len, words)) > 1  # “J. P. Quill” begins with initials


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _by_first_word(
    others: Iterable[tuple[str, str]],
) -> dict[str, tuple[tuple[Phrase, str], ...]]:
    by_first: dict[str, dict[Phrase, str]] = {}
    for short, text in others:
        words = tuple(WORD.findall(_folded(text).casefold()))
        for phrase in (words, ("".join(words),)):  # ε.π.ε. is also met as ΕΠΕ
            if len("".join(phrase)) > 1 and (phrase == words or max(map(len, words)) <= 2):
                by_first.setdefault(phrase[0], {})[phrase] = short
    return {
        first: tuple(sorted(of.items(), key=lambda form: -len(form[0])))
        for first, of in by_first.items()
    }
