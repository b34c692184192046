"""How a file or folder comes into being whole or not at all."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NEW = ".new-"
"""What the name of a thing starts with until it is whole."""


def data() -> Path:
    """Return the folder that holds all data of this installation; it need not exist yet."""
    return Path(os.environ.get("CONVENE_DATA", "data")).resolve()


def make(folder: Path) -> Path:
    """Make a folder that only its owner may read."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Let one process at a time change what lies in a folder. The lock falls with the process, however it ends."""
    with (make(folder) / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def write(file: Path, text: str) -> None:
    """Put a text in place of a file's content in one step."""
    new = file.with_name(f"{NEW}{file.name}")
    with new.open("w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    new.replace(file)
    _sync(file.parent)


def settle(new: Path, *, name: str) -> Path:
    """Give a finished folder its name, once all that is in it lies on the disk for good."""
    for file in new.iterdir():
        _sync(file)
    _sync(new)
    place = new.with_name(name)
    new.rename(place)
    _sync(place.parent)
    return place


def clear(folder: Path, *, keep: frozenset[str]) -> None:
    """Remove the folders, and the unfinished files, that are not to be kept."""
    for found in folder.iterdir() if folder.is_dir() else ():
        if found.is_dir() and found.name not in keep:
            shutil.rmtree(found, ignore_errors=True)
        elif found.name.startswith(NEW):
            found.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
