"""Syllables of Han and Hangul in the Latin letters that lists write them in."""

import re
from functools import lru_cache

from anyascii import anyascii

from convene.matching.eastern.tables import known

FIRST_SYLLABLE, LAST_SYLLABLE = "가", "힣"
MOST = 5
"""Syllables of a word that is read so; longer ones are no Korean names."""


def of_han(signs: str) -> str:
    """Return Han signs in Pinyin, without gaps."""
    readings = known().readings
    return "".join(readings.get(sign) or anyascii(sign) for sign in signs).casefold()


def of_hangul(signs: str) -> str:
    """Return syllables of Hangul in Latin letters, without gaps."""
    return "".join(_syllable(sign, plainly=True) for sign in signs)


def surname(signs: str) -> str:
    """Return a Korean surname as the north writes it, where that is not as it is read."""
    return known().korean_surnames.get(signs, ("", ""))[0]


def is_spelt(signs: str, latin: str) -> bool:
    """Say whether Latin letters are one of the ways to write syllables of Hangul."""
    pattern = _spellings(signs) if len(signs) <= MOST else None
    return pattern is not None and pattern.fullmatch(latin.replace("wh", "hw")) is not None


@lru_cache(maxsize=20_000)
def _spellings(signs: str) -> re.Pattern[str]:
    own = known().korean_surnames.get(signs, ("", ""))[1]
    return re.compile(own or "".join(_syllable(sign, plainly=False) for sign in signs))


def _syllable(sign: str, *, plainly: bool) -> str:
    """Return a syllable in Latin letters, or as a pattern of the ways to write it in them."""
    if not FIRST_SYLLABLE <= sign <= LAST_SYLLABLE:
        plain = anyascii(sign).casefold()
        return plain if plainly else re.escape(plain)
    starts, middles, ends = known().korean
    rest, end = divmod(ord(sign) - ord(FIRST_SYLLABLE), len(ends))
    start, middle = divmod(rest, len(middles))
    which = 0 if plainly else 1
    return starts[start][which] + middles[middle][which] + ends[end][which]
