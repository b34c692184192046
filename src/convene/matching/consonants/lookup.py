"""Names looked up by their consonants: by names without vowels all, by others those without
vowels.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack
from sparse_dot_topn import sp_matmul_topn  # type: ignore[import-untyped]  # it ships no types

from convene.core.names import Name
from convene.matching.consonants.columns import rows
from convene.matching.ngrams import rarities, weighed
from convene.matching.normalise import Parsed, parse

CHUNK = 20_000
LEAST = 0.2
"""Likeness in bones (cosine) below which a name is no candidate."""
LEAST_OF_FEW = 0.45
"""The same for names that are written out, which are asked for most and seldom found so."""

NOBODY = np.zeros(0, dtype=np.int32)


@dataclass(frozen=True, kw_only=True, eq=False)
class Bones:
    """Bones as rows, names as columns, weighed and normalised: those of all names, and once more
    those of the names without vowels, which are few.
    """

    every: csr_matrix[np.float32]
    voiceless: csr_matrix[np.float32]
    rarity: NDArray[np.float32]

    @classmethod
    def of(cls, names: Sequence[Name]) -> Self:
        """Return the bones of names; a name's column is its position."""
        counted, voiceless = _counted(names)
        rarity = rarities(counted)
        table = weighed(counted, rarity)
        return cls(
            every=csr_matrix(table.T.tocsr()),
            voiceless=csr_matrix(_rows_of(table, voiceless).T.tocsr()),
            rarity=rarity,
        )

    def near(self, queries: Sequence[Parsed], *, most: int) -> list[NDArray[np.int32]]:
        """Return the positions of the nearest names that each query is to be compared with by
        consonants, the nearest first.
        """
        near: list[NDArray[np.int32]] = [NOBODY for _ in queries]
        for is_voiceless, table, least in (
            (True, self.every, LEAST),
            (False, self.voiceless, LEAST_OF_FEW),
        ):
            which = [
                row
                for row, query in enumerate(queries)
                if (query.script == "abjad") is is_voiceless and table.nnz
            ]
            if which:
                asked = weighed(rows([queries[row] for row in which]), self.rarity)
                nearest = _nearest(asked, table, most=most, least=least)
                for place, row in enumerate(which):
                    near[row] = _of_row(nearest, place)
        return near


def _of_row(near: csr_matrix[np.float32], row: int) -> NDArray[np.int32]:
    positions: NDArray[np.int32] = near.indices[near.indptr[row] : near.indptr[row + 1]]
    return positions


def _counted(names: Sequence[Name]) -> tuple[csr_matrix[np.float32], NDArray[np.bool_]]:
    """Return a row of ones for each name, and which of them are written without vowels."""
    counted, voiceless = [rows([])], [np.zeros(0, dtype=bool)]
    for start in range(0, len(names), CHUNK):
        parsed = [parse(name) for name in names[start : start + CHUNK]]
        counted.append(rows(parsed))
        voiceless.append(np.array([name.script == "abjad" for name in parsed], dtype=bool))
    return csr_matrix(vstack(counted, format="csr")), np.concatenate(voiceless)


def _rows_of(table: csr_matrix[np.float32], which: NDArray[np.bool_]) -> csr_matrix[np.float32]:
    """Return a table of the same shape in which the other rows are empty."""
    sizes = np.diff(table.indptr)
    kept = np.repeat(which, sizes)
    starts = np.concatenate([[0], np.cumsum(np.where(which, sizes, 0))])
    return csr_matrix((table.data[kept], table.indices[kept], starts), shape=table.shape)


def _nearest(
    asked: csr_matrix[np.float32], table: csr_matrix[np.float32], *, most: int, least: float
) -> csr_matrix[np.float32]:
    """Return the nearest names of each row. Only the bones that are asked for are taken out of the
    (mapped) table.
    """
    used, places = np.unique(asked.indices, return_inverse=True)
    if not len(used) or not table.nnz:
        return csr_matrix(np.zeros((asked.shape[0], 0), dtype=np.float32))
    narrow = csr_matrix(
        (asked.data, places.astype(np.int32), asked.indptr), shape=(asked.shape[0], len(used))
    )
    near: csr_matrix[np.float32] = sp_matmul_topn(
        narrow, table[used], top_n=most, threshold=least, sort=True
    )
    return near
