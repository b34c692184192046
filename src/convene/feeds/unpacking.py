"""Archives unpacked one file at a time, and no further than a disk should hold: bombs are refused,
names in an archive lead nowhere.
"""

import gzip
import re
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import mkdtemp
from typing import IO, Literal

from convene import disk
from convene.core.progress import Progress
from convene.feeds import FeedError

Packing = Literal["", "gz", "zip"]
LARGEST = 50_000_000_000
"""Bytes one file may unpack to."""
BIG = 100_000_000
HIGHEST_RATIO = 400
"""A file that unpacks to more than BIG bytes, and to more than 400 times its size, is a bomb."""
MOST_MEMBERS = 100_000
CHUNK = 1 << 20
BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    gzip.BadGzipFile,
    EOFError,
    zlib.error,
    NotImplementedError,
    RuntimeError,
)


def packing(path: Path) -> Packing:
    """Say how a file is packed, by how it starts. A workbook (.xlsx) is a zip file that stays as it
    is. Raises FeedError.
    """
    try:
        with path.open("rb") as stream:
            start = stream.read(4)
        if start.startswith(b"\x1f\x8b"):
            return "gz"
        if start != b"PK\x03\x04":
            return ""
        with zipfile.ZipFile(path) as archive:
            return "" if "[Content_Types].xml" in archive.namelist() else "zip"
    except BROKEN as error:
        raise FeedError(f"{path.name}: this archive is not whole") from error
    except OSError as error:
        raise FeedError(f"{path.name}: {error.strerror or 'the file cannot be read'}") from error


def members(
    path: Path, *, packing: Packing, name: str
) -> Iterator[tuple[str, zipfile.ZipInfo | None]]:
    """Yield the name of each packed file, and where it stands in a zip file. Raises FeedError."""
    if packing == "gz":
        yield (name[:-3] if name.lower().endswith(".gz") else name) or "file", None
        return
    with zipfile.ZipFile(path) as archive:
        inside = [member for member in archive.infolist() if not member.is_dir()]
    if len(inside) > MOST_MEMBERS:
        raise FeedError(
            f"{name}: the archive holds more than {MOST_MEMBERS:,} files and was not opened"
        )
    yield from ((member.filename, member) for member in inside)


@contextmanager
def unpacked(
    path: Path,
    member: zipfile.ZipInfo | None,
    *,
    name: str,
    into: Path,
    progress: Progress,
) -> Iterator[Path]:
    """Unpack one file into a folder of its own under `into`, and remove it in the end. Raises
    FeedError.
    """
    folder = Path(mkdtemp(dir=disk.make(into)))
    plain = folder / _safe(name)
    try:
        try:
            _unpack(path, member, plain=plain, progress=progress)
        except BROKEN as error:
            raise FeedError(
                f"{path.name}: {'' if member is None else f'{plain.name}: '}{_said(error)}"
            ) from error
        except OSError as error:
            raise FeedError(
                f"{path.name}: cannot be unpacked: {error.strerror or error}"
            ) from error
        yield plain
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _said(error: Exception) -> str:
    if isinstance(error, RuntimeError) and "password" in str(error):
        return "this archive asks for a password; unpack it yourself"
    return "this archive is not whole; it may be truncated"


def _unpack(
    path: Path,
    member: zipfile.ZipInfo | None,
    *,
    plain: Path,
    progress: Progress,
) -> None:
    if member is None:
        packed = path.stat().st_size
        with gzip.open(path) as stream:
            _copy(stream, plain, packed=packed, name=path.name, progress=progress)
        return
    with zipfile.ZipFile(path) as archive, archive.open(member) as stream:
        _copy(stream, plain, packed=member.compress_size, name=path.name, progress=progress)


def _copy(
    stream: IO[bytes] | gzip.GzipFile,
    plain: Path,
    *,
    packed: int,
    name: str,
    progress: Progress,
) -> None:
    done = 0
    with plain.open("wb") as out:
        while chunk := stream.read(CHUNK):
            done += len(chunk)
            if done > LARGEST or (done > BIG and done > packed * HIGHEST_RATIO):
                raise FeedError(
                    f"{name}: {plain.name} unpacks to far more than it holds and was not read"
                )
            out.write(chunk)
            progress(f"Unpacking {plain.name}", done, 0)


def _safe(name: str) -> str:
    """Return the last part of a name, which leads to no other folder."""
    last = re.sub(r"[^\w.\- ]", "_", PurePosixPath(name.replace("\\", "/")).name)[-120:].lstrip(".")
    return last or "file"
