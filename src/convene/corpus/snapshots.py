"""Which build of the corpus serves: whole folders that never change, and one small file that names
them, replaced in one step.

`builds/<build>/` holds a snapshot, `current.json` says which one serves and which are kept. Whoever
reads asks `current()` each time; it looks at the file's time only, so that a process that runs for
weeks sees a new snapshot at its next question.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from convene import disk
from convene.corpus import versions
from convene.corpus.versions import Served

LAYOUT = 9
"""Changes when tables or folders of a snapshot change, so that nobody reads one that was made
otherwise.
"""


class CannotBuild(Exception):
    """Why there is no snapshot to make or to go back to, what is safe, and what to do, in plain
    sentences.
    """


@dataclass(frozen=True, kw_only=True)
class Source:
    """One loaded file as a snapshot holds it. `copies` counts its records that gave way to a newer
    copy of the same record.
    """

    number: int
    source: str
    form: str
    address: str
    name: str
    publisher: str
    title: str
    licence: str
    date: str
    loaded_at: str
    sha256: str
    activities: int
    copies: int
    mentions: int
    money: int
    set_aside: int
    first_year: int | None
    last_year: int | None
    question: str = ""
    """The guide's question that a list of members helps to answer."""


@dataclass(frozen=True, kw_only=True)
class Meta:
    """What is known of a snapshot. `copies` counts records that gave way to a newer copy;
    `transactions` and `budgets` are the rows of the money table.
    """

    layout: int
    build: str
    built_at: str
    previous: str
    activities: int
    copies: int
    mentions: int
    transactions: int
    budgets: int
    set_aside: int
    organisations: int
    sources: tuple[Source, ...]


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """One build of the corpus, whole."""

    id: str
    folder: Path
    meta: Meta

    def table(self, name: str) -> Path:
        """Return the Parquet file of a table."""
        return self.folder / f"{name}.parquet"


def root() -> Path:
    """Return the folder of the corpus; it need not exist yet."""
    return disk.data() / "corpus"


def builds() -> Path:
    """Return the folder that holds the snapshots."""
    return root() / "builds"


def pointer() -> Served:
    """Return which snapshot serves; none does before the first build."""
    found = versions.pointed(_file())
    return Served(serving=found["serving"], kept=tuple(found["kept"])) if found else Served()


def current() -> Snapshot | None:
    """Return the snapshot that serves now, or None where there is none or it was made by another
    version of Convene.
    """
    try:
        seen = _file().stat()
    except FileNotFoundError:
        return None
    return _current(root(), (seen.st_ino, seen.st_mtime_ns, seen.st_size))


@lru_cache(maxsize=4)
def _current(root: Path, seen: tuple[int, int, int]) -> Snapshot | None:
    """Read the serving snapshot's meta anew only where the pointer has been replaced, which `seen`
    tells.
    """
    return opened(pointer().serving)


def former() -> Path | None:
    """Return the folder of the snapshot that serves, or would if it were not of another version of
    Convene: ids carry over from it.
    """
    serving = pointer().serving
    return builds() / serving if serving and (builds() / serving).is_dir() else None


def opened(build: str) -> Snapshot | None:
    """Return a kept snapshot, or None where it was made by another version of Convene."""
    stored = versions.known(builds() / build)
    if stored["layout"] != LAYOUT:
        return None
    meta = Meta(**{**stored, "sources": tuple(Source(**source) for source in stored["sources"])})
    return Snapshot(id=build, folder=builds() / build, meta=meta)


def settle(new: Path, meta: Meta) -> Snapshot:
    """Give a finished build its place and let it serve. Only whoever holds the lock may
    call this.
    """
    folder = versions.settle(new, meta, name=meta.build)
    versions.point(_file(), pointer().then(meta.build))
    clean()
    return Snapshot(id=meta.build, folder=folder, meta=meta)


def rollback(*, at: datetime) -> Snapshot:
    """Let the snapshot before the serving one serve again; the files loaded since stay loaded.
    Raises CannotBuild when there is none.
    """
    with alone(at=at):
        before = pointer()
        for build in before.earlier():
            if snapshot := opened(build):
                versions.point(_file(), replace(before, serving=build))
                return snapshot
        raise CannotBuild("There is no earlier snapshot to go back to.")


@contextmanager
def alone(*, at: datetime) -> Iterator[None]:
    """Let one process at a time build. Raises CannotBuild, which says since when
    another one does.
    """
    try:
        with disk.first(builds(), at=at):
            yield
    except disk.Busy as busy:
        raise CannotBuild(
            f"Another build runs since {busy.since}. The snapshot that serves now serves on; try again when it has ended."
        ) from busy


def clean() -> None:
    """Remove what a killed build left behind, and snapshots that are no longer kept. Only whoever
    holds the lock may call this.
    """
    disk.clear(builds(), keep=frozenset(pointer().kept))


def _file() -> Path:
    return root() / "current.json"
