"""To which of the guide's models each activity belongs, worked out wherever the executor does its
work.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from convene.core.mapping import Mapped
from convene.core.records import Sector, Text
from convene.corpus.building.parts import Part
from convene.packs import mapping

MODELS = pa.list_(pa.struct([pa.field(name, pa.string()) for name in Mapped._fields]))


class Piece(NamedTuple):
    """One row group of the activities of a part. `first` is the number of its first row within the
    part.
    """

    part: Part
    group: int
    first: int
    length: int


def models(parts: Sequence[Part], *, executor: Executor) -> Iterator[tuple[Piece, pa.Array]]:
    """Yield each row group of each part in order, with the models of its activities."""
    pieces = [piece for part in parts for piece in _pieces(part)]
    mapped = executor.map(
        _models,
        [str(piece.part.folder) for piece in pieces],
        [piece.group for piece in pieces],
        [piece.first for piece in pieces],
    )
    return zip(pieces, mapped, strict=True)


def _pieces(part: Part) -> Iterator[Piece]:
    about = part.file("activities").metadata
    counts = [about.row_group(group).num_rows for group in range(about.num_row_groups)]
    for group, (count, first) in enumerate(
        zip(counts, accumulate(counts, initial=0), strict=False)
    ):
        yield Piece(part, group, first, count)


def _models(folder: str, group: int, first: int) -> pa.Array:
    """Map one row group. What goes in and out can be sent to another machine, which must see the
    same disk.
    """
    columns = ["titles", "descriptions", "sectors"]
    rows = (
        pq.ParquetFile(Path(folder) / "activities.parquet")
        .read_row_group(group, columns=columns)
        .to_pylist()
    )
    paid = _of_money(Path(folder) / "money.parquet", first=first, count=len(rows))
    return pa.array(
        [
            [mapped._asdict() for mapped in _mapped(row, paid.get(first + offset, ()))]
            for offset, row in enumerate(rows)
        ],
        type=MODELS,
    )


def _of_money(file: Path, *, first: int, count: int) -> dict[int, list[Sector]]:
    """Return the sectors that only the money of an activity names: many publishers write them
    nowhere else.
    """
    within = [("activity", ">=", first), ("activity", "<", first + count)]
    money = pq.read_table(file, columns=["activity", "sectors"], filters=within).combine_chunks()
    sectors, owners = (
        pc.list_flatten(money["sectors"]),
        pc.take(money["activity"], pc.list_parent_indices(money["sectors"])),
    )
    flat = pa.table(
        {
            "activity": owners,
            **{name: pc.struct_field(sectors, name) for name in ("vocabulary", "code")},
        }
    )
    sectors_of: dict[int, list[Sector]] = {}
    for row in (
        flat.group_by(["activity", "vocabulary", "code"], use_threads=False)
        .aggregate([])
        .to_pylist()
    ):
        sectors_of.setdefault(row["activity"], []).append(Sector(row["vocabulary"], row["code"]))
    return sectors_of


def _mapped(row: dict[str, Any], paid: Sequence[Sector]) -> tuple[Mapped, ...]:
    return mapping.models(
        sectors=[*(Sector(**sector) for sector in row["sectors"]), *paid],
        titles=[Text(**text) for text in row["titles"]],
        descriptions=[Text(**text) for text in row["descriptions"]],
    )
