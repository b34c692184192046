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
    (held, re.compile(pattern), sound)
    for held, pattern, sound in (
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
        ("", r"([a-z])\1+", r"\1"),
        ("", r"(?<=[a-z])(?:iy|ij|yi|yj|y)$", "i"),
        ("ye", r"^ye(?=[a-z])", "e"),
        ("J", r"J", "j"),
    )
)
"""Each with letters that a word must hold for it to apply, which are quicker to look for."""

SHORTEST_READ = 5
"""Letters below which a word of a person's name has no other reading: too many short words meet."""


def _rewriting(*rules: tuple[str, str]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), sound) for pattern, sound in rules)


ENGLISH = _rewriting(("tch|tsh", "ch"), ("dj|dsch", "dzh"), ("c(?!h)", "k"))
GERMAN = _rewriting(
    ("dsch", "dzh"),
    ("tsch", "C"),
    ("sch", "sh"),
    ("ch", "kh"),
    ("C", "ch"),
    ("z", "ts"),
    ("j", "y"),
)
FRENCH = _rewriting(
    ("tch", "C"),
    ("ch", "sh"),
    ("c(?!h)", "k"),
    ("C", "ch"),
    ("dj", "dzh"),
    ("ou", "u"),
    ("j", "zh"),
    ("gu(?=[eiy])", "g"),
    ("ine$", "in"),
)
SCHOLARLY = _rewriting(("ch|x", "kh"), ("c", "ts"), ("j", "y"))
UKRAINIAN = _rewriting(("(?<![cksz])h", "g"), ("(?<![aeiou])y(?![aeiou])", "i"))
HABITS = (ENGLISH, GERMAN, FRENCH, SCHOLARLY, UKRAINIAN)
"""How each habit of spelling is read, in English letters; marks on letters are gone by then."""
HEARD = _rewriting(
    (r"(?<=[cs]h)ov(?=a?$)", "ev"),
    (r"shch|dzh|ch|ts|tz", "C"),
    (r"sh|zh|z", "s"),
    (r"kh|h", "h"),
    (r"([a-zC])\1+", r"\1"),
)
"""Letters that habits take for one another, as one."""
READ_OTHERWISE = re.compile(r"[chjxyz]|ou|gu[ei]|ine$")
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
    return _in_plain(word)


@lru_cache(maxsize=100_000)
def readings(word: str) -> frozenset[str]:
    """Return how a word of a person's name sounds to those who spell as Germans, the French, the
    English, Ukrainians or scholars do: words that have a reading in common may be one name.
    """
    if len(word) < SHORTEST_READ:
        return frozenset([word])
    habits = HABITS if READ_OTHERWISE.search(word) else HABITS[:1]
    read = {_rewritten(word, habit) for habit in habits}
    return frozenset([_rewritten(_in_plain(spelling), HEARD) for spelling in read])


def is_patronymic(word: str) -> bool:
    """Say whether a word may be what a Russian or Ukrainian is called after the father."""
    return PATRONYMIC.search(word) is not None


def _rewritten(word: str, rules: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for pattern, sound in rules:
        word = pattern.sub(sound, word)
    return word


def _in_plain(word: str) -> str:
    for held, pattern, sound in REWRITTEN:
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
