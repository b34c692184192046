"""JSON read as a stream, a record at a time, and its values taken by their type: memory does not
grow with the file.
"""

import io
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from decimal import Decimal
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, BinaryIO

import ijson  # type: ignore[import-untyped]  # ijson ships no types

from convene.feeds import FeedError
from convene.feeds.values import LONGEST, plain

CHUNK = 1 << 14
LARGEST_RECORD = 64_000_000
"""Bytes of one record, and of what stands before the first."""
DEEPEST = 10_000
"""Brackets that may be left open at one time, told a chunk at a time: Python itself fails at some
100,000.
"""
LONG_NUMBER = re.compile(rb"[0-9]{1000}")
"""No figure has as many digits; the parser fails where Python refuses one (4,300)."""


class RecordError(ValueError):
    """Why one record cannot be read, in one sentence. The rest of its file can."""

    def __init__(self, reason: str, value: str = "") -> None:
        super().__init__(reason)
        self.value = value


class _Guarded:
    """A file that stops where one record would not fit into memory."""

    def __init__(self, stream: BinaryIO, *, path: Path) -> None:
        self._stream, self._path = stream, path
        self.forget()

    def forget(self) -> None:
        """Begin to count anew: a record is done."""
        self._bytes = self._open = 0

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes. Raises FeedError."""
        chunk = self._stream.read(CHUNK if size < 0 else min(size, CHUNK))
        self._bytes += len(chunk)
        self._open += chunk.count(b"[") + chunk.count(b"{") - chunk.count(b"]") - chunk.count(b"}")
        if self._bytes > LARGEST_RECORD:
            raise FeedError(
                f"{self._path.name}: one record is larger than {LARGEST_RECORD // 1_000_000} MB; the file was not read"
            )
        if self._open > DEEPEST:
            raise FeedError(f"{self._path.name}: the file is nested too deeply and was not read")
        if LONG_NUMBER.search(chunk):
            raise FeedError(
                f"{self._path.name}: a number has more than 1,000 digits; the file was not read"
            )
        return chunk


@contextmanager
def _opened(path: Path) -> Iterator[_Guarded]:
    """Open a file of UTF-8 JSON, past its byte-order mark, and turn what the parser says into
    sentences.
    """
    try:
        with path.open("rb") as stream:
            start = stream.read(4)
            _check_start(start, path=path)
            stream.seek(3 if start.startswith(b"\xef\xbb\xbf") else 0)
            yield _Guarded(stream, path=path)
    except (ijson.JSONError, UnicodeDecodeError) as error:
        raise FeedError(f"{path.name}: {_broken_line(path)}{_plain(error)}") from error
    except (ValueError, ArithmeticError, RecursionError, MemoryError) as error:
        if isinstance(error, FeedError | RecordError):
            raise
        raise FeedError(f"{path.name}: a value cannot be read ({type(error).__name__})") from error
    except OSError as error:
        raise FeedError(f"{path.name}: {error.strerror or 'the file cannot be read'}") from error


def _check_start(start: bytes, *, path: Path) -> None:
    if not start:
        raise FeedError(f"{path.name}: the file is empty")
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in start:
        raise FeedError(f"{path.name}: this is UTF-16 text or a binary file; JSON is read as UTF-8")
    if start.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        raise FeedError(f"{path.name}: this is a web page or XML, not JSON")


def _broken_line(path: Path) -> str:
    """Say in which line a file breaks off that holds an object a line; nothing of any other."""
    with path.open("rb") as stream:
        for number in count(1):
            line = stream.readline(LARGEST_RECORD).strip()
            try:
                json.loads(line)
            except (ValueError, RecursionError):
                return f"line {number}: " if line and number > 1 else ""
    return ""


def _plain(error: Exception) -> str:
    message = str(error).splitlines()[0].casefold() if str(error) else ""
    if (
        isinstance(error, ijson.IncompleteJSONError)
        or "premature" in message
        or "incomplete" in message
    ):
        if "invalid bytes" in message or "utf" in message:
            return "this is not UTF-8 text; save the file as UTF-8"
        if "premature" in message or "incomplete" in message:
            return "the file ends in the middle; it may be truncated"
    if isinstance(error, UnicodeDecodeError):
        return "this is not UTF-8 text; save the file as UTF-8"
    if "trailing garbage" in message:
        return "this is not whole JSON: something more stands behind the end of its first object"
    return f"this is not whole JSON ({message[:80]})"


def top(path: Path) -> Iterator[tuple[str, str, Any]]:
    """Yield key, event and value of what stands at the top of the first object: `start_array` for a
    list. Raises FeedError.
    """
    with _opened(path) as stream:
        key, depth = "", 0
        for event, value in ijson.basic_parse(stream, use_float=False):
            if depth == 1 and event == "map_key":
                key = value
            elif depth <= 1 and event not in {"end_map", "end_array"}:
                yield key, event, value
            depth += {"start_map": 1, "start_array": 1, "end_map": -1, "end_array": -1}.get(
                event, 0
            )
            if depth == 0:
                return


def keys(head: bytes) -> Iterator[str]:
    """Yield the keys at the top of JSON that begins like this, as far as they show."""
    depth = 0
    with suppress(ijson.JSONError, UnicodeError):
        for event, value in ijson.basic_parse(io.BytesIO(head)):
            if depth == 1 and event == "map_key":
                yield str(value)
            depth += {"start_map": 1, "start_array": 1, "end_map": -1, "end_array": -1}.get(
                event, 0
            )


def several(path: Path) -> bool:
    """Say whether a file holds an object a line. Raises FeedError."""
    try:
        with path.open("rb") as stream:
            first = next((line for line in iter(partial(_line, stream), b"") if line.strip()), b"")
            if not first.endswith(b"\n") or not stream.read(CHUNK).strip():
                return False
        return isinstance(json.loads(first), dict)
    except OSError as error:
        raise FeedError(f"{path.name}: {error.strerror or 'the file cannot be read'}") from error
    except (ValueError, RecursionError):
        return False


def _line(stream: BinaryIO) -> bytes:
    return stream.readline(LARGEST_RECORD)


def shape(path: Path, *, until: frozenset[str]) -> dict[str, str]:
    """Return the keys at the top of a file with their events, up to the first of the keys in
    `until`. Raises FeedError.
    """
    events: dict[str, str] = {}
    for key, event, _ in top(path):
        if not key and event != "start_map":
            return {"": event}
        if key:
            events[key] = event
        if key in until:
            break
    return events


def value(path: Path, key: str, *, before: frozenset[str]) -> Any:
    """Return the value of a key at the top of a file if it stands before the lists in `before`,
    else None. Raises FeedError.
    """
    if key not in shape(path, until=before | {key}):
        return None
    with _opened(path) as stream:
        return next(iter(ijson.items(stream, key, use_float=False)), None)


def items(path: Path, key: str) -> Iterator[tuple[int, Any]]:
    """Yield the members of the list under a key (of the top list itself with no key), counted from
    1, as they are read.

    Raises FeedError when the file is not whole.
    """
    with _opened(path) as stream:
        prefix = f"{key}.item" if key else "item"
        for number, item in enumerate(
            ijson.items(stream, prefix, use_float=False, buf_size=CHUNK), start=1
        ):
            stream.forget()
            yield number, item


def documents(path: Path) -> Iterator[tuple[int, Any]]:
    """Yield the objects of a file that holds one, or one a line, counted from 1.
    Raises FeedError.
    """
    with _opened(path) as stream:
        for number, item in enumerate(
            ijson.items(stream, "", use_float=False, multiple_values=True, buf_size=CHUNK), start=1
        ):
            stream.forget()
            yield number, item


# --- Values by their type


def text(record: Any, *keys: str) -> str:
    """Return the text under the first key that holds one, with its white space evened out. Raises
    RecordError when it is too long.
    """
    if not isinstance(record, dict):
        return ""
    for key in keys:
        value = record.get(key)
        if isinstance(value, str | int | Decimal) and not isinstance(value, bool):
            value_text = str(value)
            if len(value_text) > LONGEST:
                raise RecordError(
                    f"the text under “{key}” is longer than {LONGEST:,} characters", value_text[:40]
                )
            if value_text.strip():
                return plain(value_text)
    return ""


def thing(record: Any, key: str) -> dict[str, Any]:
    """Return the object under a key, an empty one when there is none."""
    found = record.get(key) if isinstance(record, dict) else None
    return found if isinstance(found, dict) else {}


def things(record: Any, key: str) -> list[dict[str, Any]]:
    """Return the objects in the list under a key; one that stands there alone counts as a list of
    one.
    """
    held = record.get(key) if isinstance(record, dict) else None
    if isinstance(held, dict):
        return [held] if held else []
    return [item for item in held if isinstance(item, dict)] if isinstance(held, list) else []
