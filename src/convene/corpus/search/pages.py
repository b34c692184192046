"""What the page of one organisation shows, put together once for each: to read it page by page out
of the side tables takes ten looks each.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tantivy
from duckdb import DuckDBPyConnection

from convene.core.progress import Progress
from convene.corpus import engine, steps

READ = (
    "alliances",
    "inside",
    "ends",
    "tallies",
    "years",
    "sums",
    "called",
    "identified",
    "joined",
    "doubts",
    "unsaid",
)
"""Side tables that pages and other side tables are made of, and nothing else reads: once these are
made they have served.
"""
PARTNERS = 50
"""Partners, and organisations that may be the same, that a page shows; it says how many more there
are.
"""
NAMES = 200
"""Names, identifiers and joins that a page shows."""
STRETCH = 1_000
"""Organisations that are put together at a time, so that memory does not grow with their number."""
EVERY = "SELECT organisation FROM organisations ORDER BY organisation"


def documents(connection: DuckDBPyConnection, progress: Progress) -> Iterator[tantivy.Document]:
    """Yield what is kept for the page of each organisation."""
    statement = engine.statement("pages", room="search")
    every = [row[0] for row in connection.execute(EVERY).fetchall()]
    for start in range(0, len(every), STRETCH):
        within = every[start : start + STRETCH]
        bounds = {"first": within[0], "last": within[-1], "names": NAMES, "partners": PARTNERS}
        for organisation, page in connection.execute(statement, bounds).fetchall():
            yield tantivy.Document(id=organisation, page=page.encode())
        progress(steps.PAGES, start + len(within), len(every))


def clear(into: Path) -> None:
    """Take away the side tables that only the pages were made of."""
    for name in READ:
        (into / f"{name}.parquet").unlink()


def read(kept: bytes) -> dict[str, Any]:
    """Return what is kept for a page."""
    found: dict[str, Any] = json.loads(kept)
    return found
