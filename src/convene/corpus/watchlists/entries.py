"""The entries of one version of a list: a file of SQLite, written once and then only read."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from convene.core.progress import Progress
from convene.core.watchlists import LISTED, Alias, Entry
from convene.feeds.values import Note

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
    for pairs in ("identifiers", "facts"):
        values[pairs] = tuple((what, value) for what, value in values.get(pairs, ()))
    lists = ("countries", "programmes", "born", "topics")
    return Entry(**{**values, **{name: tuple(values[name]) for name in lists}})


class About(NamedTuple):
    """What an entry says of whom it names besides the names: see `Entry`."""

    countries: tuple[str, ...]
    born: tuple[str, ...]
    identifiers: tuple[tuple[str, str], ...]
    until: str
    facts: tuple[tuple[str, str], ...]


def brief(entry: Entry) -> str:
    """Return what an entry says besides its names as JSON, as `about` reads it."""
    said = {name: getattr(entry, name) for name in About._fields}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def about(text: str) -> About:
    """Return part of the entry that `as_text` or `brief` wrote, which is quicker than the whole."""
    values = json.loads(text)
    return About(
        tuple(values["countries"]),
        tuple(values["born"]),
        tuple((what, number) for what, number in values["identifiers"]),
        values.get("until", ""),
        tuple((what, fact) for what, fact in values.get("facts", ())),
    )


def fingerprint(entry: Entry) -> str:
    """Return a hash of an entry's content, whenever it was listed."""
    facts = tuple(fact for fact in entry.facts if fact[0] != LISTED)
    return sha256(as_text(replace(entry, facts=facts)).encode()).hexdigest()


def write(
    folder: Path, entries: Iterable[Entry], *, list: str, note: Note, progress: Progress
) -> tuple[int, int]:
    """Write the entries of a list as they come and return how many entries and names there are. A
    number that stands for a second one makes two entries, and `note` is told of it.
    """
    count = names = 0
    twins: dict[str, set[str]] = {}
    with closing(sqlite3.connect(folder / FILE, isolation_level=None)) as base:
        base.execute("PRAGMA journal_mode=OFF")
        base.execute("PRAGMA synchronous=OFF")
        base.execute(
            "CREATE TABLE entry (id TEXT PRIMARY KEY, hash TEXT NOT NULL, body TEXT NOT NULL) WITHOUT ROWID"
        )
        base.execute("BEGIN")
        for entry in entries:
            if _add(base, entry, twins=twins, note=note):
                count, names = count + 1, names + len(entry.names)
            if count % EVERY == 0:
                progress(f"Reading {list}", count, 0)
        base.execute("COMMIT")
    progress(f"Reading {list}", count, 0)
    return count, names


def _add(base: sqlite3.Connection, entry: Entry, *, twins: dict[str, set[str]], note: Note) -> bool:
    """Add an entry; one that stands twice in the same words is added once, and one whose number is
    another's gets a number of its own. `twins` holds what was read under numbers that stand twice.
    """
    hash = fingerprint(entry)
    there = base.execute("SELECT hash FROM entry WHERE id = ?", (entry.id,)).fetchone()
    if there is None:
        base.execute("INSERT INTO entry VALUES (?, ?, ?)", (entry.id, hash, as_text(entry)))
        return True
    known = twins.setdefault(entry.id, {there[0]})
    if hash in known:
        return False
    known.add(hash)
    own = replace(entry, id=f"{entry.id} ({len(known)})")
    note(
        f"the number {entry.id[:60]} stands for more than one; “{entry.name[:60]}” is entry"
        f" {own.id[:70]}"
    )
    return _add(base, own, twins=twins, note=note)


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
