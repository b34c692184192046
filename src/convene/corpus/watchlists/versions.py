"""Which version of each list serves, and which index stands over all of them: one small file,
replaced in one step.
"""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from convene.corpus import disk

KEPT = 3
"""Versions of a list that stay, the serving one among them."""


@dataclass(frozen=True, kw_only=True)
class Current:
    """What serves now. `lists` holds the versions of each list, the serving one first; `index` is a
    folder's name.
    """

    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    index: str = ""

    def version(self, list: str) -> str:
        """Return the version of a list that serves, or nothing."""
        return next(iter(self.lists.get(list, ())), "")


@dataclass(frozen=True, kw_only=True)
class Meta:
    """What is known of one version of a list. `few` says that it holds fewer entries than a whole
    list should.
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
    try:
        found = json.loads(pointer().read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Current()
    return Current(
        lists={name: tuple(versions) for name, versions in found["lists"].items()},
        index=found["index"],
    )


def swap(new: Current) -> None:
    """Let other versions serve from now on."""
    disk.write(pointer(), json.dumps(asdict(new), indent=1))


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
    found = json.loads((folder(list) / version / "meta.json").read_text(encoding="utf-8"))
    return Meta(**{**found, "asides": tuple(found["asides"])})


def differences(list: str, version: str) -> Differences | None:
    """Return what a version changed, also long after the version itself has gone."""
    try:
        found = json.loads(_differences(list, version).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return Differences(
        previous=found["previous"],
        added=tuple(found["added"]),
        removed=tuple(found["removed"]),
        changed=tuple(found["changed"]),
    )


def keep_differences(list: str, version: str, found: Differences) -> None:
    """Write down what a version changed."""
    disk.make(_differences(list, version).parent)
    disk.write(_differences(list, version), json.dumps(asdict(found), indent=1))


def _differences(list: str, version: str) -> Path:
    return folder(list) / f"{version}.differences.json"


def clean() -> None:
    """Remove what a killed load left behind, and versions older than those kept. Only whoever holds
    the lock may call this.
    """
    now = current()
    lists = root() / "lists"
    disk.clear(lists, keep=frozenset(now.lists))
    for name, versions in now.lists.items():
        disk.clear(folder(name), keep=frozenset(versions))
    disk.clear(indexes(), keep=frozenset({now.index}))
    disk.clear(root(), keep=frozenset(place.name for place in (lists, indexes(), fetched())))
