"""Which names of people look the same to somebody who reads them: whatever their case, spaces,
accents and alphabet.
"""

import unicodedata

LETTERS = {
    "a": "аɑαΑА",
    "b": "ВвьΒβ",
    "c": "сСϲց",
    "d": "ԁđð",
    "e": "еЕΕε",
    "g": "ɡ",
    "h": "һНнΗհħ",
    "j": "јЈ",
    "k": "КкΚκ",
    "l": "Iiіıι1|ІΙłլ",
    "m": "МмΜ",
    "n": "Ννηոп",
    "o": "0оОΟοօՕøσ",
    "p": "рРΡρ",
    "q": "ԛԚզ",
    "s": "ѕЅՏ",
    "t": "ТтΤτ",
    "u": "սυ",
    "w": "ԝԜω",
    "x": "хХΧχ",
    "y": "уУΥγ",
    "z": "Ζ",
}
"""Letters and digits that look like a Latin one; small l, i and 1 are taken for one."""
TABLE = str.maketrans({other: one for one, others in LETTERS.items() for other in others})
PAIRS = (("rn", "m"), ("vv", "w"))
TOGETHER = frozenset(("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "IDEOGRAPHIC", "MODIFIER"))
"""What stands beside other letters in one word of some languages."""


def skeleton(name: str) -> str:
    """Return what is left of a name when all that is easily overlooked is taken off."""
    plain = _without_marks(_without_marks(name).translate(TABLE).casefold()).translate(TABLE)
    letters = "".join(char for char in plain if char.isalnum())
    for pair, letter in PAIRS:
        letters = letters.replace(pair, letter)
    return letters


def look_alike(one: str, other: str) -> bool:
    return skeleton(one) == skeleton(other)


def mixes_alphabets(name: str) -> bool:
    """Say whether a word of a name is written in letters of more than one alphabet."""
    return any(len(_alphabets(word)) > 1 for word in unicodedata.normalize("NFKC", name).split())


def _alphabets(word: str) -> set[str]:
    named = {unicodedata.name(char, "").partition(" ")[0] for char in word if char.isalpha()}
    return named - TOGETHER


def _without_marks(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text)
    return "".join(char for char in parts if not unicodedata.combining(char))
