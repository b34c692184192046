"""Names as sparse rows of three-letter pieces: names that share rare pieces lie near each other."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from convene.matching.normalise import Parsed, skeleton
from convene.matching.slavic import plain_sound, readings

LETTERS = 37
"""26 letters, 10 digits and the gap between words."""
PIECES = LETTERS**3
SOUNDS = 1 << 15
SHORT = 1 << 15
FIRST = 3
"""Words of a long name that people shorten to their initials: HLF for Relief and Development."""
WIDTH = PIECES + SOUNDS + SHORT
"""Columns: every three-letter piece, then hashed sounds of words, then hashed acronyms."""
CODE = np.zeros(256, dtype=np.int64)
CODE[ord("a") : ord("z") + 1] = np.arange(1, 27)
CODE[ord("0") : ord("9") + 1] = np.arange(27, 37)


def rows(names: Iterable[Parsed], *, are_listed: bool = False) -> csr_matrix[np.float32]:
    """Return a row of ones for each name: the columns of its pieces, each once. What a name may be
    shortened to in part counts where it is listed: whoever asks for it shortens it.
    """
    texts, others = [], []
    for name in names:
        words = name.spelt if name.spelt == name.words else (*name.spelt, *name.words)
        texts.append(f" {' '.join((*words, *sorted(name.numbers)) if name.numbers else words)} ")
        others.append(_sounds_and_acronyms(name))
        if are_listed and len(name.spelt) > FIRST + 1:
            others[-1].append(_acronym("".join([word[0] for word in name.spelt[:FIRST]])))
    owners, columns = _pieces(texts)
    owners = np.concatenate(
        [owners, np.repeat(np.arange(len(texts)), [len(further) for further in others])]
    )
    columns = np.concatenate(
        [columns, np.array([column for further in others for column in further], dtype=np.int64)]
    )
    owners, columns = np.divmod(np.unique(owners * WIDTH + columns), WIDTH)
    starts = np.searchsorted(owners, np.arange(len(texts) + 1))
    return csr_matrix(
        (np.ones(len(columns), dtype=np.float32), columns.astype(np.int32), starts),
        shape=(len(texts), WIDTH),
    )


def weighed(counted: csr_matrix[np.float32], rarity: NDArray[np.float32]) -> csr_matrix[np.float32]:
    """Weigh pieces by rarity and make each row one long,
    so that a product of rows is their cosine.
    """
    data = rarity[counted.indices]
    lengths = (
        np.sqrt(np.add.reduceat(np.append(data * data, np.float32(0)), counted.indptr[:-1]))
        if counted.shape[0]
        else data
    )
    sizes = np.diff(counted.indptr)
    data = data / np.repeat(np.where((sizes > 0) & (lengths > 0), lengths, 1), sizes)
    return csr_matrix(
        (data.astype(np.float32), counted.indices, counted.indptr), shape=counted.shape
    )


def rarities(counted: csr_matrix[np.float32]) -> NDArray[np.float32]:
    """Return how rare each column is among rows of ones; 0 for those that no row has."""
    seen = np.bincount(counted.indices, minlength=counted.shape[1])
    rare = np.log((1 + counted.shape[0]) / (1 + seen)) + 1
    return np.where(seen > 0, rare, 0).astype(np.float32)


def _pieces(texts: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return whose each piece is, and its column. Each text begins and ends with a gap, so no piece
    reaches into the next one's words.
    """
    codes = CODE[np.frombuffer("".join(texts).encode("ascii"), dtype=np.uint8)]
    owners = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
    inside = np.nonzero(codes[1:-1] > 0)[0]
    return owners[inside + 1], (codes[inside] * LETTERS + codes[inside + 1]) * LETTERS + codes[
        inside + 2
    ]


def _sounds_and_acronyms(name: Parsed) -> list[int]:
    heard = _sounds_of_persons if name.schema != "organisation" else _sounds
    return [sound for word in name.words if len(word) > 2 for sound in heard(word)] + [
        _acronym(word)
        for word in (
            *name.initials,
            *(word for word in name.spelt[:3] if 2 < len(word) < 9),
        )
    ]


@lru_cache(maxsize=100_000)
def _sounds(word: str) -> tuple[int, ...]:
    return (PIECES + hashed(skeleton(plain_sound(word))) % SOUNDS,)


@lru_cache(maxsize=100_000)
def _sounds_of_persons(word: str) -> tuple[int, ...]:
    further = {PIECES + hashed(skeleton(reading)) % SOUNDS for reading in readings(word)}
    return (*_sounds(word), *further.difference(_sounds(word)))


@lru_cache(maxsize=100_000)
def _acronym(word: str) -> int:
    return PIECES + SOUNDS + hashed(word) % SHORT


def hashed(word: str) -> int:
    value = 2166136261
    for letter in word.encode("ascii"):
        value = ((value ^ letter) * 16777619) & 0xFFFFFFFF
    return value ^ (value >> 15)
