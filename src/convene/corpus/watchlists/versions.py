"""Which version of each list serves, and which index stands over all of them: one small file,
replaced in one step.
"""

from dataclasses import dataclass, field
from pathlib import Path

from convene import disk
from convene.corpus import versions
from convene.corpus.versions import Served


@dataclass(frozen=True, kw_only=True)
class Current:
    """What serves now. `lists` holds the versions of each list, the serving one first; `index` is a
    folder's name.
    """

    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    index: str = ""

    def of(self, list: str) -> Served:
        """Return which version of a list serves, and those kept."""
        kept = self.lists.get(list, ())
        return Served(serving=next(iter(kept), ""), kept=kept)

    def version(self, list: str) -> str:
        """Return the version of a list that serves, or nothing."""
        return self.of(list).serving


@dataclass(frozen=True, kw_only=True)
class Meta:
    """What is known of one version of a list. `few` says that it holds fewer entries than a whole
    list should, `reading` which way of reading made it. `date` is empty where nobody knows of
    which day the list is, `dated_by` says who does: it was given, or the list states it.
    """

    list: str
    version: str
    form: str
    date: str
    dated_by: str
    loaded_at: str
    entries: int
    names: int
    set_aside: int
    files: dict[str, str]
    previous: str
    few: bool
    asides: tuple[str, ...] = ()
    reading: int = 1
    noted: int = 0
    notes: tuple[str, ...] = ()
    """What is odd about rows that were read."""


@dataclass(frozen=True, kw_only=True)
class Differences:
    """What a version changed: ids of entries. `previous` is the version it was compared with."""

    previous: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]

    def __len__(self) -> int:
        """Return how many entries differ."""
        return len(self.added) + len(self.removed) + len(self.changed)


def current() -> Current:
    """Return what serves; nothing serves before the first load."""
    serving = versions.pointed(pointer())
    if serving is None:
        return Current()
    return Current(
        lists={name: tuple(kept) for name, kept in serving["lists"].items()},
        index=serving["index"],
    )


def swap(new: Current) -> None:
    """Let other versions serve from now on."""
    versions.point(pointer(), new)


def root() -> Path:
    """Return the folder of the watchlists; it need not exist yet."""
    return disk.data() / "watchlists"


def pointer() -> Path:
    """Return the file that says what serves."""
    return root() / "current.json"


def folder(list: str) -> Path:
    """Return the folder that holds a list's versions."""
    return root() / "lists" / list


def indexes() -> Path:
    """Return the folder that holds the index over all lists."""
    return root() / "index"


def fetched() -> Path:
    """Return the folder that holds what was fetched, a folder for each list."""
    return root() / "fetched"


def meta(list: str, version: str) -> Meta:
    """Return what is known of a version."""
    kept = versions.known(folder(list) / version)
    sentences = {name: tuple(kept.get(name, ())) for name in ("asides", "notes")}
    return Meta(**{**kept, **sentences})


def differences(list: str, version: str) -> Differences | None:
    """Return what a version changed, also long after the version itself has gone."""
    stored = versions.pointed(_differences(list, version))
    if stored is None:
        return None
    return Differences(
        previous=stored["previous"],
        added=tuple(stored["added"]),
        removed=tuple(stored["removed"]),
        changed=tuple(stored["changed"]),
    )


def keep_differences(list: str, version: str, found: Differences) -> None:
    """Write down what a version changed."""
    disk.make(_differences(list, version).parent)
    versions.point(_differences(list, version), found)


def _differences(list: str, version: str) -> Path:
    return folder(list) / f"{version}.differences.json"


def clean() -> None:
    """Remove what a killed load left behind, and versions older than those kept. Only whoever holds
    the lock may call this.
    """
    now = current()
    lists = root() / "lists"
    disk.clear(lists, keep=frozenset(now.lists))
    for name, kept in now.lists.items():
        disk.clear(folder(name), keep=frozenset(kept))
    disk.clear(indexes(), keep=frozenset({now.index}))
    disk.clear(root(), keep=frozenset(place.name for place in (lists, indexes(), fetched())))
