"""One record that several files hold is kept once: the newest copy that its publisher gave out, and
each kept one gets its number.

Releases of one contracting process share its identifier, each telling a part: of copies of one day,
the one that tells most counts, the most sums first and then the most mentions. Parts are not
merged: what two files say of one award cannot be told from two awards.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from convene.corpus import engine
from convene.corpus.building.parts import Part

RECORDS = pa.schema(
    {
        "source": pa.int32(),
        "row": pa.int64(),
        "publisher": pa.string(),
        "day": pa.string(),
        "loaded": pa.string(),
        "kind": pa.string(),
        "identifier": pa.string(),
        "updated": pa.string(),
        "sums": pa.int64(),
        "mentions": pa.int64(),
    }
)
KEPT = """
SELECT source, row, identifier = '' OR row_number() OVER (
    PARTITION BY publisher, kind, identifier, CASE WHEN identifier = '' THEN row END
    ORDER BY TRY_CAST(updated AS TIMESTAMPTZ) DESC NULLS LAST, day DESC, sums DESC, mentions DESC, loaded DESC, source DESC, row DESC
) = 1 AS kept
FROM records ORDER BY source, row
"""


def numbers(parts: Sequence[Part], *, spill: Path) -> list[pa.Array]:
    """Return for each part the number that each of its rows has in the snapshot, null where a newer
    copy stands in its place.
    """
    records = pa.RecordBatchReader.from_batches(RECORDS, _records(parts))
    with engine.over({}, work=spill) as connection:
        connection.register("records", records)
        kept = connection.execute(KEPT).to_arrow_table()["kept"].combine_chunks()
    numbered = pc.if_else(
        kept, pc.subtract(pc.cumulative_sum(kept.cast(pa.int64())), pa.scalar(1, pa.int64())), None
    )
    return list(_cut(numbered, [part.load.activities for part in parts]))


def _records(parts: Sequence[Part]) -> Iterator[pa.RecordBatch]:
    for part in parts:
        row, sums, mentions = 0, _tally(part, "money"), _tally(part, "mentions")
        for batch in part.file("activities").iter_batches(
            columns=["kind", "identifier", "updated"]
        ):
            yield _told(batch, part, row=row, sums=sums, mentions=mentions)
            row += batch.num_rows


def _told(
    batch: pa.RecordBatch, part: Part, *, row: int, sums: list[int], mentions: list[int]
) -> pa.RecordBatch:
    load, count = part.load, batch.num_rows
    publisher = (load.publisher or load.address).casefold()
    columns = [
        pa.repeat(pa.scalar(part.number, pa.int32()), count),
        pa.array(range(row, row + count), type=pa.int64()),
        pa.repeat(f"{load.form} {publisher}", count),
        pa.repeat(load.date, count),
        pa.repeat(load.loaded_at, count),
        *(batch.column(name) for name in ("kind", "identifier", "updated")),
        *(pa.array(totals[row : row + count]) for totals in (sums, mentions)),
    ]
    return pa.record_batch(columns, schema=RECORDS)


def _tally(part: Part, table: str) -> list[int]:
    """Return how many rows of a table each activity of a part has."""
    counts = [0] * part.load.activities
    for counted in pc.value_counts(
        part.file(table).read(columns=["activity"])["activity"]
    ).to_pylist():
        counts[counted["values"]] = counted["counts"]
    return counts


def _cut(numbered: pa.Array, lengths: Sequence[int]) -> Iterator[pa.Array]:
    start = 0
    for length in lengths:
        yield numbered.slice(start, length)
        start += length
