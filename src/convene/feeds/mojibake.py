"""Letters that were lost on the way: text in UTF-8 that something took for another encoding
(“CafÃ©”), or that could not be written at all (“Caf\N{REPLACEMENT CHARACTER}”).
"""

from functools import lru_cache

LOST = "\N{REPLACEMENT CHARACTER}"
ENCODINGS = ("cp1252", "latin-1", "cp1251", "mac-roman")
"""What UTF-8 is taken for."""


def broken(text: str) -> str:
    """Say in a sentence why a name seems to be written otherwise than it was meant, or nothing."""
    if text.isascii():
        return ""
    if LOST in text:
        return f"the name “{text[:60]}” has lost letters"
    meant = repaired(text)
    return f"the name “{text[:60]}” seems to be “{meant[:60]}”, read wrongly" if meant else ""


@lru_cache(maxsize=1 << 12)
def repaired(text: str) -> str:
    """Return what a text was before it was taken for another encoding; nothing where it was not."""
    for encoding in ENCODINGS:
        meant = _taken_for(text, encoding)
        if meant and meant != text and meant.isprintable():
            return meant
    return ""


def _taken_for(text: str, encoding: str) -> str:
    try:
        return text.encode(encoding).decode("utf-8")
    except UnicodeError:
        return ""
