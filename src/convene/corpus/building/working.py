"""Where records are at work, as far as resolution needs it: to tell public bodies of one name
apart.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from convene.corpus.building.merging import Numbered
from convene.corpus.resolution.seats import Work
from convene.packs import places

NEARLY_ALL = 0.95
"""Share of the records of a source from which on it is taken to be of one country."""
LEAST = 3
"""Records that must say their country before a source is taken to be of one."""


def work(parts: Sequence[Numbered], *, of: pa.Array) -> Work:
    """Return the countries of some activities, by their numbers in the snapshot, and those of all
    sources.
    """
    known, wanted = pa.array(sorted(places.names())), pc.unique(of)
    activities: defaultdict[int, set[str]] = defaultdict(set)
    sources = {}
    for numbered in parts:
        table = _countries(numbered, known=known)
        sources[numbered.part.number] = _of_nearly_all(table)
        asked = table.filter(pc.is_in(table["activity"], value_set=wanted))
        for row in asked.to_pylist():
            activities[row["activity"]].add(row["country"])
    return Work(
        activities={number: frozenset(codes) for number, codes in activities.items()},
        sources=sources,
    )


def _countries(numbered: Numbered, *, known: pa.Array) -> pa.Table:
    """Return which activities of a part are in which countries, each pair once."""
    table = pa.concat_tables([_EMPTY, *_pieces(numbered)])
    table = table.filter(pc.is_in(table["country"], value_set=known))
    return table.group_by(["activity", "country"]).aggregate([])


_EMPTY = pa.table({"activity": pa.array([], pa.int64()), "country": pa.array([], pa.string())})


def _pieces(numbered: Numbered) -> Iterator[pa.Table]:
    first = 0
    for batch in numbered.part.file("activities").iter_batches(columns=["places"]):
        number = numbered.numbers.slice(first, len(batch))
        first += len(batch)
        yield _piece(number, pc.list_parent_indices(batch["places"]), _codes(batch["places"]))
    for batch in numbered.part.file("money").iter_batches(columns=["activity", "countries"]):
        number = pc.take(numbered.numbers, batch["activity"])
        listed = batch["countries"]
        yield _piece(number, pc.list_parent_indices(listed), pc.list_flatten(listed))


def _codes(listed: pa.Array) -> pa.Array:
    return pc.struct_field(pc.list_flatten(listed), "country")


def _piece(numbers: pa.Array, parents: pa.Array, codes: pa.Array) -> pa.Table:
    """Return a row for each country of a list, without those of records that gave way to others."""
    table = pa.table({"activity": pc.take(numbers, parents), "country": codes})
    return table.cast(_EMPTY.schema).filter(pc.is_valid(table["activity"]))


def _of_nearly_all(table: pa.Table) -> str:
    """Return the country in which nearly all of a source's records are that say theirs, or
    nothing.
    """
    records = len(pc.unique(table["activity"]))
    if records < LEAST:
        return ""
    most = max(pc.value_counts(table["country"]).to_pylist(), key=lambda row: row["counts"])
    return most["values"] if most["counts"] >= NEARLY_ALL * records else ""
