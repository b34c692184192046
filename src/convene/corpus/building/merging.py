"""All sources in one set of tables. Rows keep their order: source after source, and within each as
its file has them.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import asdict, dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from convene.core.progress import Progress
from convene.corpus import steps
from convene.corpus.building import mapping
from convene.corpus.building.parts import Part
from convene.corpus.building.writing import written
from convene.corpus.snapshots import Source
from convene.corpus.tables import ACTIVITIES, MENTIONS, MONEY, SET_ASIDE

SOURCE = pa.field("source", pa.int32())
NUMBER = pa.field("activity", pa.int64())
ROWS = 5_000
"""Activities of a row group: a page reads one activity, and its texts are long."""
ACTIVITY_TABLE = pa.schema([NUMBER, SOURCE, *ACTIVITIES, pa.field("models", mapping.MODELS)])
MENTION_TABLE = pa.schema([*MENTIONS, SOURCE])
MONEY_TABLE = pa.schema([*MONEY, SOURCE])
SET_ASIDE_TABLE = pa.schema([*SET_ASIDE, SOURCE])
SOURCES = pa.schema(
    [
        ("number", pa.int32()),
        *(
            (name, pa.string())
            for name in (
                "source",
                "form",
                "address",
                "name",
                "publisher",
                "title",
                "licence",
                "date",
                "loaded_at",
                "sha256",
            )
        ),
        *(
            (name, pa.int64())
            for name in ("activities", "copies", "mentions", "money", "set_aside")
        ),
        ("first_year", pa.int32()),
        ("last_year", pa.int32()),
    ]
)


@dataclass(frozen=True, kw_only=True)
class Numbered:
    """A part and the number of each of its activities in the snapshot, null where a newer copy
    stands in its place.
    """

    part: Part
    numbers: pa.Array

    @property
    def source(self) -> Source:
        """Return what the snapshot says of it."""
        load = self.part.load
        known = {
            name: value
            for name, value in asdict(load).items()
            if name not in {"ignored", "layout", "unexpected", "replaced"}
        }
        return Source(
            **{
                **known,
                "number": self.part.number,
                "activities": load.activities - self.copies,
                "copies": self.copies,
            }
        )

    @property
    def copies(self) -> int:
        """Return how many of its records gave way to a newer copy."""
        return int(self.numbers.null_count)


def activities(
    parts: Sequence[Numbered], *, into: Path, executor: Executor, progress: Progress
) -> None:
    """Write all activities that are kept, each with the models it belongs to."""
    numbers = {numbered.part.number: numbered.numbers for numbered in parts}
    done, of = 0, sum(numbered.part.load.activities for numbered in parts)
    with written(into / "activities.parquet", ACTIVITY_TABLE, rows=ROWS) as write:
        for piece, models in mapping.models(
            [numbered.part for numbered in parts], executor=executor
        ):
            table = piece.part.file("activities").read_row_group(piece.group)
            number = numbers[piece.part.number].slice(piece.first, piece.length)
            write(
                _kept(
                    table.append_column("activity", number).append_column("models", models),
                    piece.part,
                    schema=ACTIVITY_TABLE,
                )
            )
            done += piece.length
            progress(steps.READING, done, of)


def mentions(parts: Sequence[Numbered], *, into: Path) -> list[int]:
    """Stage the mentions of all kept activities where they can be read without being in memory;
    return how many each part has.
    """
    counts = []
    with pa.OSFile(str(into), "wb") as stream, pa.ipc.new_file(stream, MENTION_TABLE) as writer:
        for numbered in parts:
            counts.append(0)
            for piece in rows(numbered, "mentions", schema=MENTION_TABLE):
                writer.write_table(piece)
                counts[-1] += piece.num_rows
    return counts


def sources(listed: Sequence[Source], *, into: Path) -> None:
    """Write where everything comes from."""
    pq.write_table(
        pa.Table.from_pylist([asdict(source) for source in listed], schema=SOURCES),
        into / "sources.parquet",
    )


def set_aside(parts: Sequence[Numbered], *, into: Path) -> None:
    """Write what could not be read."""
    with written(into / "set_aside.parquet", SET_ASIDE_TABLE) as write:
        for numbered in parts:
            for batch in numbered.part.file("set_aside").iter_batches():
                write(
                    _sourced(pa.Table.from_batches([batch]), numbered.part).select(
                        SET_ASIDE_TABLE.names
                    )
                )


def rows(numbered: Numbered, name: str, *, schema: pa.Schema) -> Iterator[pa.Table]:
    """Yield the rows of one of a part's tables whose activity is kept, with its number in the
    snapshot.
    """
    for batch in numbered.part.file(name).iter_batches():
        table = pa.Table.from_batches([batch])
        number = pc.take(numbered.numbers, table["activity"])
        yield _kept(
            table.set_column(table.schema.get_field_index("activity"), "activity", number),
            numbered.part,
            schema=schema,
        )


def _kept(table: pa.Table, part: Part, *, schema: pa.Schema) -> pa.Table:
    kept = (
        table if table["activity"].null_count == 0 else table.filter(pc.is_valid(table["activity"]))
    )
    return _sourced(kept, part).select(schema.names).cast(schema)


def _sourced(table: pa.Table, part: Part) -> pa.Table:
    return table.append_column(
        "source", pa.repeat(pa.scalar(part.number, pa.int32()), table.num_rows)
    )
