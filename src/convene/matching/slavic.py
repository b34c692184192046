"""Words as they sound in the spellings that German, French, English and scholars give Russian and
Ukrainian names: Schojgu, Choïgou, Shoigu.
"""

import re
from functools import lru_cache

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


@lru_cache(maxsize=100_000)
def plain_sound(word: str) -> str:
    """Return a word in small Latin letters in one spelling of its sounds."""
    if len(word) < SHORTEST:
        return word
    for pattern, sound in REWRITTEN:
        word = pattern.sub(sound, word)
    return word
