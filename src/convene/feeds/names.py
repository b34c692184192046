"""Which texts stand where a name should and name no one: “redacted”, “nan”, “Enterprise - Non United States Other”. ADR 17."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from convene.packs.read import fit, parse_file

FILE = Path(__file__).parent / "unnamed.yaml"
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
    rules: tuple[Rule, ...]


@lru_cache(maxsize=REMEMBERED)
def unnamed(text: str) -> str:
    """Return why a text is no name, or nothing when it is one.

    `redacted`: someone withholds the name. `placeholder`: none was written, or no letter stands in it. `group`: many, or anyone.
    """
    plain = folded(text)
    if not any(c.isalpha() for c in plain):
        return "placeholder"
    for reason, whole, pattern in _rules():
        if plain in whole or pattern.fullmatch(plain):
            return reason
    return ""


def folded(text: str) -> str:
    """Return a text in lower case, without accents and punctuation, with one space between words."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c for c in letters if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", kept))


@cache
def rules() -> Rules:
    """Return the rules as written. Raises ReadError when their file is broken."""
    return fit(parse_file(FILE), Rules)


@cache
def marks() -> str:
    """Return the pattern of what a publisher's system writes behind a name: “Lakeside Fund + NOT MAPPED” is Lakeside Fund."""
    return rf"\s+(?:{'|'.join(map(re.escape, rules().marks))})\s*$"


@cache
def _rules() -> tuple[tuple[str, frozenset[str], re.Pattern[str]], ...]:
    return tuple((rule.reason, frozenset(map(folded, rule.whole)), re.compile("|".join(rule.patterns))) for rule in rules().rules)
