"""Entities of FollowTheMoney as a file holds them: one a line, in one list, or as the answer of a
search.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from convene.feeds import FeedError
from convene.feeds.json import items, shape

LONGEST_LINE = 5_000_000
Thing = dict[str, Any]
"""An entity with id, schema and properties."""


def things(file: Path) -> Iterator[tuple[str, Thing]]:
    """Yield the entities of a file, each with where it stands. Raises FeedError."""
    if (key := _list_in(file)) is None:
        yield from _lines(file)
        return
    for number, record in items(file, key):
        yield f"record {number}", checked(record, where=f"{file.name}: record {number}")


def _list_in(file: Path) -> str | None:
    """Return under which key the list of entities stands, nothing where it is the whole file; None
    where there is no list.
    """
    try:
        with file.open("rb") as stream:
            start = stream.read(4096).lstrip(b"\xef\xbb\xbf \t\r\n")
    except OSError as error:
        raise FeedError(f"{file.name}: {error.strerror}") from error
    if start.startswith(b"["):
        return ""
    if b'"schema"' in start.split(b"\n", 1)[0] or b'"results"' not in start:
        return None
    return "results" if shape(file, until=frozenset({"results"})).get("results") else None


def _lines(file: Path) -> Iterator[tuple[str, Thing]]:
    try:
        with file.open("rb") as stream:
            for number in range(1, 1 << 60):
                raw = stream.readline(LONGEST_LINE)
                if not raw:
                    return
                if raw.strip():
                    yield f"line {number}", _line(raw, where=f"{file.name}: line {number}")
    except OSError as error:
        raise FeedError(f"{file.name}: {error.strerror}") from error


def _line(raw: bytes, *, where: str) -> Thing:
    if len(raw) >= LONGEST_LINE:
        raise FeedError(f"{where}: longer than {LONGEST_LINE:,} bytes")
    try:
        record = json.loads(raw.removeprefix(b"\xef\xbb\xbf"))
    except RecursionError as error:
        raise FeedError(f"{where}: it is nested too deeply") from error
    except ValueError as error:
        raise FeedError(
            f"{where}: this is not JSON; the file is truncated or of another kind"
        ) from error
    return checked(record, where=where)


def checked(record: Any, *, where: str) -> Thing:
    """Return a record that is an entity. Raises FeedError."""
    if not is_thing(record):
        raise FeedError(f"{where}: a FollowTheMoney entity has id, schema and properties")
    entity: Thing = record
    return entity


def is_thing(record: Any) -> bool:
    """Say whether a value is an entity."""
    return (
        isinstance(record, dict)
        and isinstance(record.get("properties"), dict)
        and isinstance(record.get("id"), str)
        and isinstance(record.get("schema"), str)
    )


def values(record: Thing, name: str) -> list[str]:
    """Return the texts of a property."""
    texts = record["properties"].get(name, [])
    if not isinstance(texts, list):
        return []
    return [text for text in texts if isinstance(text, str) and text.strip()]


def nested(record: Thing) -> Iterator[tuple[str, Thing]]:
    """Yield the entities that stand inside another, each with the property it stands under."""
    for name, those in record["properties"].items():
        if isinstance(those, list):
            yield from ((name, value) for value in those if is_thing(value))
