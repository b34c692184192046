"""Whole versions of something: folders that never change, what is known of each, which one serves
and which are kept. Snapshots, watchlists and loads are such versions.
"""

import json
import shutil
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from convene import disk

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

KEPT = 3
"""Versions that stay, the serving one among them."""
META = "meta.json"
FORMER = ".former-"
"""What the name of a folder starts with while another takes its place."""


@dataclass(frozen=True, kw_only=True)
class Served:
    """Which version serves, and those kept, the newest first. After a step back the serving one may
    be an older one.
    """

    serving: str = ""
    kept: tuple[str, ...] = ()

    def earlier(self) -> tuple[str, ...]:
        """Return the kept versions before the serving one."""
        return self.kept[self.kept.index(self.serving) + 1 :] if self.serving in self.kept else ()

    def then(self, version: str) -> "Served":
        """Return what serves and is kept once a new version serves."""
        before = (self.serving, *self.earlier()) if self.serving else ()
        return Served(serving=version, kept=(version, *before)[:KEPT])


def name(at: datetime, *, within: Path) -> str:
    """Return a name made of a moment, moved on by a hair where that name is taken."""
    name_ = f"{at.astimezone(UTC):%Y%m%dT%H%M%S%f}Z"
    if (within / name_).exists():
        return name(at + timedelta(microseconds=1), within=within)
    return name_


def new(folder: Path, name: str) -> Path:
    """Make the folder in which a version comes into being."""
    return disk.make(folder / f"{disk.NEW}{name}")


def settle(new: Path, about: "DataclassInstance", *, name: str) -> Path:
    """Give a finished version its name, with what is known of it."""
    disk.write(new / META, json.dumps(asdict(about), ensure_ascii=False, indent=1))
    return disk.settle(new, name=name)


def known(folder: Path) -> dict[str, Any]:
    """Return what is known of a version."""
    found: dict[str, Any] = json.loads((folder / META).read_text(encoding="utf-8"))
    return found


def pointed(file: Path) -> dict[str, Any] | None:
    """Return what a pointer says, or None before there is one."""
    try:
        content: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return content


def point(file: Path, pointer: "DataclassInstance") -> None:
    """Let other versions serve from now on."""
    disk.write(file, json.dumps(asdict(pointer), indent=1))


# Where only one version is kept, under a name of its own, the new one takes the former one's place


def supersede(new: Path, about: "DataclassInstance", *, name: str) -> None:
    """Let a finished version take the place of the one of that name."""
    place, former = new.with_name(name), new.with_name(f"{FORMER}{name}")
    if place.is_dir():
        place.rename(former)
    settle(new, about, name=name)
    shutil.rmtree(former, ignore_errors=True)


def placed(folder: Path, name: str) -> Path:
    """Return the place of a version; in the instant in which another takes it, or after a kill in
    it, that of the former.
    """
    place, former = folder / name, folder / f"{FORMER}{name}"
    return former if former.is_dir() and not place.is_dir() else place


def held(folder: Path, name: str) -> bool:
    """Say whether a folder holds a version of a name."""
    return (placed(folder, name) / META).is_file()


def names(folder: Path) -> list[str]:
    """Return the names of the versions in a folder, which need not be there yet."""
    found = {each.name.removeprefix(FORMER) for each in folder.glob("*")}
    return sorted(name for name in found if not name.startswith(".") and held(folder, name))
