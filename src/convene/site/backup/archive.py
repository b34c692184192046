"""The file that a backup is: a plain tar, and after it a line with the SHA-256 of all before it.

Any tar program reads it. Nothing in it is packed, so nothing in it is larger than the file itself.
Its last member is the manifest, which names every other one with its size and SHA-256.
"""

import json
import os
import tarfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO, Any

from convene.site.backup import Refused

FORMAT = 1
"""Changes when an older Convene could not read what is written."""
BLOCK = 1 << 20
MANIFEST = "manifest.json"
DATA, DATABASE = "data", "database"
"""The folders of the archive: files of the data folder, and the database."""
LINE = "convene backup sha256 {}\n"
LENGTH = len(LINE.format("0" * 64))
DAMAGED = "{} is damaged, or is no backup of Convene. Nothing was restored from it."
Told = Callable[[int, int], None]
"""Told how many bytes of how many are done."""


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table of PostgreSQL: its columns, and which of them is counted and how far, if one is."""

    columns: tuple[str, ...]
    counter: tuple[str, int] | None


@dataclass(kw_only=True)
class Manifest:
    """What a backup holds, of which moment, and what made it."""

    format: int = FORMAT
    convene: str
    at: str
    engine: str
    migrations: list[tuple[str, str]] = field(default_factory=list)
    tables: dict[str, Table] = field(default_factory=dict)
    certificate: str = ""
    """The moment of the newest certificate of disposal."""
    files: dict[str, tuple[int, str]] = field(default_factory=dict)
    """Size and SHA-256 of each member by its name."""

    def in_folder(self) -> int:
        """Return how many files of the data folder there are."""
        return sum(name.startswith(f"{DATA}/") for name in self.files)


class Writer:
    """Writes an archive, member by member."""

    def __init__(self, stream: IO[bytes], manifest: Manifest) -> None:
        self._stream, self._whole = stream, sha256()
        self.manifest = manifest

    def add(self, name: str, size: int, blocks: Iterable[bytes], *, changed: float = 0) -> None:
        """Add a member. Raises EOFError where the blocks are fewer bytes than it was to have."""
        info = tarfile.TarInfo(name)
        info.size, info.mtime, info.mode = size, int(changed), 0o600
        self._write(info.tobuf(tarfile.PAX_FORMAT, "utf-8", "surrogateescape"))
        written, digest = 0, sha256()
        for block in blocks:
            digest.update(block)
            self._write(block)
            written += len(block)
        if written != size:
            raise EOFError(name)
        self._write(bytes(-size % tarfile.BLOCKSIZE))
        self.manifest.files[name] = (size, digest.hexdigest())

    def end(self) -> None:
        """Write the manifest and the last line."""
        content = json.dumps(asdict(self.manifest), indent=1).encode()
        self.add(MANIFEST, len(content), [content])
        self._write(bytes(2 * tarfile.BLOCKSIZE))
        self._stream.write(LINE.format(self._whole.hexdigest()).encode())

    def _write(self, block: bytes) -> None:
        self._stream.write(block)
        self._whole.update(block)


def blocks(stream: IO[bytes], size: int) -> Iterator[bytes]:
    """Yield the next bytes of a stream, and no more than so many."""
    while size and (block := stream.read(min(size, BLOCK))):
        size -= len(block)
        yield block


@dataclass(frozen=True)
class Member:
    """A file in an archive: its name, when it was changed, its size, and its content, which is
    checked against the manifest when it is read to its end.
    """

    name: str
    changed: float
    size: int
    content: Iterator[bytes]


class Reader:
    """Reads an archive that is whole. Raises Refused where it is not: every byte counts."""

    def __init__(self, stream: IO[bytes], *, tell: Told) -> None:
        self._stream = stream
        self._damaged = Refused(DAMAGED.format(Path(stream.name).name))
        self._check(tell)
        self.manifest = self._manifest()

    def _check(self, tell: Told) -> None:
        size = os.fstat(self._stream.fileno()).st_size
        before, digest, done = max(size - LENGTH, 0), sha256(), 0
        for block in blocks(self._stream, before):
            digest.update(block)
            done += len(block)
            tell(done, before)
        if self._stream.read() != LINE.format(digest.hexdigest()).encode():
            raise self._damaged

    def _manifest(self) -> Manifest:
        """Return what the last member says."""
        last = next(iter(deque(self._each(), maxlen=1)), None)
        if last is None or last.name != MANIFEST:
            raise self._damaged
        self._stream.seek(last.offset_data)
        try:
            known: dict[str, Any] = json.loads(self._stream.read(last.size))
            if known["format"] > FORMAT:
                raise Refused("This backup was made by a newer Convene than this one.")
            return Manifest(
                **{
                    **known,
                    "migrations": [(app, name) for app, name in known["migrations"]],
                    "tables": {name: _table(**table) for name, table in known["tables"].items()},
                    "files": {
                        name: (size, digest) for name, (size, digest) in known["files"].items()
                    },
                }
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise self._damaged from error

    def members(self) -> Iterator[Member]:
        """Yield every member but the manifest. The content of each is read before the next."""
        left = dict(self.manifest.files)
        for info in self._each():
            if info.name == MANIFEST:
                break
            if not _is_safe(info) or left.get(info.name, (-1, ""))[0] != info.size:
                raise self._damaged
            _size, digest = left.pop(info.name)
            yield Member(info.name, info.mtime, info.size, self._content(info, digest))
        if left:
            raise self._damaged

    def _content(self, info: tarfile.TarInfo, wanted: str) -> Iterator[bytes]:
        self._stream.seek(info.offset_data)
        digest = sha256()
        for block in blocks(self._stream, info.size):
            digest.update(block)
            yield block
        if digest.hexdigest() != wanted:
            raise self._damaged

    def _each(self) -> Iterator[tarfile.TarInfo]:
        self._stream.seek(0)
        try:
            with tarfile.open(fileobj=self._stream, mode="r:") as tar:
                while info := tar.next():
                    yield info
                    tar.members = []  # type: ignore[attr-defined]  # lest it remember every one
        except (tarfile.TarError, ValueError, OverflowError, EOFError) as error:
            raise self._damaged from error


def _table(*, columns: list[str], counter: list[Any] | None) -> Table:
    return Table(columns=tuple(columns), counter=(counter[0], counter[1]) if counter else None)


def _is_safe(info: tarfile.TarInfo) -> bool:
    """Say whether a member is a plain file in one of the two folders."""
    parts = info.name.split("/")
    return (
        info.isreg()
        and not info.issparse()
        and str(PurePosixPath(info.name)) == info.name
        and len(parts) > 1
        and parts[0] in (DATA, DATABASE)
        and not {"..", ".", ""} & {*parts}
        and "\0" not in info.name
    )
