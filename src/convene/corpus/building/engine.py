"""The data engine, opened for one piece of work: no network, no extensions, memory within bounds."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

MEMORY = "1GB"
"""What it may hold at once; the rest goes to the disk."""


@contextmanager
def engine(*, spill: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the data engine. What does not fit into memory it writes to the folder `spill`."""
    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "memory_limit": MEMORY,
        "temp_directory": str(spill),
    }
    with duckdb.connect(":memory:", config=config) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        yield connection
