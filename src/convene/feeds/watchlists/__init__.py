"""Watchlists as their publishers give them out, read into entries. `read(files, form=…, list=…)` is
the one way in.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

from convene.core.watchlists import Entry
from convene.feeds import FeedError
from convene.feeds.mojibake import broken
from convene.feeds.watchlists.australia import read as australia
from convene.feeds.watchlists.ebrd import read as ebrd
from convene.feeds.watchlists.eu import read as eu
from convene.feeds.watchlists.ftm import read as ftm
from convene.feeds.watchlists.idb import read as idb
from convene.feeds.watchlists.ofac import read as ofac
from convene.feeds.watchlists.own import read as own
from convene.feeds.watchlists.seco import read as seco
from convene.feeds.watchlists.source import Source, source
from convene.feeds.watchlists.telling import Telling
from convene.feeds.watchlists.uk import read as uk
from convene.feeds.watchlists.un import read as un
from convene.feeds.watchlists.worldbank import read as worldbank

__all__ = ["FORMS", "FeedError", "Source", "Telling", "dated", "lists_in", "read", "source"]


class _Reader(Protocol):
    SUFFIXES: tuple[str, ...]

    def read(self, files: Sequence[Path], *, list: str, telling: Telling) -> Iterator[Entry]:
        """Yield entries."""
        ...

    def dated(self, files: Sequence[Path]) -> str:
        """Return the day that the list itself states, as YYYY-MM-DD, or nothing."""
        ...


_READERS: dict[str, _Reader] = {
    "ofac": ofac,
    "un": un,
    "eu": eu,
    "uk": uk,
    "seco": seco,
    "worldbank": worldbank,
    "idb": idb,
    "ebrd": ebrd,
    "australia": australia,
    "ftm": ftm,
    "csv": own,
}
FORMS = tuple(_READERS)
"""What `--as` takes: the forms in which lists are published."""


def lists_in(paths: Sequence[Path], *, form: str) -> dict[str, tuple[Path, ...]]:
    """Return the files of each list among files and folders. OFAC's two lists are told apart.
    Raises FeedError.
    """
    files = [file for path in paths for file in _files(path, _READERS[form].SUFFIXES)]
    if form == "ofac":
        return ofac.lists_in(files)
    if len(files) > 1 and form != "ftm":
        raise FeedError(f"{files[1].name}: give one file of this list at a time")
    return {form if form != "csv" else "own": tuple(files)}


def read(files: Sequence[Path], *, form: str, list: str, telling: Telling) -> Iterator[Entry]:
    """Yield the entries of a list as they are read. Raises FeedError when a file is not whole or of
    another kind.
    """
    for entry in _READERS[form].read(files, list=list, telling=telling):
        for name in entry.names:
            if sentence := broken(name.text):
                telling.note(f"{files[0].name}: entry {entry.id[:60]}: {sentence}")
        yield entry


def dated(files: Sequence[Path], *, form: str) -> str:
    """Return the day that the list itself states, as YYYY-MM-DD, or nothing where it states none
    that can be. Raises FeedError.
    """
    stated = _READERS[form].dated(files)
    try:
        return date.fromisoformat(stated).isoformat()
    except ValueError:
        return ""


def _files(path: Path, suffixes: tuple[str, ...]) -> list[Path]:
    if not path.exists():
        raise FeedError(f"{path}: there is no such file")
    if path.is_file():
        return [path]
    files = sorted(
        file for file in path.iterdir() if file.is_file() and file.suffix.lower() in suffixes
    )
    if not files:
        raise FeedError(f"{path}: the folder holds no {' or '.join(suffixes)} file")
    return files
