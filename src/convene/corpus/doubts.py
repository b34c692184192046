"""Pairs of names in the snapshot that the build would not join by itself: they wait for
a person.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from convene.core.names import Band
from convene.core.reasons import Reason, from_text
from convene.corpus.snapshots import current
from convene.matching import band


@dataclass(frozen=True, kw_only=True)
class Name:
    """One of the two: its key, how records write it, the organisation it counts to now, and how
    often it is met.
    """

    key: str
    text: str
    organisation: str
    country: str
    mentions: int


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """Two names that may be one organisation, how alike they are, and in sentences what speaks for
    and against.
    """

    a: Name
    b: Name
    band: Band
    why: tuple[Reason, ...]

    @property
    def keys(self) -> tuple[str, str]:
        """The keys of both, the lesser first."""
        return (min(self.a.key, self.b.key), max(self.a.key, self.b.key))


def doubts() -> tuple[Doubt, ...]:
    """Return the pairs of the serving snapshot, the one that matters most first."""
    snapshot = current()
    return _doubts(snapshot.table("review"), snapshot.table("profiles")) if snapshot else ()


@lru_cache(maxsize=2)
def _doubts(review: Path, profiles: Path) -> tuple[Doubt, ...]:
    """Read once for each snapshot, which never changes."""
    pairs = pq.read_table(review).to_pylist()
    names = {
        side.key: side
        for side in _names(profiles, {key for pair in pairs for key in (pair["a"], pair["b"])})
    }
    return tuple(
        Doubt(
            a=names[pair["a"]],
            b=names[pair["b"]],
            band=band(pair["score"]),
            why=tuple(map(from_text, pair["why"])),
        )
        for pair in sorted(pairs, key=lambda pair: (-pair["weight"], pair["a"], pair["b"]))
        if pair["a"] in names and pair["b"] in names
    )


def _names(profiles: Path, keys: Collection[str]) -> list[Name]:
    columns = ["key", "name", "organisation", "countries", "mentions"]
    return [
        Name(
            key=row["key"],
            text=row["name"],
            organisation=row["organisation"],
            country=next(iter(row["countries"]), ""),
            mentions=row["mentions"],
        )
        for row in pq.read_table(
            profiles, columns=columns, filters=pc.field("key").isin(pa.array(keys, pa.string()))
        ).to_pylist()
    ]
