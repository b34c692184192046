"""Finding the likely names among very many: near by three-letter pieces first, then scored one by
one.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack
from sparse_dot_topn import sp_matmul_topn  # type: ignore[import-untyped]  # it ships no types

from convene.core.names import Name
from convene.core.progress import Progress, quiet
from convene.core.reasons import gettext_noop
from convene.matching import store
from convene.matching.consonants.lookup import Bones
from convene.matching.model import FLOOR, POSSIBLE, compared, score_of
from convene.matching.ngrams import PIECES, SOUNDS, rarities, rows, weighed
from convene.matching.normalise import Parsed, parse

CANDIDATES = 16
"""Names that are scored for each query, or twice the limit where that is more."""
LEAST, LEAST_OF_LONG = 0.12, 0.38
"""Likeness in pieces (cosine) below which a name is no candidate. A slip spoils more of a short
name than of a long one, and a person's name is spelt in many ways.
"""
LONG = 10
"""Letters from which a name is long."""
SHARE = 0.55
"""Share of the nearest name's likeness below which a name is no candidate: in
`docs/reference/matcher.md` is what all this costs.
"""
SAME_LETTERS = 0.98
"""Likeness in pieces from which on two names have the same letters."""
LEAST_BY_GROUP = 0.2
"""The same where names are searched by group, which leaves none out for another's sake."""
NEAR = 64
"""Names that are looked up at first where they are searched by group."""
NEAR_IN_SOUND = 40
"""Names that are looked up by a rare word that sounds the same, however much else they hold."""
LEAST_IN_SOUND = 0.12
"""Likeness in the sounds of words (cosine) below which a name is no candidate for them."""
NEAR_IN_BONES, FEWEST_IN_BONES = 40, 20
"""Names that are looked up by their consonants: where they are searched by group, and elsewhere,
which finds 302 of 366 entries by their own script instead of 305, in half the time.
"""
PATIENCE_IN_SOUND = 6
PATIENCE_IN_BONES = 10
"""The same as PATIENCE for these two."""
PATIENCE = 20
"""Groups in a row that are no alert, after which the rest, which lie further away, is left."""
SPELLINGS = 3
MOST_SPELLINGS = 8
"""Names of one group that are scored for one query, the nearest first: once one of them is an
alert, and before.
"""
KEPT = 20_000
"""Names of an index that are kept in their parts."""
CHUNK = 20_000
"""Names that are read between two tellings of how far it is."""
ACRONYMS = 1.5
"""How much more an acronym counts than a piece of three letters: it is all that a name has in
common with its initials.
"""
BATCH = 1024
"""Queries that are looked up together."""
FEWEST_VISITS, MOST_VISITS = 12_000, 60_000
"""Places of the index that one query may visit, a quarter as many as names between these: what
bounds its time, however large the index.
"""
FEWEST = 4
"""Pieces of a query that are looked up however common they are."""

INDEXING, LOOKING_UP = gettext_noop("Indexing names"), gettext_noop("Looking up names")


@dataclass(frozen=True, kw_only=True, slots=True)
class Hit:
    """A name found: where it stands in the index, and how sure it is that it is the one that was
    asked for.
    """

    position: int
    score: float


