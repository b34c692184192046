"""Which texts stand where a name should and name no one: “redacted”, “nan”, “Enterprise - Non
United States Other”. And which name people. ADR 17.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from convene.core.records import Role
from convene.core.writing import fold
from convene.feeds.countries import codes
from convene.feeds.people import is_person
from convene.packs.read import fit, parse_file

FILE = Path(__file__).parent / "unnamed.yaml"
RECEIVE: frozenset[Role] = frozenset(
    {"implementer", "supplier", "bidder", "payee", "partner", "member"}
)
"""Roles that a person may have in open data. Those who give and answer for it are organisations."""
INDEXED = re.compile(r"([^\W\d_]+(?:['’-][^\W\d_]+)*), ?([^\W\d_]+(?:['’-][^\W\d_]+)*)")
"""A surname and a given name as an index of people writes them. With more words, real files have
only organisations: “Mill House, London”.
"""
SHORTEST = {True: 4, False: 3}
"""Letters of each of the two, in capitals or not: what is shorter is a set of initials or a legal
form.
"""
SHORT = 5
"""Words of a name that may hold “redacted” where a register numbers it."""
SENTENCE = frozenset(
    [
        "this",
        "field",
        "name",
        "names",
        "usaid",
        "in",
        "the",
        "accordance",
        "due",
        "information",
        "data",
        "is",
        "was",
        "been",
        "by",
    ]
)
"""Words of sentences that say why a name is withheld."""
REMEMBERED = 1 << 16
"""Texts whose answer is kept: the same few names stand in most rows of a file."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Texts of one reason, folded: whole ones, and patterns that must fit a whole text."""

    reason: Literal["redacted", "placeholder", "group"]
    whole: tuple[str, ...]
    patterns: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Rules:
    """What unnamed.yaml holds."""

    marks: tuple[str, ...]
    organisations: tuple[str, ...]
    called: tuple[str, ...]
    rules: tuple[Rule, ...]


@lru_cache(maxsize=REMEMBERED)
def unnamed(text: str, *, scheme: str = "") -> str:
    """Return why a text is no name, or nothing when it is one. `scheme` is the register that
    numbers who is called so: companies are really called “Missing”, “Sealed” and “1625”.

    `redacted`: someone withholds the name. `placeholder`: none was written, or no letter stands in
    it. `group`: many, or anyone.
    """
    plain, registered = folded(text), bool(scheme) and not scheme.startswith("X")
    if registered and plain and (plain.isdigit() or _may_be_called(plain)):
        return ""
    if not any(c.isalpha() for c in plain):
        return "placeholder"
    for reason, whole, pattern in _rules():
        if plain in whole or pattern.fullmatch(plain):
            return reason
    return ""


def _may_be_called(plain: str) -> bool:
    """Return whether an organisation that a register numbers may be called so, though others write
    it where no name is: a word of its own, or “redacted” in a short name.
    """
    words = plain.split()
    short = 1 < len(words) <= SHORT and "redacted" in words and not {*words} & SENTENCE
    return plain in _called() or short


@lru_cache(maxsize=REMEMBERED)
def person(name: str, *, identifier: str, role: Role, scheme: str = "") -> bool:
    """Say whether a name that is published as an organisation's is a person's: “Quill, Wanda”,
    without a number; “Ing. Wanda Quill”; a bare personal name among suppliers. `scheme` is the
    register that numbers it, if it is a known one. ADR 17.
    """
    if role in RECEIVE and is_person(
        name, role=role, numbered=bool(scheme), none_of=_organisations()
    ):
        return True
    if (
        "," not in name
        or identifier
        or role not in RECEIVE
        or not (match := INDEXED.fullmatch(name.strip()))
    ):
        return False
    words = match.groups()
    capitals = {word.isupper() for word in words}
    if len(capitals) > 1 or any(
        len(word) < SHORTEST[word.isupper()] or not word[0].isupper() for word in words
    ):
        return False
    return not any(folded(word) in _organisations() or codes(word) for word in words)


def folded(text: str) -> str:
    """Return a text in lower case, without accents and punctuation,
    with one space between words.
    """
    return " ".join(re.findall(r"[^\W_]+", fold(text)))


@cache
def rules() -> Rules:
    """Return the rules as written. Raises ReadError when their file is broken."""
    return fit(parse_file(FILE), Rules)


@cache
def marks() -> str:
    """Return the pattern of what a publisher's system writes behind a name: “Lakeside Fund + NOT
    MAPPED” is Lakeside Fund.
    """
    return rf"\s+(?:{'|'.join(map(re.escape, rules().marks))})\s*$"


@cache
def _called() -> frozenset[str]:
    return frozenset(map(folded, rules().called))


@cache
def _organisations() -> frozenset[str]:
    return frozenset(map(folded, rules().organisations))


@cache
def _rules() -> tuple[tuple[str, frozenset[str], re.Pattern[str]], ...]:
    return tuple(
        (rule.reason, frozenset(map(folded, rule.whole)), re.compile("|".join(rule.patterns)))
        for rule in rules().rules
    )
