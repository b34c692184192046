"""The small tables beside the indexes: what a page of one organisation reads, made once so that no
page reads the whole corpus.

Every statement reads the snapshot's own tables, or those made before it, and is sorted by what it
will be asked by.
"""

from pathlib import Path

import pyarrow as pa

from convene.corpus import engine
from convene.packs import places
from convene.packs.codelists import dac_sectors

SOURCES = (
    "sources",
    "activities",
    "mentions",
    "money",
    "organisations",
    "profiles",
    "joins",
    "review",
    "redirects",
)
ROW_GROUP = 32_768
"""Rows that are read together: fewer make a lookup read more headers, more make it read more rows.
"""
MEMORY = "2GB"
"""What one statement may hold at once; most of what is beyond goes to the disk."""
TABLES = (
    "facts",
    "inferred",
    "parts",
    "alliances",
    "tags",
    "inside",
    "ends",
    "sums",
    "bonds",
    "tallies",
    "years",
    "unsaid",
    "called",
    "identified",
    "joined",
    "doubts",
    "present",
    "doing",
    "sectored",
    "allied",
    "payers",
    "members",
    "working",
)
"""The tables in the order in which they are made, each by the file of its name in `sql`. The last
seven are what a longlist reads. Years to come are kept in them as records give them: whoever asks
says which year it is.
"""


def make(folder: Path, *, into: Path) -> None:
    """Write the side tables of a snapshot's tables into a folder."""
    files = {table: folder / f"{table}.parquet" for table in SOURCES}
    with engine.over(files, memory=MEMORY, work=into) as connection:
        for name, columns in _of_the_guide().items():
            connection.from_arrow(pa.table(columns)).create_view(name)
        for name in TABLES:
            made = str(into / f"{name}.parquet")
            rows = connection.sql(engine.statement(name, room="search"))
            rows.write_parquet(made, row_group_size=ROW_GROUP)
            connection.read_parquet(made).create_view(name)


def _of_the_guide() -> dict[str, dict[str, list[str]]]:
    """Return the region of each country, and the sector that purpose codes speak of by their
    beginnings.
    """
    regions, sectors = places.regions(), dac_sectors()
    return {
        "regions": {"country": [*regions], "region": [*regions.values()]},
        "purposes": {"start": [*sectors], "sector": [*sectors.values()]},
    }
