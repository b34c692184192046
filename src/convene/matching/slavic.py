"""Words as they sound in the spellings that German, French, English and scholars give Russian and
Ukrainian names: Schojgu, Choïgou, Shoigu.
"""

import re
from collections.abc import Callable
from functools import cache, lru_cache

from convene.matching.tables import DATA
from convene.packs.read import parse_file

SHORTEST = 3
"""Letters below which a word stays as it is."""
Sound = str | Callable[[re.Match[str]], str]
Rule = tuple[str, re.Pattern[str], Sound]
"""Letters that a word must hold for the rule to apply, which are quicker to look for; what is met,
and what is put in its place.
"""


def _rewriting(*rules: tuple[str, str, Sound]) -> tuple[Rule, ...]:
    return tuple((held, re.compile(pattern), sound) for held, pattern, sound in rules)


def once(met: re.Match[str]) -> str:
    """Put a letter once where it was met several times. A template would be read each time."""
    return str(met[1])


REWRITTEN = _rewriting(
    ("c", r"schtsch|chtch|szcz", "shch"),
    ("c", r"tsch|tch|cz", "ch"),
    ("sch", r"sch", "sh"),
    ("dj", r"dj", "J"),
    ("ie", r"^ie(?=[a-z])", "ye"),
    ("j", r"(?<=[aeiouy])j|j(?=[aeiou])", "y"),
    ("w", r"w", "v"),
    ("o", r"ou|oo", "u"),
    ("off", r"off$", "ov"),
    ("eff", r"eff$", "ev"),
    ("i", r"(?<=[aeou])i", "y"),
    ("e", r"(?<=[a-z])(?:iy|i|y)e", "e"),
    ("i", r"i(?=[aou])", "y"),
    ("", r"([a-z])\1+", once),
    ("", r"(?<=[a-z])(?:iy|ij|yi|yj|y)$", "i"),
    ("ye", r"^ye(?=[a-z])", "e"),
    ("J", r"J", "j"),
)

SHORTEST_READ = 5
"""Letters below which a word of a person's name has no other reading: too many short words meet."""


ENGLISH = _rewriting(
    ("t", "tch|tsh", "ch"),
    ("d", "dj|dsch|dg(?=[eis])", "dzh"),
    ("ph", "ph", "f"),
    ("c", "c(?!h)", "k"),
)
GERMAN = _rewriting(
    ("dsch", "dsch", "dzh"),
    ("tsch", "tsch", "C"),
    ("sch", "sch", "sh"),
    ("ch", "ch", "kh"),
    ("C", "C", "ch"),
    ("z", "z", "ts"),
    ("j", "j", "y"),
)
FRENCH = _rewriting(
    ("tch", "tch", "C"),
    ("ch", "ch", "sh"),
    ("c", "c(?!h)", "k"),
    ("C", "C", "ch"),
    ("dj", "dj", "dzh"),
    ("ou", "ou", "u"),
    ("j", "j", "zh"),
    ("gu", "gu(?=[eiy])", "g"),
    ("ine", "ine$", "in"),
)
ARABIC = _rewriting(("j", "j", "dzh"), ("ohn", "ohn", "on"), ("c", "c(?!h)", "k"))
SCHOLARLY = _rewriting(
    ("", "ch|x", "kh"),
    ("dz", "dz(?!h)", "dzh"),
    ("c", "c", "ts"),
    ("j", "(?<=[ln])j(?![aeiou])", ""),
    ("j", "j", "y"),
)
UKRAINIAN = _rewriting(("h", "(?<![cksz])h", "g"), ("y", "(?<![aeiou])y(?![aeiou])", "i"))
HABITS = (ENGLISH, GERMAN, FRENCH, ARABIC, SCHOLARLY, UKRAINIAN)
"""How each habit of spelling is read, in English letters; marks on letters are gone by then."""
HEARD = _rewriting(
    ("hov", r"(?<=[cs]h)ov(?=a?$)", "ev"),
    ("", r"shch|dzh|ch|ts|tz", "C"),
    ("", r"sh|zh|z", "s"),
    ("h", r"kh|h", "h"),
    ("", r"([a-zC])\1+", once),
)
"""Letters that habits take for one another, as one."""
READ_OTHERWISE = re.compile(r"[chjxyz]|dg[eis]|ou|gu[ei]|ine$")
"""What some habit reads otherwise than another."""

PATRONYMIC = re.compile(r"..(?:[oe][vw](?:[iy](?:tch|tsch|ch|c)|n[ay])|[iy][vw]na|inichna)$")
"""How names that Russians and Ukrainians have of their fathers end, in any spelling."""
SHORTEST_OF_STEMS = 6
"""Letters of a word from which it may begin with a stem."""


@lru_cache(maxsize=100_000)
def plain_sound(word: str) -> str:
    """Return a word in small Latin letters in one spelling of its sounds."""
    if len(word) < SHORTEST:
        return word
    return _rewritten(word, REWRITTEN)


@lru_cache(maxsize=100_000)
def readings(word: str) -> frozenset[str]:
    """Return how a word of a person's name sounds to those who spell as Germans, the French, the
    English, Ukrainians or scholars do: words that have a reading in common may be one name.
    """
    is_short = len(word) < SHORTEST_READ
    if is_short and (len(word) < SHORTEST_READ - 1 or "j" not in word):
        return frozenset([word])
    habits = (ARABIC,) if is_short else HABITS if READ_OTHERWISE.search(word) else HABITS[:1]
    read = {_rewritten(word, habit) for habit in habits}
    return frozenset([_rewritten(plain_sound(spelling), HEARD) for spelling in read])


def is_patronymic(word: str) -> bool:
    """Say whether a word may be what a Russian or Ukrainian is called after the father."""
    return PATRONYMIC.search(word) is not None


def _rewritten(word: str, rules: tuple[Rule, ...]) -> str:
    for held, pattern, sound in rules:
        if held in word:
            word = pattern.sub(sound, word)
    return word


@cache
def _meanings() -> dict[str, str]:
    groups = parse_file(DATA / "slavic.yaml")["stems"]
    return {stem: word for word, stems in groups.items() for stem in stems}


@cache
def _sizes() -> tuple[int, ...]:
    """Return the letters that stems have, the longest first."""
    return tuple(sorted({len(stem) for stem in _meanings()}, reverse=True))


def meaning(word: str) -> str:
    """Return the English word for a Russian or Ukrainian one in Latin letters, or nothing."""
    if len(word) < SHORTEST_OF_STEMS:
        return ""
    known = _meanings()
    return next((known[word[:size]] for size in _sizes() if word[:size] in known), "")
