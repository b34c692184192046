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
    return _rewritten(word, REWRITTEN)


@lru_cache(maxsize=100_000)
def readings(word: str) -> frozenset[str]:
    """Return how a word of a person's name sounds to those who spell as Germans, the French, the
    English, Ukrainians or scholars do: words that have a reading in common may be one name.
    """
    if len(word) < SHORTEST_READ:
        return frozenset([word])
    habits = HABITS if READ_OTHERWISE.search(word) else HABITS[:1]
    read = {_rewritten(word, habit) for habit in habits}
    return frozenset([_rewritten(_rewritten(each, REWRITTEN), HEARD) for each in read])


def is_patronymic(word: str) -> bool:
    """Say whether a word may be what a Russian or Ukrainian is called after the father."""
    return PATRONYMIC.search(word) is not None


def _rewritten(word: str, rules: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for pattern, sound in rules:
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
