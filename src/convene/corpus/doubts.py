"""Pairs of names in the snapshot that the build would not join by itself: they wait for a person."""

from dataclasses import dataclass

import pyarrow.parquet as pq

from convene.core.names import Band
from convene.corpus.snapshots import Snapshot, current
from convene.matching import band


@dataclass(frozen=True, kw_only=True)
class Name:
    """One of the two: its key, how records write it, the organisation it counts to now, and how often it is met."""

    key: str
    text: str
    organisation: str
    country: str
    mentions: int


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """Two names that may be one organisation, how alike they are, and in sentences what speaks for and against."""

    a: Name
    b: Name
    band: Band
    why: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, str]:
        """The keys of both, the lesser first."""
        return (min(self.a.key, self.b.key), max(self.a.key, self.b.key))


def doubts() -> tuple[Doubt, ...]:
    """Return the pairs of the serving snapshot, the one that matters most first."""
    snapshot = current()
    return _doubts(snapshot) if snapshot else ()


def _doubts(snapshot: Snapshot) -> tuple[Doubt, ...]:
    pairs = pq.read_table(snapshot.table("review")).to_pylist()
    wanted = {key for pair in pairs for key in (pair["a"], pair["b"])}
    names = {each.key: each for each in _names(snapshot) if each.key in wanted}
    return tuple(
        Doubt(a=names[pair["a"]], b=names[pair["b"]], band=band(pair["score"]), why=tuple(pair["why"]))
        for pair in sorted(pairs, key=lambda pair: (-pair["weight"], pair["a"], pair["b"]))
        if pair["a"] in names and pair["b"] in names
    )


def _names(snapshot: Snapshot) -> list[Name]:
    columns = ["key", "name", "organisation", "countries", "mentions"]
    return [
        Name(
            key=row["key"],
            text=row["name"],
            organisation=row["organisation"],
            country=next(iter(row["countries"]), ""),
            mentions=row["mentions"],
        )
        for row in pq.read_table(snapshot.table("profiles"), columns=columns).to_pylist()
    ]
