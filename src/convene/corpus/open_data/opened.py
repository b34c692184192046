"""The serving snapshot, open for questions: two indexes, one engine over its tables, and what it
does not cover.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import tantivy
from duckdb import DuckDBPyConnection

from convene.core.open_data import Coverage, Gap, OrganisationRow, Source
from convene.corpus import engine, snapshots
from convene.corpus.search import coverage, pages, schema, shown

LARGE = ("activities", "mentions", "money", "organisations", "redirects")
"""Tables of the snapshot itself that pages read from, a row group at a time."""


class NoOpenData(Exception):
    """There is no snapshot to ask; the message says what to do."""

    def __init__(self) -> None:
        why = (
            "What was built was made by another version of Convene."
            if snapshots.former()
            else "No open data has been built yet."
        )
        super().__init__(f"{why} `convene build` builds it from what is loaded.")


@dataclass(frozen=True, kw_only=True, eq=False)
class OpenData:
    """A snapshot that can be asked. It never changes, so that answers may be kept as long as it
    serves.
    """

    id: str
    folder: Path
    activities: tantivy.Searcher
    organisations: tantivy.Searcher
    pages: tantivy.Searcher
    tables: DuckDBPyConnection
    sources: tuple[Source, ...]
    gaps: tuple[Gap, ...]
    counts: Mapping[str, int]
    sectors: Mapping[str, str]
    built_at: str

    def rows(self, statement: str, *values: Any) -> list[dict[str, Any]]:
        """Return what the engine answers, each row by its columns; values by place, or by name in
        one mapping. Any thread may ask.

        A value that is a list of texts is read by the statement as `listed(?)`.
        """
        with self.tables.cursor() as own:
            asked = own.execute(statement, _sent(values))
            names = [column[0] for column in asked.description or ()]
            return [dict(zip(names, row, strict=True)) for row in asked.fetchall()]

    def ask(self, name: str, *values: Any) -> list[dict[str, Any]]:
        """Return what the engine answers to a statement of a file in `sql`."""
        return self.rows(engine.statement(name, room="open_data"), *values)

    def coverage(self, *found_in: int) -> Coverage:
        """Return what an answer out of these sources rests on, and what it does not cover."""
        named = {
            name: self.counts[name]
            for name in ("activities", "set_aside", "unnamed", "people", "undated")
        }
        numbers = tuple(sorted(set(found_in)))
        return Coverage(
            sources=self.sources,
            found_in=numbers,
            gaps=self.gaps,
            build=self.id,
            built_at=self.built_at,
            **named,
        )

    def organisation(self, id: str) -> tuple[OrganisationRow, tuple[str, ...]] | None:
        """Return an organisation's row and all its names, by its present id."""
        kept = self.row(id)
        return shown.organisation(kept) if kept else None

    def row(self, id: str) -> bytes | None:
        """Return the row that the index keeps of an organisation, by its present id."""
        question = tantivy.Query.term_query(schema.organisations(), "id", id)
        hits = self.organisations.search(question, limit=1, count=False).hits
        return next((kept(self.organisations, address) for _, address in hits), None)

    def page(self, id: str) -> dict[str, Any]:
        """Return what is kept for the page of an organisation, by its present id."""
        question = tantivy.Query.term_query(schema.pages(), "id", id)
        address = self.pages.search(question, limit=1, count=False).hits[0][1]
        return pages.read(bytes(self.pages.doc(address).get_first("page") or b"{}"))

    def name(self, id: str) -> str:
        """Return what an organisation is called, or nothing where there is none."""
        return _name(self, id)

    def present(self, id: str) -> str:
        """Return the id that an organisation goes by now: ids that were merged lead on."""
        for _ in range(20):
            if self.row(id):
                break
            led = self.rows("SELECT new FROM redirects WHERE old = ?", id)
            if not led:
                break
            id = led[0]["new"]
        return id


def _sent(values: tuple[Any, ...]) -> dict[str, Any] | list[Any]:
    if values and isinstance(values[0], dict):
        return {name: engine.sent(value) for name, value in values[0].items()}
    return [engine.sent(value) for value in values]


@lru_cache(maxsize=20_000)
def _name(data: OpenData, id: str) -> str:
    """Kept, because the same few fund and lead most of what is found."""
    kept = data.row(id)
    return shown.name(kept) if kept else ""


def serving() -> OpenData:
    """Return the serving snapshot. Raises NoOpenData where none serves."""
    snapshot = snapshots.current()
    if snapshot is None:
        raise NoOpenData
    return _opened(snapshot.folder)


@lru_cache(maxsize=2)
def _opened(folder: Path) -> OpenData:
    snapshot = snapshots.opened(folder.name)
    assert snapshot is not None
    into = folder / schema.FOLDER
    covered = coverage.read(into)
    files = {name: snapshot.table(name) for name in LARGE} | {
        file.stem: file for file in into.glob("*.parquet")
    }
    return OpenData(
        id=snapshot.id,
        folder=folder,
        activities=schema.opened(into / "activities").searcher(),
        organisations=schema.opened(into / "organisations").searcher(),
        pages=schema.opened(into / "pages").searcher(),
        tables=engine.over(files),
        sources=tuple(_sources(snapshot.meta.sources, covered["countries"])),
        gaps=covered["gaps"],
        counts=covered["counts"],
        sectors=covered["sectors"],
        built_at=snapshot.meta.built_at,
    )


def _sources(
    loaded: tuple[snapshots.Source, ...], countries: Mapping[str, list[str]]
) -> Iterator[Source]:
    named = (
        "number",
        "publisher",
        "title",
        "licence",
        "date",
        "address",
        "name",
        "form",
        "loaded_at",
        "question",
    )
    counted = ("activities", "set_aside", "first_year", "last_year")
    for source in loaded:
        yield Source(
            **{name: getattr(source, name) for name in (*named, *counted)},
            countries=tuple(countries.get(str(source.number), ())),
        )


def kept(index: tantivy.Searcher, address: tantivy.DocAddress) -> bytes:
    """Return the row that an index keeps at a place."""
    row = index.doc(address).get_first("row")
    return bytes(row or b"{}")
