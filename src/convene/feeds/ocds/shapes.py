"""The shapes contracts are published in: packages of releases or of records, one release or record, or one a line."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from convene.feeds import FeedError, json

LISTS = frozenset({"releases", "records"})
OF_ONE = frozenset({"ocid", "compiledRelease", "versionedRelease"})
"""Keys of a release or record that stands alone."""
BY_ID = ("parties", "awards", "contracts")
"""Lists whose members are told apart by their id when releases are put together."""


def shape(path: Path) -> str:
    """Return the list that a file holds, `one` for a release or record (or one a line), or `list`. Raises FeedError."""
    found = json.shape(path, until=LISTS)
    if "releases" in found and path.stat().st_size <= json.LARGEST_RECORD:  # a record that stands alone holds its releases as well
        found = json.shape(path, until=OF_ONE | {"records"})
    if OF_ONE & found.keys():
        return "one"
    if found.get("") == "start_array":
        return "list"
    if not (held := LISTS & found.keys()):
        raise FeedError(f"{path.name}: this is JSON of another kind: it holds neither releases nor records of contracts")
    name = "records" if "records" in held else "releases"
    if found[name] != "start_array":
        raise FeedError(f"{path.name}: what stands under “{name}” is no list")
    return name


def processes(path: Path) -> Iterator[tuple[int, Any]]:
    """Yield what a file says of each contracting process, with its place in the file. Raises FeedError.

    Of a record that is the compiled release, else its releases put together; so are the releases of a package that follow one another.
    """
    form = shape(path)
    if form in {"records", "one"}:
        found = json.documents(path) if form == "one" else json.items(path, "records")
        yield from ((at, _of_record(each) if _is_record(each) else each) for at, each in found)
        return
    for _, group in groupby(json.items(path, "" if form == "list" else form), key=lambda pair: _ocid(pair[1]) or pair[0]):
        same = list(group)
        yield same[0][0], merged([each for _, each in same]) if len(same) > 1 else same[0][1]


def _ocid(release: Any) -> str:
    return json.text(release, "ocid")


def _is_record(found: Any) -> bool:
    return isinstance(found, dict) and ("compiledRelease" in found or "releases" in found)


def _of_record(record: dict[str, Any]) -> dict[str, Any]:
    """Return one release for a record, with what only the record says. A record that links to its releases says nothing itself."""
    compiled = json.thing(record, "compiledRelease")
    whole = [release for release in json.things(record, "releases") if "url" not in release or "tender" in release]
    found = compiled or (merged(whole) if whole else {})
    if found:
        return {"ocid": record.get("ocid"), **found}
    return {"ocid": record.get("ocid"), "linked": True}


def merged(releases: list[Any]) -> dict[str, Any]:
    """Put the releases of one process together, the newest word holding."""
    found: dict[str, Any] = {}
    for release in sorted((each for each in releases if isinstance(each, dict)), key=lambda each: json.text(each, "date")):
        for key, value in release.items():
            if key in BY_ID:
                found[key] = _by_id([*json.things(found, key), *json.things(release, key)])
            elif isinstance(value, dict) and isinstance(found.get(key), dict):
                found[key] = {**found[key], **value}
            elif value not in (None, "", [], {}):
                found[key] = value
    return found


def _by_id(members: list[dict[str, Any]]) -> list[dict[str, Any]]:
    once: dict[str, dict[str, Any]] = {}
    for at, member in enumerate(members):
        key = json.text(member, "id") or f"#{at}"
        once[key] = {**once.get(key, {}), **member}
    return list(once.values())
