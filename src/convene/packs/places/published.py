"""Newer figures of governance that an operator has loaded, kept in the data folder beside those
that ship: the newest edition of each source holds.
"""

import json
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from convene import disk
from convene.core.json import as_json
from convene.core.scorecard import Edition
from convene.packs.read import ReadError, fit, parse_file

AGED = 3
"""Years after which a figure's age is said beside it."""


class Stamp(NamedTuple):
    """What answers about places rest on besides what ships: they are kept as long as it holds."""

    folder: Path
    changed: int
    """When the folder was last changed, in nanoseconds; 0 where there is none."""
    year: int
    """Of today."""


def stamp() -> Stamp:
    """Return what tells whether figures, or their age, may have changed."""
    folder = disk.data() / "places"
    changed = folder.stat().st_mtime_ns if folder.is_dir() else 0
    return Stamp(folder, changed, datetime.now(UTC).year)


def keep(edition: Edition) -> None:
    """Keep an edition in the place of an earlier one of its source. Raises OSError."""
    folder = disk.make(disk.data() / "places")
    disk.write(folder / f"{edition.source.id}.json", json.dumps(as_json(edition), indent=1))


def forget(source: str) -> bool:
    """Say whether there was an edition of a source, which is kept no longer."""
    file = disk.data() / "places" / f"{source}.json"
    kept = file.is_file()
    file.unlink(missing_ok=True)
    return kept


def editions() -> tuple[Edition, ...]:
    """Return what was loaded, by source, but for what can no longer be read."""
    return _loaded(stamp()).editions


def unreadable() -> tuple[str, ...]:
    """Return of which sources what was loaded is damaged, or was written by another version."""
    return _loaded(stamp()).unreadable


class _Loaded(NamedTuple):
    editions: tuple[Edition, ...]
    unreadable: tuple[str, ...]


@lru_cache(maxsize=2)
def _loaded(stamp: Stamp) -> _Loaded:
    editions, unreadable = [], []
    for file in sorted(stamp.folder.glob("*.json")) if stamp.changed else ():
        try:
            editions.append(fit(parse_file(file), Edition))
        except (ReadError, OSError):
            unreadable.append(file.stem)
    return _Loaded(tuple(editions), tuple(unreadable))


def aged(year: int) -> bool:
    """Say whether a figure of a year is so old that its age is said beside it."""
    return stamp().year - year > AGED
