"""Words as they sound in the spellings that German, French, English and scholars give Russian and
Ukrainian names: Schojgu, Choïgou, Shoigu.
"""

import re
from functools import cache, lru_cache

from convene.matching.tables import DATA
from convene.packs.read import parse_file

SHORTEST = 3
"""Letters below which a word stays as it is."""
REWRITTEN = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"schtsch|chtch|szcz", "shch"),
        (r"tsch|tch|cz", "ch"),
        (r"sch", "sh"),
        (r"dj", "J"),
        (r"^ie(?=[a-z])", "ye"),
        (r"(?<=[aeiouy])j|j(?=[aeiou])", "y"),
        (r"w", "v"),
        (r"ou|oo", "u"),
        (r"off$", "ov"),
        (r"eff$", "ev"),
        (r"(?<=[aeou])i", "y"),
        (r"(?<=[a-z])(?:iy|i|y)e", "e"),
        (r"i(?=[aou])", "y"),
        (r"([a-z])\1+", r"\1"),
        (r"(?<=[a-z])(?:iy|ij|yi|yj|y)$", "i"),
        (r"^ye(?=[a-z])", "e"),
        (r"J", "j"),
    )
)


SHORTEST_OF_STEMS = 6
"""Letters of a word from which it may begin with a stem."""


@lru_cache(maxsize=100_000)
def plain_sound(word: str) -> str:
    """Return a word in small Latin letters in one spelling of its sounds."""
    if len(word) < SHORTEST:
        return word
    for pattern, sound in REWRITTEN:
        word = pattern.sub(sound, word)
    return word


@cache
def _stems() -> re.Pattern[str]:
    """Return a pattern that a word begins with one of the stems."""
    longest_first = sorted(_meanings(), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)))


@cache
def _meanings() -> dict[str, str]:
    groups = parse_file(DATA / "slavic.yaml")["stems"]
    return {stem: word for word, stems in groups.items() for stem in stems}


@lru_cache(maxsize=100_000)
def meaning(word: str) -> str:
    """Return the English word for a Russian or Ukrainian one in Latin letters, or nothing."""
    begun = _stems().match(word) if len(word) >= SHORTEST_OF_STEMS else None
    return _meanings()[begun.group()] if begun else ""
