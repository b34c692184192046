"""Tables written a piece at a time, in row groups of one size however small the pieces are."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

ROWS = 50_000
"""Rows of a row group. Activities take fewer, since each holds long texts."""
Write = Callable[[pa.Table], None]


@contextmanager
def written(file: Path, schema: pa.Schema, *, rows: int = ROWS) -> Iterator[Write]:
    """Write a Parquet file from the pieces that are handed in."""
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        waiting: list[pa.Table] = []

        def write(piece: pa.Table) -> None:
            waiting.append(piece)
            if sum(table.num_rows for table in waiting) >= rows:
                whole = pa.concat_tables(waiting)
                full = whole.num_rows - whole.num_rows % rows
                writer.write_table(whole.slice(0, full), row_group_size=rows)
                waiting[:] = [whole.slice(full)]

        yield write
        writer.write_table(pa.concat_tables([schema.empty_table(), *waiting]), row_group_size=rows)
