"""DuckDB as this house uses it: in this process, over files of one folder, with nothing that
reaches further.
"""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import duckdb

THREADS = 2
MEMORY = "1GB"
BETWEEN = "\x1f"
"""Stands between the texts of a list that is sent to the engine as one: see `sent`."""
LISTED = (
    "CREATE MACRO listed(joined) AS TABLE SELECT unnest(string_split(joined, chr(31))) AS value"
)
SETTINGS = (
    "TimeZone = 'UTC'",
    "parquet_metadata_cache = true",
    "preserve_insertion_order = true",
    "enable_progress_bar = false",
)


def over(
    tables: Mapping[str, Path],
    *,
    memory: str = MEMORY,
    threads: int = THREADS,
    work: Path | None = None,
) -> duckdb.DuckDBPyConnection:
    """Return a connection with a view on each Parquet file. It reads no other folder, and writes to
    `work` only, if that is given.

    A thread that shares it takes a `cursor()` of its own.
    """
    connection = duckdb.connect(
        config={"threads": threads, "memory_limit": memory, "autoinstall_known_extensions": "false"}
    )
    connection.execute("SET autoload_known_extensions = false")
    for setting in SETTINGS:
        connection.execute(f"SET {setting}")
    folders = sorted(
        {str(file.parent.resolve()) for file in tables.values()}
        | ({str(work.resolve())} if work else set())
    )
    if work:
        connection.execute(f"SET temp_directory = {_quoted(str(work.resolve()))}")
    connection.execute(f"SET allowed_directories = [{', '.join(map(_quoted, folders))}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    for name, file in tables.items():
        connection.read_parquet(str(file.resolve())).create_view(name)
    connection.execute(LISTED)
    return connection


@cache
def statement(name: str, *, room: str) -> str:
    """Return a statement out of its file in the folder `sql` of a room of the corpus."""
    file = resources.files(f"convene.corpus.{room}") / "sql" / f"{name}.sql"
    return file.read_text(encoding="utf-8")


def sent(value: Any) -> Any:
    """Return a value as the engine is given it: texts as one, which a statement reads by `listed`.
    It takes in a list one by one, and looks for a library that we do without at each: for hundreds
    of ids that takes longer than finding them all.
    """
    return BETWEEN.join(value) if isinstance(value, list | tuple) else value


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
