"""Files that belong to rows: whole or not at all, on the disk for good before their row is, and gone
where it is not kept.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, default_storage

from convene import disk

_STORED: ContextVar[list[str] | None] = ContextVar("stored", default=None)


class Whole(FileSystemStorage):
    """Stores files of which nothing stays where the disk fills, in whichever step it does."""

    def _save(self, name: str, content: "File[Any]") -> str:
        place = Path(self.path(name))
        disk.make(place.parent)
        try:
            with disk.whole(place) as new, open(new, "wb", opener=disk.own) as stream:
                stream.writelines(content.chunks())
        except BaseException:
            place.unlink(missing_ok=True)
            raise
        if (stored := _STORED.get()) is not None:
            stored.append(name)
        return name


@contextmanager
def with_rows() -> Iterator[None]:
    """Remove the files that are stored meanwhile unless it ends well: their rows are not kept then.
    Whoever begins a transaction does so inside this.
    """
    outer, stored = _STORED.get(), list[str]()
    token = _STORED.set(stored)
    try:
        yield
    except BaseException:
        for name in stored:
            with suppress(OSError):
                default_storage.delete(name)
        raise
    finally:
        _STORED.reset(token)
    if outer is not None:
        outer += stored
