"""How the names of records are spelt before they are compared: the same for profiles, their keys
and the matcher.
"""

import re
import unicodedata

AMERICAN = re.compile(r"\bU\.\s?S\b\.?(?:\s?A\b\.?)?")
"""How the United States are written in short; without dots only where not all is written in
capitals, as the word “us” may be.
"""
CAPITALS = re.compile(r"\bUS\b")
ACRONYM = re.compile(r"\s*[(\[]\s*([^\W\d_][\w.&/-]{1,14})\s*[)\]]")


def fold(text: str) -> str:
    """Return a name as profiles are told apart by: letters and digits of any script, without case
    and punctuation.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(
        "".join(
            sign if sign.isalnum() or unicodedata.combining(sign) else " " for sign in plain
        ).split()
    )


def without_acronym(text: str) -> str:
    """Return a name without its own acronym in brackets: “Institute for Example Studies (IES)” is
    the institute without it.
    """
    for bracketed in ACRONYM.finditer(text):
        rest = text[: bracketed.start()] + " " + text[bracketed.end() :]
        if _in_order(fold(bracketed.group(1)).replace(" ", ""), fold(rest)):
            return " ".join(rest.split())
    return text


def in_full(text: str) -> str:
    """Return a name with its country in full where it is written in short: “U.S. Fund for Examples”
    names the United States.
    """
    long = AMERICAN.sub("United States", text)
    return long if text.isupper() else CAPITALS.sub("United States", long)


def _in_order(short: str, long: str) -> bool:
    """Return whether the letters of one stand in the other in their order."""
    letters = iter(long)
    return len(short) > 1 and all(letter in letters for letter in short)
