"""Which script a name is written in, as far as that decides how it is compared."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

Script = Literal["", "abjad", "han", "hangul"]
"""Scripts that write consonants only (Arabic with all its daughters, Hebrew), signs of meaning,
syllables of Korean; every other script is written out and needs no word of its own here.
"""
LETTERS: tuple[tuple[Script, re.Pattern[str]], ...] = (
    ("abjad", re.compile(r"[\u05d0-\u05ea\u0620-\u064a\u066e-\u06d3\u0750-\u077f\ufb1d-\ufefc]")),
    (
        "han",
        re.compile(r"[\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"),
    ),
    ("hangul", re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")),
)


@lru_cache(maxsize=60_000)
def script_of(text: str) -> Script:
    """Return the script that more than half of a text's letters are of; none for all others."""
    if text.isascii():
        return ""
    letters = sum(map(str.isalpha, text))
    return next((script for script, count in _counts(text) if 2 * count > letters), "")


def _counts(text: str) -> Iterator[tuple[Script, int]]:
    return ((script, len(pattern.findall(text))) for script, pattern in LETTERS)
