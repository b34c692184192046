"""Writing the indexes and side tables of a new snapshot, before anyone can see it."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import tantivy
from duckdb import DuckDBPyConnection

from convene.core.identifiers import asked
from convene.core.open_data import Count, OrganisationRow
from convene.core.progress import Progress, quiet
from convene.core.resolution import Identifier
from convene.corpus import engine, steps
from convene.corpus.search import coverage, pages, schema, shown, tables
from convene.corpus.search.words import folded, spellings

HEAP = 1_000_000_000
"""Bytes of memory that an index may take while it is written; it takes what it needs. What fits is
written as one part, in which the commonest funders are counted several times as fast as in three
(ADR 24).
"""
BATCH = 2000
STRETCH = 20_000
"""Activities that are put together at a time. They are numbered without gaps, in the order of the
tables.
"""
NAMES = 60
"""Variants of an organisation's name that can be typed."""
VARIANTS = 6
"""Variants of an organisation's name by which its activities are found, the most frequent ones."""


def write(folder: Path, *, progress: Progress = quiet) -> None:
    """Write `search/` into the folder of a snapshot whose tables are all there. What was there
    before must be gone.
    """
    into = folder / schema.FOLDER
    into.mkdir()
    tables.make(folder, into=into)
    coverage.write(folder, into=into)
    with engine.over(_files(folder, into), memory=tables.MEMORY, work=into) as connection:
        made = {
            name: schema.create(into / name, schema_of())
            for name, schema_of in schema.INDEXES.items()
        }
        _fill(made["activities"], map(activity_document, _activities(connection, progress)))
        _fill(
            made["organisations"], map(organisation_document, _organisations(connection, progress))
        )
        _fill(made["pages"], pages.documents(connection, progress))
    pages.clear(into)


def _files(folder: Path, into: Path) -> dict[str, Path]:
    return {name: folder / f"{name}.parquet" for name in tables.SOURCES} | {
        file.stem: file for file in into.glob("*.parquet")
    }


def _activities(connection: DuckDBPyConnection, progress: Progress) -> Iterator[Mapping[str, Any]]:
    """Yield activities with their parts, some thousands at a time, so that memory does not grow
    with the snapshot.
    """
    total = connection.table("activities").shape[0]
    for first in range(0, total, STRETCH):
        within = {"first": first, "last": first + STRETCH - 1}
        yield from _rows(connection, "activities", {**within, "variants": VARIANTS})
        progress(steps.INDEXING_ACTIVITIES, min(first + STRETCH, total), total)


def _organisations(
    connection: DuckDBPyConnection, progress: Progress
) -> Iterator[Mapping[str, Any]]:
    total = connection.table("organisations").shape[0]
    for number, row in enumerate(_rows(connection, "organisations"), start=1):
        yield row
        if number % STRETCH == 0 or number == total:
            progress(steps.INDEXING_ORGANISATIONS, number, total)


def _rows(
    connection: DuckDBPyConnection, name: str, values: Mapping[str, int] | None = None
) -> Iterator[Mapping[str, Any]]:
    for batch in connection.execute(engine.statement(name, room="search"), values).to_arrow_reader(
        BATCH
    ):
        yield from batch.to_pylist()


def _fill(index: tantivy.Index, documents: Iterable[tantivy.Document]) -> None:
    """Write documents by one thread, so that the same snapshot makes the same index."""
    writer = index.writer(HEAP, 1)
    for document in documents:
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


def activity_document(record: Mapping[str, Any]) -> tantivy.Document:
    """Return what is indexed of an activity."""
    row = shown.activity_row(record)
    parts = record["parts"]
    words = {
        "title": " ".join(word for title in record["titles"] for word in folded(title["text"])),
        "names": " ".join(word for text in _names(record) for word in folded(text)),
        "body": " ".join(
            word for description in record["descriptions"] for word in folded(description["text"])
        ),
    }
    took = {
        (part["role"], part["type"] or part["resolved_type"], part["organisation"] or "")
        for part in parts
    }
    return tantivy.Document(
        **words,
        country=list(row.countries),
        sector=list(row.sectors),
        model=list(row.models),
        role=schema.BESIDE.join(sorted({role for role, _, _ in took})),
        type=schema.BESIDE.join(sorted({type for _, type, _ in took if type})),
        year=schema.BESIDE.join(str(year) for year in record["years"]),
        under_way=sorted(schema.blocks(record["years"])),
        funder=sorted(
            {organisation for role, _, organisation in took if role == "funder" and organisation}
        ),
        band=record["bands"],
        kind=row.kind,
        who=sorted(
            {
                word
                for role, type, member in took
                for word in schema.every_who(role=role, type=type, organisation=member)
            }
        ),
        activity=row.activity,
        latest=_latest(record),
        row=shown.packed(row),
    )


def _names(record: Mapping[str, Any]) -> Iterator[str]:
    """Yield the names in a record as it writes them, and as the organisations are called here;
    never those of people.
    """
    yield record["identifier"]
    yield from dict.fromkeys(
        name
        for part in record["parts"]
        if not part["person"]
        for name in (part["name"], *part["resolved"])
        if name
    )


def _latest(record: Mapping[str, Any]) -> int:
    """Return what sorts the latest first: the year it was last known to begin, then its place in
    the snapshot.
    """
    day = record["start"] or record["end"]
    days = day.toordinal() if day else 366 * (record["first_year"] or 0)
    return int(days * 10**11 - record["activity"])


def organisation_document(record: Mapping[str, Any]) -> tantivy.Document:
    """Return what is indexed of an organisation."""
    names = tuple(dict.fromkeys((record["name"], *record["names"])))[:NAMES]
    row = OrganisationRow(
        organisation=record["organisation"],
        name=record["name"],
        matched="",
        countries=tuple(record["countries"]),
        type=record["type"] or "",
        doubtful=tuple(record["doubtful"]),
        certain=record["certain"],
        roles=tuple(
            Count(**{**role, "sources": tuple(role["sources"])}) for role in record["roles"]
        ),
        activities=record["total"],
        first_year=record["first_year"],
        last_year=record["last_year"],
        sources=tuple(record["sources"]),
        websites=tuple(record["websites"]),
    )
    ways = [" ".join(way) for name in names for way in spellings(name)]
    return tantivy.Document(
        id=row.organisation,
        names=list(dict.fromkeys(ways)),
        number=sorted(
            {
                number
                for held in record["identifiers"]
                for number in asked(Identifier(held["scheme"], held["value"]))
            }
        ),
        weight=row.activities,
        row=shown.packed(row, names=names),
    )
