"""Files that belong to rows: whole or not at all, on the disk for good before their row is, and
gone where it is not kept.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage

from convene import disk


class _Stored(threading.local):
    """Where files were stored in this thread since somebody began to watch; None before."""

    places: list[Path] | None = None


_STORED = _Stored()


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
        if _STORED.places is not None:
            _STORED.places.append(place)
        return name


@contextmanager
def with_rows() -> Iterator[None]:
    """Remove the files that are stored meanwhile unless it ends well: their rows are not kept then.
    Whoever begins a transaction does so inside this.
    """
    outer, _STORED.places = _STORED.places, (places := list[Path]())
    try:
        yield
    except BaseException:
        for place in places:
            with suppress(OSError):
                place.unlink(missing_ok=True)
        raise
    finally:
        _STORED.places = outer
    if outer is not None:
        outer += places
