"""Names as they are kept: one spelling of each character, nothing invisible, and the script they
are written in.
"""

import html
import re
import unicodedata
from collections import Counter

ESCAPED = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8}\d{0,2});")
TIMES_ESCAPED = 3
DIGITS = 9
JOINERS = "\u200c\u200d"
"""Zero-width characters that Persian and Indian scripts need inside a word."""
SCRIPTS = {
    "LATIN": "Latn",
    "CYRILLIC": "Cyrl",
    "GREEK": "Grek",
    "ARABIC": "Arab",
    "HEBREW": "Hebr",
    "ARMENIAN": "Armn",
    "GEORGIAN": "Geor",
    "DEVANAGARI": "Deva",
    "BENGALI": "Beng",
    "GURMUKHI": "Guru",
    "GUJARATI": "Gujr",
    "TAMIL": "Taml",
    "TELUGU": "Telu",
    "KANNADA": "Knda",
    "MALAYALAM": "Mlym",
    "SINHALA": "Sinh",
    "THAI": "Thai",
    "LAO": "Laoo",
    "MYANMAR": "Mymr",
    "KHMER": "Khmr",
    "TIBETAN": "Tibt",
    "ETHIOPIC": "Ethi",
    "MONGOLIAN": "Mong",
    "THAANA": "Thaa",
    "SYRIAC": "Syrc",
    "NKO": "Nkoo",
    "CJK": "Hani",
    "HIRAGANA": "Jpan",
    "KATAKANA": "Jpan",
    "HANGUL": "Kore",
}
RIGHT_TO_LEFT = frozenset(("Arab", "Hebr", "Thaa", "Syrc", "Nkoo"))


def tidy(text: str) -> str:
    """Return a text in NFC, on one line, without control characters and marks that turn the
    direction of writing.
    """
    visible = "".join(char for char in unicodedata.normalize("NFC", text) if _is_kept(char))
    return " ".join(visible.split())


def unescaped(text: str) -> str:
    """Return a text with the signs that web pages write as words: “&amp;” is “&”, however often it
    was escaped.
    """
    for _ in range(TIMES_ESCAPED):
        if "&" not in text or not ESCAPED.search(text):
            break
        text = html.unescape(text)
    return text


def _is_kept(char: str) -> bool:
    return (
        char.isspace()
        or char in JOINERS
        or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )


def says_something(text: str) -> bool:
    """Tell a name from mere punctuation: it has a letter or a digit of some script."""
    return any(unicodedata.category(char)[0] in "LN" for char in text)


def whole_number(text: str) -> int | None:
    """Return the number that a form or a file writes in digits, None where it is none or far too
    long: of thousands of digits Python reads none, and ends in an error.
    """
    return int(text) if text.isdecimal() and len(text) <= DIGITS else None


def fold(text: str) -> str:
    """Return a text without case and accents, to search in. (Names that may be one organisation's
    are compared by other rules: `spelling.fold` and `matching.normalise`.)
    """
    return "".join(
        char
        for char in unicodedata.normalize("NFKD", text.casefold())
        if not unicodedata.combining(char)
    )


def script(text: str) -> str:
    """Return the ISO 15924 code of the script most letters are in, empty where we know none."""
    letters = Counter(
        SCRIPTS.get(unicodedata.name(char, "").partition(" ")[0], "")
        for char in text
        if char.isalpha()
    )
    if letters["Jpan"]:  # Japanese mixes its own syllables with Chinese characters
        letters["Jpan"] += letters.pop("Hani", 0)
    return max(letters, key=letters.__getitem__, default="")


def direction(script: str) -> str:
    return "rtl" if script in RIGHT_TO_LEFT else "ltr"