@dataclass(frozen=True, kw_only=True, eq=False)
class Index:
    """Names made ready for search. Reading one back from its folder maps it into memory instead of
    copying it.
    """

    names: Sequence[Name]
    pieces: csr_matrix[np.float32]
    """Columns of pieces as rows, names as columns, weighed and normalised."""
    rarity: NDArray[np.float32]
    saved_bones: Bones | None = None

    @cached_property
    def parsed(self) -> Callable[[int], Parsed]:
        """Return what gives a name in its parts by its position; it keeps those asked for last."""
        return lru_cache(maxsize=KEPT)(lambda position: parse(self.names[position]))

    @cached_property
    def bones(self) -> Bones:
        """Return what names in scripts without vowels are looked up by; it is made when it is first
        asked for, where it was not saved.
        """
        return self.saved_bones or Bones.of(self.names)

    def save(self, folder: Path, *, bones: bool = True) -> None:
        """Write the index into a folder of its own, which is made."""
        store.write(
            folder,
            names=self.names,
            pieces=self.pieces,
            rarity=self.rarity,
            bones=self.bones if bones else None,
        )

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Return the index that was saved in a folder. Raises IndexBroken when it is broken or of
        another version.
        """
        names, pieces, rarity, bones = store.read(folder)
        return cls(names=names, pieces=pieces, rarity=rarity, saved_bones=bones)


def index(names: Sequence[Name], *, progress: Progress = quiet) -> Index:
    """Return names made ready for search; a hit's position is a name's position here."""
    counted = _counted(names, progress)
    rarity = rarities(counted)
    rarity[PIECES + SOUNDS :] *= ACRONYMS
    return Index(
        names=tuple(names), pieces=csr_matrix(weighed(counted, rarity).T.tocsr()), rarity=rarity
    )


def search(within: Index, query: Name, *, limit: int = 10) -> list[Hit]:
    """Return the likeliest names for a query, best first, none below the floor."""
    return next(search_many(within, [query], limit=limit))


def search_groups(
    within: Index,
    queries: Sequence[Name],
    *,
    groups: Sequence[int],
    patience: int = PATIENCE,
    progress: Progress = quiet,
) -> Iterator[list[Hit]]:
    """Return, for each query in turn, the likeliest name of every group near it, best first.

    `groups` says by a number whose each name is. How many names one group has keeps no other from
    being scored: the nearest are scored until `patience` groups in a row are no alert.
    """
    for start in range(0, len(queries), BATCH):
        parsed = [parse(query) for query in queries[start : start + BATCH]]
        counted = rows(parsed)
        near = _near_in_pieces(within, counted, most=NEAR)
        by_sound = _near_in_sound(within, counted, most=NEAR_IN_SOUND)
        by_bones = _by_bones(within, parsed, most=NEAR_IN_BONES)
        for row, query in enumerate(parsed):
            own = slice(near.indptr[row], near.indptr[row + 1])
            names = _near_enough(query, near.indices[own], near.data[own])
            heard = _names_of(by_sound, row) if _is_spelt_by_ear(query) else []
            further = (heard, by_bones[row])
            yield _of_groups(within, query, names, further, groups=groups, patience=patience)
        progress(LOOKING_UP, min(start + BATCH, len(queries)), len(queries))


def _of_groups(
    within: Index,
    query: Parsed,
    near: Sequence[int],
    further: tuple[Sequence[int], Sequence[int]],
    *,
    groups: Sequence[int],
    patience: int,
) -> list[Hit]:
    """Score the names that are near, then those by sound and by bones; where all that were looked
    up are spent and alerts still come, look up more.
    """
    scored: dict[int, float] = {}
    score_by_group = partial(_scored_by_group, within, query, groups=groups, scored=scored)
    most = NEAR
    while not score_by_group(near, patience=patience) and len(near) >= most:
        most *= 8
        table = nearest(within, [query], most=most)
        near = _near_enough(query, table.indices, table.data)
    (heard, by_bones), most = further, NEAR_IN_SOUND
    patient = min(patience, PATIENCE_IN_SOUND)
    while not score_by_group(heard, patience=patient) and len(heard) >= most:
        most *= 8
        heard = _names_of(_near_in_sound(within, rows([query]), most=most), 0)
    most, patience = NEAR_IN_BONES, min(patience, PATIENCE_IN_BONES)
    while not score_by_group(by_bones, patience=patience) and len(by_bones) >= most:
        most *= 8
        (by_bones,) = _by_bones(within, [query], most=most)
    best: dict[int, Hit] = {}
    for position, score in sorted(scored.items(), key=lambda pair: (-pair[1], pair[0])):
        if score >= FLOOR:
            best.setdefault(groups[position], Hit(position=position, score=score))
    return list(best.values())


def _scored_by_group(
    within: Index,
    query: Parsed,
    near: Sequence[int],
    *,
    groups: Sequence[int],
    patience: int,
    scored: dict[int, float],
) -> bool:
    """Score names, the nearest first, and say whether so many groups in a row were no alert."""
    spellings, alerting, idle = dict[int, int](), set[int](), 0
    for position in near:
        group = groups[position]
        spelling = spellings[group] = spellings.get(group, 0) + 1
        if spelling > (SPELLINGS if group in alerting else MOST_SPELLINGS):
            continue
        if position not in scored:
            scored[position] = score_of(compared(query, within.parsed(position)))
        if scored[position] >= POSSIBLE:
            alerting.add(group)
            idle = 0
        else:
            idle += spelling == 1
        if idle >= patience:
            return True
    return False


def search_many(
    within: Index, queries: Sequence[Name], *, limit: int = 10, progress: Progress = quiet
) -> Iterator[list[Hit]]:
    """Return the likeliest names for each query in turn, best first."""
    for start in range(0, len(queries), BATCH):
        parsed = [parse(query) for query in queries[start : start + BATCH]]
        near = nearest(within, parsed, most=max(CANDIDATES, 2 * limit))
        by_bones = _by_bones(within, parsed, most=max(FEWEST_IN_BONES, 2 * limit))
        for row, query in enumerate(parsed):
            own = slice(near.indptr[row], near.indptr[row + 1])
            likely = _likely(query, near.indices[own], near.data[own])
            yield _scored(within, query, list(dict.fromkeys((*likely, *by_bones[row]))), limit)
        progress(LOOKING_UP, min(start + BATCH, len(queries)), len(queries))


def _by_bones(within: Index, queries: Sequence[Parsed], *, most: int) -> list[list[int]]:
    """Return where the names stand that each query is to be compared with by consonants."""
    return [near.tolist() for near in within.bones.near(queries, most=most)]


def _counted(names: Sequence[Name], progress: Progress) -> csr_matrix[np.float32]:
    counted = []
    for start in range(0, len(names), CHUNK):
        listed = (parse(name) for name in names[start : start + CHUNK])
        counted.append(rows(listed, are_listed=True))
        progress(INDEXING, min(start + CHUNK, len(names)), len(names))
    return csr_matrix(vstack(counted, format="csr")) if counted else rows([])


def nearest(within: Index, queries: Sequence[Parsed], *, most: int) -> csr_matrix[np.float32]:
    """Return the nearest names of each query."""
    return _near_in_pieces(within, rows(queries), most=most)


def _near_in_pieces(
    within: Index, counted: csr_matrix[np.float32], *, most: int
) -> csr_matrix[np.float32]:
    asked = weighed(_without_common(counted, within), within.rarity)
    return _near(within, asked, most=most, least=LEAST)


def _near_in_sound(
    within: Index, counted: csr_matrix[np.float32], *, most: int
) -> csr_matrix[np.float32]:
    """Return the names that hold a rare word of each query, as it sounds: a common word beside it
    brings none of its own.
    """
    is_sound = (counted.indices >= PIECES) & (counted.indices < PIECES + SOUNDS)
    starts = np.concatenate([[0], np.cumsum(is_sound)])[counted.indptr]
    sounds = csr_matrix(
        (counted.data[is_sound], counted.indices[is_sound], starts), shape=counted.shape
    )
    rarity = np.where(within.rarity > 0, within.rarity, within.rarity.max(initial=0))
    asked = weighed(_without_common(sounds, within), rarity)
    return _near(within, asked, most=most, least=LEAST_IN_SOUND)


def _is_spelt_by_ear(query: Parsed) -> bool:
    """Say whether a name may be a person's that is written with vowels, in any spelling."""
    return query.schema != "organisation" and query.script != "abjad" and not query.is_whole


