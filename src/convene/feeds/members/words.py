"""Words that lists of members use: how a member stands, and what it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from convene.core.records import STANDINGS
from convene.core.writing import fold
from convene.packs import codelists
from convene.packs.read import fit, parse_file

FILE = Path(__file__).parent / "words.yaml"


@dataclass(frozen=True, kw_only=True)
class Words:
    """What words.yaml holds."""

    standings: Mapping[str, tuple[str, ...]]
    kinds: Mapping[str, tuple[str, ...]]
    people: tuple[str, ...]


def standing(word: str) -> str:
    """Return how somebody stands whom a list marks with a word; who stands on it unmarked is a
    member, and of a word that is not known nothing is said.
    """
    return _standings().get(_plain(word), "") if word else STANDINGS[0]


def type_of(kind: str) -> str | None:
    """Return the IATI organisation type that a word or code stands for; none where no word is
    written, and None where it is not known.
    """
    if not kind or kind in codelists.iati_organisation_types():
        return kind
    return _kinds().get(_plain(kind))


def is_of_people(kind: str) -> bool:
    """Say whether a kind is that of people, who are no organisations."""
    return _plain(kind) in _words().people


def kinds() -> tuple[str, ...]:
    """Return the first word of each kind, for those who must choose one."""
    return tuple(words[0] for words in _words().kinds.values())


def _plain(word: str) -> str:
    return " ".join(fold(word).split())


@cache
def _words() -> Words:
    return fit(parse_file(FILE), Words)


@cache
def _standings() -> Mapping[str, str]:
    return {word: code for code, words in _words().standings.items() for word in words}


@cache
def _kinds() -> Mapping[str, str]:
    return {word: code for code, words in _words().kinds.items() for word in words}
