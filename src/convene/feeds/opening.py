"""Files to be read, wherever they lie: on this disk, in folders, packed, or at an address on the
web. What comes out is plain files.
"""

import glob
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from convene.core.progress import Progress
from convene.feeds import FeedError, fetching, unpacking

SUFFIXES = (".xml", ".json", ".jsonl", ".ndjson", ".csv", ".xlsx", ".gz", ".zip")
"""What is looked for in a folder or an archive; a file that is named itself may be called anything.
"""
DEEPEST = 3
"""Archives within archives."""
Refused = Callable[[FeedError], None]
"""Told why a file cannot be opened, so that the others still are."""


class Opened(NamedTuple):
    """A plain file on this disk, what it is called, and where it came from."""

    path: Path
    name: str
    address: str


def files(
    targets: Sequence[str],
    *,
    into: Path,
    progress: Progress,
    downloads: Path | None = None,
    refused: Refused | None = None,
) -> Iterator[Opened]:
    """Yield each file among files, folders, globs, gz and zip archives and http(s) addresses; what
    was unpacked goes with the next.

    A download that broke off goes on where it stopped, as long as `downloads` is the same folder.
    Raises FeedError at the first file that cannot be opened; whoever gives `refused` is told
    instead, and the files after it come.
    """
    for target in targets:
        for opened in _each(
            _found(target, downloads=downloads or into / "downloads", progress=progress),
            refused=refused,
        ):
            yield from _each(_plain(opened, into=into, progress=progress), refused=refused)


def _each(files: Iterator[Opened], *, refused: Refused | None) -> Iterator[Opened]:
    """Yield files until one is wrong; where `refused` is told of it, what called this goes on with
    the next.
    """
    try:
        yield from files
    except FeedError as error:
        if refused is None:
            raise
        refused(error)


def _found(target: str, *, downloads: Path, progress: Progress) -> Iterator[Opened]:
    if "://" in target:
        path = fetching.fetch(target, into=downloads, progress=progress)
        yield Opened(path, path.name, target)
    else:
        for file in _on_disk(target):
            yield Opened(file, file.name, str(file.resolve()))


def _on_disk(target: str) -> Iterator[Path]:
    path = Path(target).expanduser()
    if path.is_dir():
        yield from _in_folder(path)
    elif path.exists():
        yield path
    elif re.search(r"[*?\[]", target):
        paths = glob.glob(str(path), recursive=True)  # noqa: PTH207 - takes absolute ones
        if not (matched := sorted(paths)):
            raise FeedError(f"{target}: no file is called like this")
        yield from (
            file
            for place in map(Path, matched)
            for file in (_in_folder(place) if place.is_dir() else [place])
        )
    else:
        raise FeedError(f"{target}: there is no such file")


def _in_folder(folder: Path) -> Iterator[Path]:
    files = [
        file
        for file in sorted(folder.rglob("*"))
        if file.is_file() and _wanted(file.relative_to(folder))
    ]
    if not files:
        raise FeedError(f"{folder}: the folder holds no file to read ({', '.join(SUFFIXES)})")
    yield from files


def _wanted(path: Path) -> bool:
    hidden = any(part.startswith((".", "__MACOSX")) for part in path.parts if part != "..")
    return not hidden and path.suffix.lower() in SUFFIXES


def _plain(opened: Opened, *, into: Path, progress: Progress, depth: int = 0) -> Iterator[Opened]:
    """Yield a file itself, or what is packed in it."""
    packed = unpacking.packing(opened.path)
    if not packed:
        yield opened
        return
    if depth >= DEEPEST:
        raise FeedError(
            f"{opened.name}: archives are packed into one another more than {DEEPEST} deep; it was not opened"
        )
    for name, member in unpacking.members(opened.path, packing=packed, name=opened.name):
        if packed == "zip" and not _wanted(Path(name)):
            continue
        address = f"{opened.address}#{name}" if packed == "zip" else opened.address
        with unpacking.unpacked(
            opened.path, member, name=name, into=into, progress=progress
        ) as plain:
            yield from _plain(
                Opened(plain, plain.name, address), into=into, progress=progress, depth=depth + 1
            )
