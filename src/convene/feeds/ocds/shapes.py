"""The shapes contracts are published in: packages of releases or of records, one release or record;
one of them, one a line, a list of them, or within something else.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from convene.feeds import FeedError, json
from convene.feeds.values import plain, when

LISTS = frozenset({"releases", "records"})
OF_ONE = frozenset({"ocid", "compiledRelease", "versionedRelease"})
"""Keys of a release or record that stands alone."""
OF_RELEASE = OF_ONE | {"tender", "awards", "contracts", "initiationType"}
"""Keys that no package has."""
NAMED = 6
"""Keys of another kind of file that a refusal names."""
TOGETHER = 16_000_000
"""Bytes of a file whose releases are held in memory at once, to put those of one process together.
"""
MOST_RELEASES = 1_000
"""Releases that are put together at once; a process has a few dozen."""
LEVELS = 12
"""How deep releases are put together: twice what is read. Below, the newest word holds whole."""


def shape(path: Path) -> str:
    """Return how a file is to be read: the one list at its top (`releases` or `records`), which is
    read as a stream; `list`, or `documents`: one object or several, which are looked through.
    Raises FeedError.
    """
    if json.several(path):
        return "documents"
    events = json.shape(path, until=LISTS)
    small = path.stat().st_size <= json.LARGEST_RECORD
    if "releases" in events and small:  # a record that stands alone holds its releases as well
        events = json.shape(path, until=OF_ONE | {"records"})
    if events.get("") == "start_array":
        return "list"
    held = LISTS & events.keys()
    if OF_ONE & events.keys() or (not held and small and _holds_packages(path)):
        return "documents"
    _check_list(path, events)
    return "records" if "records" in held else "releases"


def _holds_packages(path: Path) -> bool:
    return any(_is_package(document) for _, document in json.documents(path))


def _check_list(path: Path, events: Mapping[str, str]) -> None:
    """Raise FeedError, which names what stands at the top, where that is no list of contracts."""
    if not (held := LISTS & events.keys()):
        keys = ", ".join(f"“{key[:40]}”" for key in list(events)[:NAMED]) or "no key"
        raise FeedError(
            f"{path.name}: this is JSON of another kind: it holds neither releases nor records of contracts, but an object with {keys}"
        )
    name = "records" if "records" in held else "releases"
    if events[name] != "start_array":
        raise FeedError(f"{path.name}: what stands under “{name}” is no list")


def documents(path: Path) -> Iterator[Any]:
    """Yield what stands at the top of a file, or in the list there. Raises FeedError."""
    form = shape(path)
    read = (
        json.documents(path)
        if form == "documents"
        else json.items(path, "" if form == "list" else form)
    )
    return (document for _, document in read)


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
    """Yield each release of a file, and one for each record, counted from 1."""
    return enumerate(
        (release for document in documents(path) for release in _releases(document)), start=1
    )


def _releases(document: Any, *, levels: int = LEVELS) -> Iterator[Any]:
    """Yield the releases in a document, however packages stand in it; what is none is yielded too,
    for whoever reads it to say so.
    """
    if _is_record(document):
        yield _of_record(document)
    elif levels and (isinstance(document, list) or _is_package(document)):
        for inner in _inside(document):
            yield from _releases(inner, levels=levels - 1)
    else:
        yield document


def _inside(document: Any) -> Iterable[Any]:
    """Return what a list or a package holds; around packages, what holds them."""
    if isinstance(document, list):
        return document
    lists = [document[key] for key in ("records", "releases") if _is_list(document, key)]
    return lists[0] if lists else filter(_is_package, document.values())


def _is_package(document: Any, *, levels: int = LEVELS) -> bool:
    """Say whether this is a package, or holds one and is no release itself."""
    if isinstance(document, list):
        return levels > 0 and any(_is_package(inner, levels=levels - 1) for inner in document)
    if not isinstance(document, dict) or OF_RELEASE & document.keys():
        return False
    return any(_is_list(document, key) for key in LISTS) or (
        levels > 0 and any(_is_package(inner, levels=levels - 1) for inner in document.values())
    )


def _is_list(document: dict[str, Any], key: str) -> bool:
    return isinstance(document.get(key), list)


def _process(found: tuple[int, Any]) -> str | int:
    """Return the process that a release belongs to; one that names none stands alone."""
    return _told(found[1], "ocid") or found[0]


def _told(found: Any, key: str) -> str:
    """Return what things are told apart by; whatever is wrong with it is said when the release is
    read.
    """
    said = found.get(key) if isinstance(found, dict) else None
    return plain(str(said)) if isinstance(said, str | int) else ""


def _is_record(document: Any) -> bool:
    if not isinstance(document, dict):
        return False
    return "compiledRelease" in document or ("releases" in document and "ocid" in document)


def _of_record(record: dict[str, Any]) -> dict[str, Any] | json.RecordError:
    """Return one release for a record; of one that only links to its releases, nothing but the
    process; and of one whose releases are of another process, why it cannot be read.
    """
    compiled = json.thing(record, "compiledRelease")
    whole = [
        release
        for release in json.things(record, "releases")
        if "url" not in release or "tender" in release
    ]
    named = [_told(part, "ocid") for part in (record, compiled, *whole)]
    processes = list(dict.fromkeys(filter(None, named)))
    if len(processes) > 1:
        return json.RecordError(
            f"the record “{processes[0][:80]}” holds a release of another process",
            processes[1][:80],
        )
    return {**(compiled or merged(whole)), "ocid": next(iter(processes), None)}


def merged(releases: Sequence[Any]) -> dict[str, Any]:
    """Put the releases of one process together as the standard does: by date, the newer word over
    the older one.
    """
    whole = (release for release in releases if isinstance(release, dict))
    compiled: dict[str, Any] = {}
    for release in sorted(whole, key=lambda release: _instant(_told(release, "date"))):
        compiled = _over(compiled, release)
    return compiled


def _instant(typed: str) -> datetime:
    """Return the instant that a date names, in UTC where it names no zone; what is no date comes
    before all others.
    """
    try:
        moment = datetime.fromisoformat(typed)
    except ValueError:
        day = when(typed)
        moment = datetime.combine(day.first if day else date.min, time())
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


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


def _holds(value: Any) -> bool:
    """Say whether this is an object or a list of objects."""
    return isinstance(value, dict) or (
        isinstance(value, list) and all(isinstance(item, dict) for item in value)
    )
