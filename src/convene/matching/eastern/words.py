"""The words of a name in Han or Hangul: surname and given name, or the words of an organisation
that the tables know.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from convene.core.names import Schema
from convene.matching.eastern.readings import of_han, of_hangul, surname
from convene.matching.eastern.tables import known
from convene.matching.forms import Phrase
from convene.matching.scripts import Script

LONGEST_TEXT, MOST = 300, 32
"""Characters and words of a name that are looked at."""
LONGEST_OF_PERSONS = 4
"""Signs that a name may have which is taken for a person's where nobody says whose it is."""
SYLLABLES = re.compile(
    r"(?:(?:kk|tt|pp|ss|jj|ch|[gndrlmbsjktph])?(?:y?eo|eu|ui|oe|y?ae|w[aeio]|y[aou]|oo|[aeiou])"
    r"(?:ng|[knlmpt])?){1,2}"
)
"""One or two syllables in the Revised Romanisation of Korean."""
PART = re.compile(r"[^\W\d_]+")
GAP = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
"""A gap between two Han signs, which parts no words: 有限 公司."""
ORDINAL = re.compile("第([一二三四五六七八九]|[0-9]+)|제([0-9]+)")
DIGITS = "一二三四五六七八九"


def is_person(text: str, schema: Schema) -> bool:
    """Say whether a name is read as a person's: where nobody says so, a short one is that holds no
    word of organisations.
    """
    if schema != "unknown":
        return schema == "person"
    parts = PART.findall(text)
    is_short = len(parts) < LONGEST_OF_PERSONS and all(
        len(part) <= LONGEST_OF_PERSONS for part in parts
    )
    return is_short and not known().bodies.search(text.translate(known().simplified))


def person_words(text: str, script: Script) -> Phrase:
    """Return surname and given name in Latin letters, or the words that gaps part."""
    read = of_han if script == "han" else of_hangul
    words = (surname(part) or read(part) for part in person_signs(text))
    return tuple([re.sub(r"[^a-z]", "", word) for word in words])


@lru_cache(maxsize=20_000)
def person_signs(text: str) -> Phrase:
    """Return the same words in their own signs."""
    parts = PART.findall(unicodedata.normalize("NFKC", text[:LONGEST_TEXT]))
    if len(parts) == 1 or all(len(part) == 1 for part in parts):
        parts = [*_surname_and_given("".join(parts))]
    return tuple(parts[:MOST])


def _surname_and_given(signs: str) -> Sequence[str]:
    """Return a name of two to four signs in its two parts; a longer one is one, and foreign."""
    if not 1 < len(signs) <= LONGEST_OF_PERSONS:
        return (signs,)
    size = 2 if signs[:2] in known().surnames and len(signs) > 2 else 1
    return (signs[:size], signs[size:])


def plain_korean(words: Phrase) -> Phrase:
    """Return the words of a person's name in Latin letters; beside a Korean surname, eo and eu of
    the Revised Romanisation as o and u, which McCune and Reischauer write with a mark.
    """
    if len(words) < 2 or known().latin_surnames.isdisjoint(words):
        return words
    return tuple([_plain_syllables(word) for word in words])


def _plain_syllables(word: str) -> str:
    if ("eo" in word or "eu" in word) and SYLLABLES.fullmatch(word):
        return word.replace("eo", "o").replace("eu", "u")
    return word


def without_gaps(text: str) -> str:
    """Return a text in Han without the gaps between its signs."""
    return GAP.sub("", text)


def organisation_text(text: str, script: Script) -> str:
    """Return an organisation's name in Latin letters, its words apart: those of the tables in
    English, numbers in digits, what stands between them as one word.
    """
    words = known().words
    read = of_han if script == "han" else of_hangul
    numbered = ORDINAL.sub(_number, text.translate(known().simplified))
    apart = known().pattern.sub(
        lambda word: f" {words[word.group()] or of_han(word.group())} ", numbered
    )
    return PART.sub(
        lambda part: part.group() if part.group().isascii() else read(part.group()), apart
    )


def _number(met: re.Match[str]) -> str:
    sign = met[1] or met[2]
    return f" {DIGITS.index(sign) + 1 if sign in DIGITS else sign} "
