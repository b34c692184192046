"""The shapes contracts are published in: packages of releases or of records, one release or record,
or one a line.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from convene.feeds import FeedError, json
from convene.feeds.values import plain

LISTS = frozenset({"releases", "records"})
OF_ONE = frozenset({"ocid", "compiledRelease", "versionedRelease"})
"""Keys of a release or record that stands alone."""
TOGETHER = 16_000_000
"""Bytes of a file whose releases are held in memory at once, to put those of one process together.
"""
MOST_RELEASES = 1_000
"""Releases that are put together at once; a process has a few dozen."""
LEVELS = 12
"""How deep releases are put together: twice what is read. Below, the newest word holds whole."""


def shape(path: Path) -> str:
    """Return the list that a file holds, `one` for a release or record (or one a line), or `list`.
    Raises FeedError.
    """
    events = json.shape(path, until=LISTS)
    if (
        "releases" in events and path.stat().st_size <= json.LARGEST_RECORD
    ):  # a record that stands alone holds its releases as well
        events = json.shape(path, until=OF_ONE | {"records"})
    if OF_ONE & events.keys():
        return "one"
    if events.get("") == "start_array":
        return "list"
    if not (held := LISTS & events.keys()):
        raise FeedError(
            f"{path.name}: this is JSON of another kind: it holds neither releases nor records of contracts"
        )
    name = "records" if "records" in held else "releases"
    if events[name] != "start_array":
        raise FeedError(f"{path.name}: what stands under “{name}” is no list")
    return name


def processes(path: Path) -> Iterator[tuple[int, Any]]:
    """Yield what a file says of each contracting process, with its place in the file. Raises
    FeedError.

    Of a record that is the compiled release, else its releases put together. So are releases of one
    process, wherever they stand in a file of up to TOGETHER bytes, and those that follow one
    another in a larger one.
    """
    releases = _each(path)
    if path.stat().st_size <= TOGETHER:
        first: dict[str | int, int] = {}
        releases = iter(
            sorted(releases, key=lambda numbered: first.setdefault(_process(numbered), numbered[0]))
        )
    for _, group in groupby(releases, key=_process):
        while same := list(islice(group, MOST_RELEASES)):
            yield (
                same[0][0],
                merged([release for _, release in same]) if len(same) > 1 else same[0][1],
            )


def _each(path: Path) -> Iterator[tuple[int, Any]]:
    """Yield each release of a file, and one for each record."""
    form = shape(path)
    documents = (
        json.documents(path) if form == "one" else json.items(path, "" if form == "list" else form)
    )
    yield from (
        (number, _of_record(document) if _is_record(document) else document)
        for number, document in documents
    )


def _process(found: tuple[int, Any]) -> str | int:
    """Return the process that a release belongs to; one that names none stands alone."""
    return _told(found[1], "ocid") or found[0]


def _told(found: Any, key: str) -> str:
    """Return what things are told apart by; whatever is wrong with it is said when the release is
    read.
    """
    said = found.get(key) if isinstance(found, dict) else None
    return plain(str(said)) if isinstance(said, str | int) else ""


def _is_record(found: Any) -> bool:
    return isinstance(found, dict) and ("compiledRelease" in found or "releases" in found)


def _of_record(record: dict[str, Any]) -> dict[str, Any]:
    """Return one release for a record; of one that only links to its releases, nothing but the
    process.
    """
    compiled = json.thing(record, "compiledRelease")
    whole = [
        release
        for release in json.things(record, "releases")
        if "url" not in release or "tender" in release
    ]
    return {"ocid": record.get("ocid"), **(compiled or merged(whole))}


def merged(releases: Sequence[Any]) -> dict[str, Any]:
    """Put the releases of one process together as the standard does: by date, the newer word over
    the older one.
    """
    whole = (release for release in releases if isinstance(release, dict))
    compiled: dict[str, Any] = {}
    for release in sorted(whole, key=lambda release: _told(release, "date")):
        compiled = _over(compiled, release)
    return compiled


def _over(old: Any, new: Any, *, levels: int = LEVELS) -> Any:
    """Return the newer word over the older: objects field by field, objects in lists by their id,
    all else whole.

    Null takes away a text, a figure or a list of them, but no object and no list of objects: so
    does the standard's own program.
    """
    if new in ({}, []) or (new is None and _holds(old)):
        return old
    if levels == 0 or not isinstance(new, dict | list):
        return new
    if isinstance(new, dict):
        known = old if isinstance(old, dict) else {}
        both = {
            **known,
            **{key: _over(known.get(key), value, levels=levels - 1) for key, value in new.items()},
        }
        return {key: value for key, value in both.items() if value is not None}
    if not all(isinstance(item, dict) for item in new):
        return new
    once: dict[object, Any] = {}
    for place, item in enumerate([*(old if isinstance(old, list) and _holds(old) else []), *new]):
        key = _told(item, "id") or place
        once[key] = _over(once.get(key, {}), item, levels=levels - 1)
    return list(once.values())


def _holds(found: Any) -> bool:
    """Say whether this is an object or a list of objects."""
    return isinstance(found, dict) or (
        isinstance(found, list) and all(isinstance(each, dict) for each in found)
    )
