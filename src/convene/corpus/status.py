"""How the corpus stands: what serves, what waits for the next build, and what could not be read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import pyarrow.parquet as pq

from convene.core.records import SetAside
from convene.corpus import loads, snapshots
from convene.corpus.loads import Load
from convene.corpus.snapshots import Snapshot, Source


@dataclass(frozen=True, kw_only=True)
class Status:
    """Counts are of the snapshot that serves; `transactions` are its sums of money but for
    `budgets`, which are counted apart, and `copies` the records that gave way to a newer copy.

    `waiting` are loads that the snapshot does not hold yet, or not as they are now; `gone` are
    those that it holds and that were forgotten.
    """

    build: str = ""
    built_at: str = ""
    activities: int = 0
    transactions: int = 0
    budgets: int = 0
    mentions: int = 0
    organisations: int = 0
    set_aside: int = 0
    copies: int = 0
    sources: tuple[Source, ...] = ()
    waiting: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    earlier: int = 0
    """Snapshots that one can go back to."""
    unexpected: tuple[str, ...] = ()
    """What is odd about the number of records in loaded files."""


def status() -> Status:
    """Return how the corpus stands; all counts are 0 before the first build."""
    snapshot, loaded = snapshots.current(), loads.loads()
    state = Status(
        earlier=len(snapshots.pointer().earlier()),
        unexpected=tuple(load.unexpected for load in loaded if load.unexpected),
    )
    moments = {load.source: load.loaded_at for load in loaded}
    return (
        _serving(state, snapshot, moments) if snapshot else replace(state, waiting=tuple(moments))
    )


def _serving(state: Status, snapshot: Snapshot, loaded: Mapping[str, str]) -> Status:
    meta = snapshot.meta
    held = {source.source: source.loaded_at for source in meta.sources if source.number}
    return replace(
        state,
        build=snapshot.id,
        built_at=meta.built_at,
        activities=meta.activities,
        transactions=meta.transactions,
        budgets=meta.budgets,
        mentions=meta.mentions,
        organisations=meta.organisations,
        set_aside=meta.set_aside,
        copies=meta.copies,
        sources=meta.sources,
        waiting=tuple(source for source, moment in loaded.items() if held.get(source) != moment),
        gone=tuple(source for source in held if source not in loaded),
    )


def set_aside(source: str = "") -> Iterator[tuple[Load, SetAside]]:
    """Yield the records of all loads, or of one, that could not be read."""
    for load in loads.loads():
        if source in {"", load.source}:
            for batch in pq.ParquetFile(
                loads.folder(load.source) / "set_aside.parquet"
            ).iter_batches():
                yield from ((load, SetAside(**row)) for row in batch.to_pylist())
