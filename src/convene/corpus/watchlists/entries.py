"""The entries of one version of a list: a file of SQLite, written once and then only read."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

from convene.core.progress import Progress
from convene.core.watchlists import Alias, Entry
from convene.feeds import FeedError

FILE = "entries.sqlite3"
EVERY = 1000
"""Entries between two words on how far it is."""


def as_text(entry: Entry) -> str:
    """Return an entry as JSON; the same entry, the same text."""
    values = {
        **vars(entry),
        "aliases": [vars(alias) for alias in entry.aliases],
    }  # asdict() would copy it all, slowly
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_text(text: str) -> Entry:
    """Return the entry that `as_text` wrote."""
    values = json.loads(text)
    values["aliases"] = tuple(Alias(**alias) for alias in values["aliases"])
    values["identifiers"] = tuple((kind, value) for kind, value in values["identifiers"])
    lists = ("countries", "programmes", "born", "topics")
    return Entry(**{**values, **{name: tuple(values[name]) for name in lists}})


def fingerprint(text: str) -> str:
    """Return a hash of an entry's content."""
    return sha256(text.encode()).hexdigest()


def write(
    folder: Path, entries: Iterable[Entry], *, list: str, progress: Progress
) -> tuple[int, int]:
    """Write the entries of a list as they come and return how many entries and names there are.
    Raises FeedError when an id stands for two.
    """
    count = names = 0
    with closing(sqlite3.connect(folder / FILE, isolation_level=None)) as base:
        base.execute("PRAGMA journal_mode=OFF")
        base.execute("PRAGMA synchronous=OFF")
        base.execute(
            "CREATE TABLE entry (id TEXT PRIMARY KEY, hash TEXT NOT NULL, body TEXT NOT NULL) WITHOUT ROWID"
        )
        base.execute("BEGIN")
        for entry in entries:
            text = as_text(entry)
            if _added(base, entry, text):
                count, names = count + 1, names + len(entry.names)
            if count % EVERY == 0:
                progress(f"Reading {list}", count, 0)
        base.execute("COMMIT")
    progress(f"Reading {list}", count, 0)
    return count, names


def _added(base: sqlite3.Connection, entry: Entry, text: str) -> bool:
    """Add an entry; one that stands twice in the same words is added once."""
    try:
        base.execute("INSERT INTO entry VALUES (?, ?, ?)", (entry.id, fingerprint(text), text))
    except sqlite3.IntegrityError as error:
        if base.execute("SELECT hash FROM entry WHERE id = ?", (entry.id,)).fetchone() == (
            fingerprint(text),
        ):
            return False
        raise FeedError(
            f"the id {entry.id[:60]} stands for two entries; the second is “{entry.name[:60]}”"
        ) from error
    return True


def opened(folder: Path) -> sqlite3.Connection:
    """Open a version for reading; it never changes, so no lock is needed."""
    return sqlite3.connect(
        f"{(folder / FILE).as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
    )


def each(folder: Path) -> Iterator[Entry]:
    """Yield every entry of a version, in the order of their ids."""
    with closing(opened(folder)) as base:
        for (text,) in base.execute("SELECT body FROM entry ORDER BY id"):
            yield from_text(text)


def hashes(folder: Path) -> dict[str, str]:
    """Return the hash of each entry by its id."""
    with closing(opened(folder)) as base:
        return dict(base.execute("SELECT id, hash FROM entry"))
