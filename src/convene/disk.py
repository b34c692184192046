"""Where all data of an installation lie, and how files and folders there come into being: whole or
not at all, by one process at a time, readable by their owner only.
"""

import errno
import fcntl
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from glob import escape
from pathlib import Path
from typing import IO, Any

NEW = ".new-"
"""What the name of a thing starts with until it is whole."""
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
SHORT = re.compile(r"\d+ requested and \d+ written|database or disk is full")
"""How numpy says that a file could not be written to its end, and SQLite that its own could not:
both keep the number of the error to themselves.
"""


class Busy(Exception):
    """Another process is changing what lies in a folder, since the moment it wrote down (UTC)."""

    def __init__(self, since: str) -> None:
        super().__init__(since)
        self.since = since


def data() -> Path:
    """Return the folder that holds all data of this installation; it need not exist yet."""
    return Path(os.environ.get("CONVENE_DATA", "data")).resolve()


def make(folder: Path) -> Path:
    """Make a folder that only its owner may read, with those above it that are missing."""
    for place in (*reversed(folder.parents), folder):
        if not place.exists():
            place.mkdir(exist_ok=True, mode=0o700)
    return folder


def own(path: str, flags: int) -> int:
    """Open a file as `open(opener=own)` asks: a new one is its owner's only."""
    return os.open(path, flags, 0o600)


def locked(stream: IO[Any]) -> bool:
    """Lock an open file, or say that another process has. The lock falls with the process."""
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def alone(folder: Path, *, waiting: Callable[[], object]) -> Iterator[None]:
    """Let one process at a time change what lies in a folder, and say so where another one does."""
    with open(make(folder) / ".lock", "a", opener=own) as lock:
        if not locked(lock):
            waiting()
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def first(folder: Path, *, at: datetime) -> Iterator[None]:
    """Let one process at a time change what lies in a folder. Raises Busy at once where another one
    does, rather than wait.
    """
    with open(make(folder) / ".lock", "a+", encoding="utf-8", opener=own) as lock:
        if not locked(lock):
            lock.seek(0)
            raise Busy(lock.read() or "a moment ago")
        lock.truncate(0)
        lock.write(f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC")
        lock.flush()
        yield


@contextmanager
def whole(file: Path) -> Iterator[Path]:
    """Give the place where a file is written until it is whole; then it takes the name of the one
    before it in one step. Of one that is not finished nothing stays.
    """
    new = file.with_name(f"{NEW}{os.getpid()}-{file.name}")
    try:
        yield new
        _sync(new)
        new.replace(file)
        _sync(file.parent)
    except OSError as error:
        error.filename = str(file)
        raise
    finally:
        new.unlink(missing_ok=True)


def write(file: Path, content: str | bytes) -> None:
    """Put something that only its owner may read in place of a file's content in one step."""
    with whole(file) as new, open(new, "wb", opener=own) as stream:
        stream.write(content if isinstance(content, bytes) else content.encode())


@contextmanager
def beside(place: Path) -> Iterator[Path]:
    """Give an empty folder beside a place, gone at the end, for what is to stand there. What killed
    processes left there before goes first.
    """
    for left in make(place.parent).glob(f"{NEW}[0-9]*-{escape(place.name)}"):
        with suppress(OSError), (left / ".lock").open() as lock:
            if locked(lock):
                shutil.rmtree(left)
    folder = place.with_name(f"{NEW}{os.getpid()}-{place.name}")
    folder.mkdir(mode=0o700)
    try:
        with open(folder / ".lock", "w", opener=own) as lock:
            locked(lock)
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def settle(new: Path, *, name: str) -> Path:
    """Give a finished folder its name beside where it was made."""
    return move(new, new.with_name(name))


def move(new: Path, place: Path) -> Path:
    """Give a finished file or folder its place, once all that is in it is its owner's only and lies
    on the disk for good.
    """
    for path in (*new.rglob("*"), new):
        path.chmod(0o700 if path.is_dir() else 0o600)
        _sync(path)
    new.rename(place)
    _sync(place.parent)
    return place


def full(error: BaseException) -> bool:
    """Say whether an error, of whichever engine, means that the disk is full or that no larger file
    may be written.
    """
    if isinstance(error, OSError) and error.errno in FULL:
        return True
    message = str(error).casefold()
    if SHORT.search(message):
        return True
    if any(
        os.strerror(code).casefold() in message or f"os error {code})" in message for code in FULL
    ):
        return True
    return any(full(cause) for cause in (error.__cause__, error.__context__) if cause is not None)


def clear(folder: Path, *, keep: frozenset[str]) -> None:
    """Remove the folders, and the unfinished files, that are not to be kept."""
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.is_dir() and path.name not in keep:
            shutil.rmtree(path, ignore_errors=True)
        elif path.name.startswith(NEW):
            path.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
