"""Which names among those who receive are people's: by a title, by a form of those who trade alone,
or, among suppliers, by a bare personal name. People are counted and get no page. ADR 17.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from convene.core.records import Role
from convene.core.writing import fold
from convene.packs.read import fit, parse_file

FILE = Path(__file__).parent / "people.yaml"
SELL: frozenset[Role] = frozenset({"supplier", "bidder"})
"""Roles in which a bare personal name is taken for a person's: who sells to public bodies."""
FEWEST, MOST = 2, 6
"""Words of a personal name."""
LONGEST = 120
LINKS = frozenset(
    [
        "de",
        "del",
        "la",
        "las",
        "los",
        "da",
        "das",
        "do",
        "dos",
        "di",
        "von",
        "van",
        "der",
        "den",
        "el",
        "al",
        "bin",
        "ibn",
        "ben",
        "y",
        "e",
        "oglu",
        "kyzy",
        "ogly",
    ]
)
"""Small words inside personal names."""
INITIAL = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, kw_only=True)
class Words:
    """What people.yaml holds."""

    titles: tuple[str, ...]
    weak_titles: tuple[str, ...]
    traders: tuple[str, ...]
    weak_traders: tuple[str, ...]
    firms: tuple[str, ...]
    given: tuple[str, ...]


@lru_cache(maxsize=1 << 16)
def is_person(name: str, *, role: Role, numbered: bool, none_of: frozenset[str]) -> bool:
    """Return whether a name is a person's; `numbered` says that a known register of organisations
    numbers it, `none_of` are words of organisations.
    """
    if len(name) > LONGEST:
        return False
    words = re.findall(r"[^\W_]+", fold(name))
    beside = _after(words, "traders") or _before(words, "traders")
    if beside and _set("firms").isdisjoint(beside) and none_of.isdisjoint(beside):
        return True
    quoted = any(sign in name for sign in '"“”«»„')
    rest = _after(words, "titles")
    if rest and not quoted and _is_personal(rest, none_of):
        return True
    for rest in (_after(words, "weak_traders"), _before(words, "weak_traders")):
        if (
            rest
            and not quoted
            and _is_personal(rest, none_of)
            and (_has_given(rest) or _has_initials(rest))
        ):
            return True
    rest = _after(words, "weak_titles")
    if rest and not quoted and _is_personal(rest, none_of) and _has_given(rest):
        return True
    bare = role in SELL and not numbered and not quoted and "." not in name.strip(". ")
    return bare and _has_given(words) and _is_personal(words, none_of)


def _is_personal(words: Sequence[str], none_of: frozenset[str]) -> bool:
    """Return whether words may be a personal name: a few, of letters only, none of them a word of
    organisations.
    """
    own = [word for word in words if word not in LINKS]
    long = [word for word in own if len(word) > 1]
    return (
        len(own) >= FEWEST
        and len(words) <= MOST
        and any(len(word) > 2 for word in own)
        and all(word.isalpha() for word in words)
        and none_of.isdisjoint(long)
        and _set("firms").isdisjoint(long)
    )


def _has_given(words: Iterable[str]) -> bool:
    """Return whether a word is a given name."""
    return not _set("given").isdisjoint(words)


def _has_initials(words: Iterable[str]) -> bool:
    """Return whether two initials stand beside a surname."""
    return sum(len(word) == 1 for word in words) == 2


def _after(words: Sequence[str], kind: str) -> Sequence[str]:
    """Return what stands behind the forms that begin a name, which may be several: “Ing. Dr.”."""
    rest = words
    while begun := next((form for form in _forms(kind) if tuple(rest[: len(form)]) == form), None):
        rest = rest[len(begun) :]
    return rest if len(rest) < len(words) else ()


def _before(words: Sequence[str], kind: str) -> Sequence[str]:
    """Return what stands before the form that ends a name."""
    ends = next((form for form in _forms(kind) if tuple(words[-len(form) :]) == form), None)
    return words[: -len(ends)] if ends else ()


@cache
def _forms(kind: str) -> tuple[tuple[str, ...], ...]:
    forms = {tuple(re.findall(r"[^\W_]+", fold(text))) for text in getattr(_words(), kind)}
    return tuple(sorted(forms - {()}, key=lambda form: (-len(form), form)))


@cache
def _set(kind: str) -> frozenset[str]:
    return frozenset(map(fold, getattr(_words(), kind)))


@cache
def _words() -> Words:
    return fit(parse_file(FILE), Words)
