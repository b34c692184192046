"""Which names lie near which, and how alike they are. The work is cut into chunks, so that any
executor may do them in any order.
"""

import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from functools import lru_cache
from pathlib import Path

from convene import disk, matching
from convene.core.names import Name
from convene.core.progress import Progress
from convene.core.spelling import in_full, without_acronym
from convene.corpus import snapshots, steps
from convene.matching import pairs
from convene.matching.pairs import Likeness

ROWS = 2_000
"""Names of a chunk when neighbours are looked for; fixed, so that the result is the same whoever
does the work.
"""
PAIRS = 8_000
"""Pairs of a chunk when they are compared."""

Near = dict[tuple[int, int], Likeness]
"""How alike the names at two places of the list are, the lower place first."""


def as_name(text: str) -> Name:
    """Return a name as resolution compares it: an organisation's, without its own acronym in
    brackets, its country in full.
    """
    return Name(text=in_full(without_acronym(text)), schema="organisation")


def near(
    names: Sequence[str], *, also: Sequence[tuple[int, int]], executor: Executor, progress: Progress
) -> Near:
    """Return how alike names are that lie near each other in letters, and those of the pairs that
    are asked for besides.
    """
    if len(names) < 2:
        return {}
    with tempfile.TemporaryDirectory(
        prefix=".new-names-", dir=disk.make(snapshots.builds())
    ) as folder:
        matching.index([as_name(name) for name in names]).save(Path(folder), bones=False)
        starts = range(0, len(names), ROWS)
        near_pairs: set[tuple[int, int]] = set(also)
        for done, part in enumerate(
            executor.map(_neighbours, [folder] * len(starts), starts), start=1
        ):
            near_pairs.update(part)
            progress(
                steps.NEAR,
                min(done * ROWS, len(names)),
                len(names),
            )
    return dict(_compared(names, sorted(near_pairs), executor=executor, progress=progress))


def _compared(
    names: Sequence[str], asked: list[tuple[int, int]], *, executor: Executor, progress: Progress
) -> Iterator[tuple[tuple[int, int], Likeness]]:
    chunks = [asked[start : start + PAIRS] for start in range(0, len(asked), PAIRS)]
    done = 0
    texts = [
        [(names[a], names[b]) for a, b in chunk] for chunk in chunks
    ]  # a list, since Dask maps over nothing else
    for chunk, alike in zip(chunks, executor.map(_alike, texts), strict=True):
        yield from zip(chunk, alike, strict=True)
        done += len(chunk)
        progress(steps.COMPARING, done, len(asked))


@lru_cache(maxsize=1)
def _opened(folder: str) -> matching.Index:
    return matching.Index.load(Path(folder))


def _neighbours(folder: str, start: int) -> list[tuple[int, int]]:
    opened = _opened(folder)
    return pairs.near(opened, start=start, stop=min(start + ROWS, len(opened.names)))


def _alike(texts: list[tuple[str, str]]) -> list[Likeness]:
    return [pairs.likeness(as_name(a), as_name(b)) for a, b in texts]
