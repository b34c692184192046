"""Names as sparse rows of three-letter pieces: names that share rare pieces lie near each other."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from convene.matching.normalise import Parsed, skeleton

LETTERS = 37
"""26 letters, 10 digits and the gap between words."""
PIECES = LETTERS**3
SOUNDS = 1 << 15
SHORT = 1 << 15
WIDTH = PIECES + SOUNDS + SHORT
"""Columns: every three-letter piece, then hashed sounds of words, then hashed acronyms."""
CODE = np.zeros(256, dtype=np.int32)
CODE[ord("a") : ord("z") + 1] = np.arange(1, 27)
CODE[ord("0") : ord("9") + 1] = np.arange(27, 37)


def rows(names: Iterable[Parsed]) -> csr_matrix[np.float32]:
    """Return a row of ones for each name: the columns of its pieces."""
    found: list[NDArray[np.int32]] = [columns(name) for name in names]
    starts = np.zeros(len(found) + 1, dtype=np.int64)
    np.cumsum([len(each) for each in found], out=starts[1:])
    joined = np.concatenate(found) if found else np.zeros(0, dtype=np.int32)
    return csr_matrix((np.ones(len(joined), dtype=np.float32), joined, starts), shape=(len(found), WIDTH))


def columns(name: Parsed) -> NDArray[np.int32]:
    """Return the columns of a name, each once."""
    pieces = _pieces(name.spelt if name.spelt == name.words else (*name.spelt, *name.words))
    short = {*name.initials, *(word for word in name.spelt[:3] if 2 < len(word) < 9)}
    sounds = [PIECES + _hash(skeleton(word)) % SOUNDS for word in name.words if len(word) > 2]
    acronyms = [PIECES + SOUNDS + _hash(word) % SHORT for word in short]
    return np.unique(np.concatenate([pieces, np.array(sounds + acronyms, dtype=np.int32)]))


def _pieces(words: Sequence[str]) -> NDArray[np.int32]:
    codes = CODE[np.frombuffer(f" {' '.join(words)} ".encode("ascii"), dtype=np.uint8)]
    if len(codes) < 3:
        return np.zeros(0, dtype=np.int32)
    return ((codes[:-2] * LETTERS + codes[1:-1]) * LETTERS + codes[2:])[codes[1:-1] > 0]


def _hash(word: str) -> int:
    value = 2166136261
    for letter in word.encode("ascii"):
        value = ((value ^ letter) * 16777619) & 0xFFFFFFFF
    return value ^ (value >> 15)
