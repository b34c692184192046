"""Which names of people look the same to somebody who reads them: whatever their case, spaces,
accents and alphabet.
"""

import unicodedata

from convene.core.writing import JOINERS

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
CAPITALS = dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghljklmnoprstuvwyz", strict=True))
"""Capitals as small as small letters, which are letters of their own."""
TABLE = str.maketrans(
    {other: one for one, others in LETTERS.items() for other in others} | CAPITALS
)
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


INVISIBLE = "\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\u00ad\u034f\u180b\u180c\u180d\u180e"
"""Letters and marks that nothing is seen of, besides those that Unicode calls format characters."""
INVISIBLES = frozenset(INVISIBLE)


def hides_letters(name: str) -> bool:
    """Say whether a name has signs that nobody sees, beyond the joiners that some scripts need."""
    hidden = ("Cf", "Cc", "Co", "Cn", "Cs")
    return any(
        char in INVISIBLE or (unicodedata.category(char) in hidden and char not in JOINERS)
        for char in name
    )


def shown(text: str) -> str:
    """Return a text with what nobody sees of it written out: “[U+202E]”."""
    return (
        text if text.isprintable() and INVISIBLES.isdisjoint(text) else "".join(map(_shown, text))
    )


def _shown(char: str) -> str:
    kept = char.isspace() or char in JOINERS
    unseen = char in INVISIBLES or unicodedata.category(char) in ("Cf", "Cc", "Cs")
    return f"[U+{ord(char):04X}]" if unseen and not kept else char


def mixes_alphabets(name: str) -> bool:
    """Say whether a word of a name is written in letters of more than one alphabet."""
    return any(len(_alphabets(word)) > 1 for word in unicodedata.normalize("NFKC", name).split())


def _alphabets(word: str) -> set[str]:
    named = {unicodedata.name(char, "").partition(" ")[0] for char in word if char.isalpha()}
    return named - TOGETHER


def _without_marks(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text)
    return "".join(char for char in parts if not unicodedata.combining(char))
