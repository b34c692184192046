"""The index over every name of every list that serves: the matcher's, and beside it whose name each
one is.
"""

import json
import sqlite3
from array import array
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from convene import matching
from convene.core.names import Name
from convene.core.progress import Progress
from convene.core.watchlists import Entry
from convene.corpus.watchlists import entries, versions
from convene.corpus.watchlists.numbers import key

FILE = "names.sqlite3"
LISTS = "lists.json"
TABLES = (
    "CREATE TABLE name (position INTEGER PRIMARY KEY, list TEXT, entry TEXT, quality TEXT, kind TEXT, topics TEXT, about TEXT)",
    "CREATE TABLE identifier (value TEXT, position INTEGER, PRIMARY KEY (value, position)) WITHOUT ROWID",
)

WHOSE = "SELECT list, entry, quality, kind, topics, {about} FROM name WHERE position = ?"


@dataclass(frozen=True, kw_only=True)
class Whose:
    """Whose name one is, and what matters of the entry it belongs to."""

    list: str
    entry: str
    quality: str
    kind: str
    topics: tuple[str, ...]
    about: str
    """What the entry says besides its names, as `entries.about` reads it; empty in an index of
    before, which holds the names alone.
    """


def build(folder: Path, lists: Mapping[str, str], *, progress: Progress) -> None:
    """Write the index over these versions of these lists into a folder."""
    names: list[Name] = []
    with closing(sqlite3.connect(folder / FILE, isolation_level=None)) as base:
        for table in ("PRAGMA journal_mode=OFF", "PRAGMA synchronous=OFF", *TABLES, "BEGIN"):
            base.execute(table)
        for list_, version in sorted(lists.items()):
            for entry in entries.each(versions.folder(list_) / version):
                _add(base, entry, position=len(names))
                names += as_compared(entry)
        base.execute("COMMIT")
    (folder / LISTS).write_text(json.dumps(dict(lists)), encoding="utf-8")
    matching.index(names, progress=progress).save(folder / "index")


def as_compared(entry: Entry) -> Iterator[Name]:
    """Yield the names of an entry as the matcher compares them."""
    identifiers = tuple(value for _, value in entry.identifiers)
    for alias in entry.names:
        yield Name(
            text=alias.text, schema=entry.schema, countries=entry.countries, identifiers=identifiers
        )


def _add(base: sqlite3.Connection, entry: Entry, *, position: int) -> None:
    about = entries.brief(entry)
    base.executemany(
        "INSERT INTO name VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (
                position + step,
                entry.list,
                entry.id,
                alias.quality,
                entry.kind,
                " ".join(entry.topics),
                about,
            )
            for step, alias in enumerate(entry.names)
        ),
    )
    base.executemany(
        "INSERT OR IGNORE INTO identifier VALUES (?, ?)",
        ((known, position) for _, value in entry.identifiers if (known := key(value))),
    )


class Names:
    """An index opened for reading: it is mapped into memory, not copied."""

    def __init__(self, folder: Path) -> None:
        self.index = matching.Index.load(folder / "index")
        self.lists: dict[str, str] = json.loads((folder / LISTS).read_text(encoding="utf-8"))
        self._base = sqlite3.connect(
            f"{(folder / FILE).as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        columns = {row[1] for row in self._base.execute("PRAGMA table_info(name)")}
        about = "about" if "about" in columns else "''"
        self._whose = WHOSE.format(about=about)
        self.entries = self._entries()

    def _entries(self) -> Sequence[int]:
        """Return a number for each name that says whose it is: names of one entry share theirs."""
        numbers: dict[tuple[str, str], int] = {}
        rows = self._base.execute("SELECT list, entry FROM name ORDER BY position")
        return array("i", (numbers.setdefault(row, len(numbers)) for row in rows))

    def whose(self, position: int) -> Whose:
        """Say whose name stands at a position."""
        row = self._base.execute(self._whose, (position,)).fetchone()
        return Whose(
            list=row[0],
            entry=row[1],
            quality=row[2],
            kind=row[3],
            topics=tuple(row[4].split()),
            about=row[5],
        )

    def with_identifiers(self, identifiers: Sequence[str]) -> tuple[int, ...]:
        """Return the positions of the main names of the entries that carry one of the identifiers,
        each once.
        """
        statement = "SELECT position FROM identifier WHERE value = ?"
        ways = (way(number) for number in identifiers for way in (key, matching.bare))
        keys = dict.fromkeys(filter(None, ways))  # an older index holds numbers as they stand
        rows = (row for known in keys for row in self._base.execute(statement, (known,)))
        return tuple(dict.fromkeys(position for (position,) in rows))
