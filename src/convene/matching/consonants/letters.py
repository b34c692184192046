"""Words as consonants: one sign for each, the same from Arabic, Hebrew and Latin letters.

Signs: small letters are what they say; `T` stands for th, `D` for dh and what is close to it, `S`
for sh, `Z` for zh, `C` for ch, `G` for gh, `x` for kh, and `A` for a word that begins with a vowel.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from convene.matching.slavic import once

MARKS = re.compile(
    "[\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    "\u200b\u200d-\u200f\u202a-\u202e\u2060-\u2069\u061c\ufeff\u00ad]"
)
"""Vowel signs, the stroke that lengthens a word, and marks of direction."""
JOINER = "\u200c"
"""It stands between the parts of a Persian word, as a gap does."""
NAMED = str.maketrans(
    {
        **dict.fromkeys("أإآٱٲٳ", "ا"),
        **dict.fromkeys("ىیېئےێۍ", "ي"),
        **dict.fromkeys("ؤۄۅۆۇۈۉۋ", "و"),
        **dict.fromkeys("کڪګ", "ك"),
        **dict.fromkeys("ةۀہھەۂۃ", "ه"),
        **dict.fromkeys("ٻڀ", "ب"),
        **dict.fromkeys("ټٹٺٿ", "ت"),
        **dict.fromkeys("ڄ", "ج"),
        **dict.fromkeys("ڇ", "چ"),
        **dict.fromkeys("ډڈڌڍڎ", "د"),
        **dict.fromkeys("ړڑڕ", "ر"),
        **dict.fromkeys("ڼںڻڃ", "ن"),
        **dict.fromkeys("ڦ", "ف"),
        **dict.fromkeys("ڳڬݢڨ", "گ"),
        **dict.fromkeys("ڱڠ", "نگ"),
        **dict.fromkeys("ڽ", "ني"),
        **dict.fromkeys("ڵ", "ل"),
        **dict.fromkeys("څ", "س"),
        **dict.fromkeys("ځ", "ز"),
        **dict.fromkeys("ښ", "ش"),
        **dict.fromkeys("ږ", "ژ"),
        **dict.fromkeys("ڤ", "و"),
        **dict.fromkeys("ڭ", "ن"),
        "ء": "",
        **dict(zip("ךםןףץ", "כמנפצ", strict=True)),
    }
)
"""Letters of Persian, Urdu, Pashto, Kurdish, Sindhi, Malay and of the ends of words, to the plain
letter.
"""
SIGNS = dict(
    zip(
        "بپتثجچحخدذرزژسشصضطظغفقكگلمنهويבגדהוזחטיכלמנסעפצקרשת",
        "bptTjChxdDrzZsSsDtDGfqkglmnhwybgdhwzhtyklmnsApsqrSt",
        strict=True,
    )
)
VOWELS = frozenset("اعאע")
"""What stands for a vowel, or for a sound that Latin letters leave out."""
OF_PLAINER = re.compile(
    r"ARABIC LETTER (?:AFRICAN |DOTLESS |HIGH |KASHMIRI |LOW |ROHINGYA |STRAIGHT )?(.+?)(?: WITH .+)?"
)
"""How Unicode names a letter that is a plainer one with dots, rings or strokes."""


def _plainer() -> Iterator[tuple[int, str]]:
    """Yield each letter that no table names, with the plainer one that it is made of: a name is
    never without words because its language has letters of its own.
    """
    block = map(chr, (*range(0x620, 0x700), *range(0x750, 0x780), *range(0x8A0, 0x900)))
    letters = {unicodedata.name(letter, ""): letter for letter in block}
    for name, letter in letters.items():
        made = OF_PLAINER.fullmatch(name)
        plain = letters.get(f"ARABIC LETTER {made[1]}", letter) if made else letter
        if plain != letter and ord(letter) not in NAMED and letter not in VOWELS:
            yield ord(letter), plain.translate(NAMED)


FOLDED = NAMED | dict(_plainer())
DOUBLED = re.compile(r"([a-z])\1+")
TOGETHER = (
    ("schtsch", "S"),
    ("tsch", "C"),
    ("tch", "C"),
    ("sch", "S"),
    ("sh", "S"),
    ("kh", "x"),
    ("gh", "G"),
    ("th", "T"),
    ("dh", "D"),
    ("zh", "Z"),
    ("ch", "C"),
    ("dj", "j"),
    ("tz", "s"),
    ("ts", "s"),
    ("ph", "f"),
    ("ck", "k"),
    ("qu", "k"),
    ("x", "ks"),
    ("ce", "s"),
    ("ci", "s"),
    ("oua", "w"),
    ("oui", "w"),
)
"""Latin letters that are one sound together; the longest first."""
LATIN = re.compile("|".join(letters for letters, _ in TOGETHER))
SOUND = dict(TOGETHER)
SINGLE = str.maketrans({"c": "k", **dict.fromkeys("aeiou", None)})
BONE = str.maketrans(
    {
        **dict.fromkeys("wyhAv", None),
        "T": "t",
        "D": "d",
        "Z": "S",
        "C": "S",
        "G": "j",
        "x": "k",
        "q": "k",
        "g": "j",
        "p": "b",
    }
)
"""What makes words of one sound lie together where they are looked up."""


def clean(text: str) -> str:
    """Return a text of such a script in its plain letters, the parts of words apart."""
    return folded(unmarked(text))


def unmarked(text: str) -> str:
    """Return a text without vowel signs and marks of direction, the parts of words apart."""
    return MARKS.sub("", unicodedata.normalize("NFKC", text).replace(JOINER, " "))


def folded(text: str) -> str:
    """Return an unmarked text in its plain letters."""
    return text.translate(FOLDED)


@lru_cache(maxsize=100_000)
def of_abjad(word: str) -> str:
    """Return the consonants of a cleaned word; letters of other scripts are dropped."""
    first = "A" if word[:1] in VOWELS else ""
    signs = first + "".join(SIGNS.get(letter, "") for letter in word if letter not in VOWELS)
    return _ended(signs, word)


@lru_cache(maxsize=100_000)
def of_latin(word: str) -> str:
    """Return the consonants of a word in small Latin letters.

    Two that a vowel parts stay two (Jalil), two that stand together are one (Hassan).
    """
    single = DOUBLED.sub(once, word)
    single = LATIN.sub(lambda letters: SOUND[letters.group()], single)
    first = "A" if single[:1] in "aeiou" and single else ""
    return _ended(first + single.translate(SINGLE), single)


def _ended(signs: str, word: str) -> str:
    """Drop an h at the end, which some write and others don't, where enough stands before it."""
    return signs[:-1] if len(signs) > 2 and word[-1] in "hه" else signs


@lru_cache(maxsize=100_000)
def bone(signs: str) -> str:
    """Return what stays of consonants when weak ones are dropped and close ones made one."""
    first = "A" if signs[:1] in ("A", "w", "y", "h", "v") else ""
    return first + signs.translate(BONE)
