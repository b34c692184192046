"""Names as sparse rows of bones: names that share rare consonants lie near each other."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from scipy.sparse import csr_matrix

from convene.core.names import Schema
from convene.matching.consonants.words import bones, latin_words, spoken
from convene.matching.ngrams import hashed
from convene.matching.normalise import Parsed

WIDTH = 1 << 16
LONG = 4
"""Letters from which on a bone is looked up with each of them left out too."""
READINGS: dict[Schema, tuple[Schema, ...]] = {
    "person": ("person",),
    "organisation": ("organisation",),
    "unknown": ("person", "organisation"),
}
"""How a name is read that is a person's, an organisation's or nobody knows whose."""


def rows(names: Sequence[Parsed]) -> csr_matrix[np.float32]:
    """Return a row of ones for each name: the columns of its bones, each once."""
    columns = [sorted(_columns(name)) for name in names]
    starts = np.cumsum([0, *map(len, columns)])
    flat = np.fromiter((column for of_name in columns for column in of_name), np.int32, starts[-1])
    return csr_matrix((np.ones(len(flat), np.float32), flat, starts), shape=(len(names), WIDTH))


def _columns(name: Parsed) -> set[int]:
    if name.script != "abjad":  # most names by far; word by word, so that words are remembered
        schema = name.schema
        return {column for word in name.spelt for column in _of_latin_word(word, schema)}
    return {
        column
        for reading in READINGS[name.schema]
        for word in spoken(name, reading)
        for column in _of_word(word.sound, word.meaning)
    }


@lru_cache(maxsize=100_000)
def _of_latin_word(spelt: str, schema: Schema) -> tuple[int, ...]:
    """Return the columns of a word in Latin letters, whether it is a name or has a meaning."""
    words = latin_words(spelt, schema=schema)
    return tuple({column for word in words for column in _of_word(word.sound, word.meaning)})


@lru_cache(maxsize=100_000)
def _of_word(sound: str, meaning: str) -> tuple[int, ...]:
    columns: list[int] = []
    if sound not in ("", meaning):
        for bone in bones(sound):
            columns += _looked_up(bone)
    if meaning:
        columns.append(hashed(meaning) % WIDTH)
    return tuple(columns)


@lru_cache(maxsize=100_000)
def _looked_up(bone: str) -> tuple[int, ...]:
    """Return the columns of a bone, and of it with each of its letters left out."""
    texts = [bone]
    if len(bone) >= LONG and bone.isalpha():
        texts += {f"-{bone[:gap]}{bone[gap + 1 :]}" for gap in range(len(bone))}
    elif len(bone) == LONG - 1:
        texts.append(f"-{bone}")
    return tuple([hashed(text) % WIDTH for text in texts])