def _names_of(near: csr_matrix[np.float32], row: int) -> list[int]:
    """Return the positions of the names near a query, the nearest first."""
    positions: list[int] = near.indices[near.indptr[row] : near.indptr[row + 1]].tolist()
    return positions


def _near(
    within: Index, asked: csr_matrix[np.float32], *, most: int, least: float
) -> csr_matrix[np.float32]:
    """Return the nearest names of each row. Only the pieces that are asked for are taken out of the
    (mapped) index.
    """
    used, places = np.unique(asked.indices, return_inverse=True)
    if not len(within.names) or not len(used):
        return csr_matrix(np.zeros((asked.shape[0], 0), dtype=np.float32))
    narrow = csr_matrix(
        (asked.data, places.astype(np.int32), asked.indptr), shape=(asked.shape[0], len(used))
    )
    likenesses: csr_matrix[np.float32] = sp_matmul_topn(
        narrow, within.pieces[used], top_n=most, threshold=least, sort=True
    )
    return likenesses


def _without_common(asked: csr_matrix[np.float32], within: Index) -> csr_matrix[np.float32]:
    """Leave out of each query the commonest pieces, so that no query visits too many places of the
    index.
    """
    starts, most = (
        within.pieces.indptr,
        min(MOST_VISITS, max(FEWEST_VISITS, len(within.names) // 4)),
    )
    kept = np.ones(len(asked.indices), dtype=bool)
    met = starts[asked.indices + 1] - starts[asked.indices]
    visits = np.concatenate([[0], np.cumsum(met)])[asked.indptr]
    for row in np.nonzero(np.diff(visits) > most)[0]:
        start, stop = asked.indptr[row : row + 2]
        sizes = met[start:stop]
        order = np.argsort(sizes, kind="stable")
        costly = np.cumsum(sizes[order]) > most
        costly[:FEWEST] = False
        kept[start + order[costly]] = False
    sizes = np.add.reduceat(np.append(kept, False), asked.indptr[:-1]) * (np.diff(asked.indptr) > 0)
    return csr_matrix(
        (asked.data[kept], asked.indices[kept], np.concatenate([[0], np.cumsum(sizes)])),
        shape=asked.shape,
    )


def _likely(query: Parsed, near: NDArray[np.int32], alike: NDArray[np.float32]) -> list[int]:
    """Return where the names stand that are worth a score: the others come nowhere near one that a
    person should look at. Names without vowels are looked up by their bones instead.
    """
    if query.script == "abjad":
        return _of_same_letters(near, alike)
    least = max(_least(query), SHARE * alike[0] if len(alike) else 0.0)
    likely: list[int] = near[alike >= least].tolist()
    return likely


def _near_enough(query: Parsed, near: NDArray[np.int32], alike: NDArray[np.float32]) -> list[int]:
    """Return the same, whatever else is near: one name never keeps another out."""
    if query.script == "abjad":
        return _of_same_letters(near, alike)
    likely: list[int] = near[alike >= max(LEAST_BY_GROUP, _least(query))].tolist()
    return likely


def _of_same_letters(near: NDArray[np.int32], alike: NDArray[np.float32]) -> list[int]:
    """Return the names that have all their pieces in common: of a name without vowels, itself."""
    same: list[int] = near[alike >= SAME_LETTERS].tolist()
    return same


def _least(query: Parsed) -> float:
    is_long = len(query.joined) >= LONG and query.schema != "person"
    return LEAST_OF_LONG if is_long else LEAST


def _scored(within: Index, query: Parsed, near: Sequence[int], limit: int) -> list[Hit]:
    scores = [(-score_of(compared(query, within.parsed(position))), position) for position in near]
    return [
        Hit(position=position, score=-score)
        for score, position in sorted(scores)[:limit]
        if -score >= FLOOR
    ]
