"""Lists fetched from where someone said they lie. Nothing is fetched unless an address is configured."""

import json
import os
import shutil
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from http.client import HTTPException, HTTPResponse
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from convene.corpus import disk
from convene.corpus.watchlists import versions
from convene.corpus.watchlists.loading import Loaded, Progress, load
from convene.feeds import FeedError, watchlists
from convene.packs.read import ReadError, fit, parse_file

LARGEST = 4_000_000_000
"""Bytes of one file."""
CHUNK = 1 << 16
LONGEST = 1800.0
"""Seconds that one file may take in all: a server that sends a byte a minute never times out otherwise."""
NOT_MODIFIED = 304
SUFFIXES = {"un": ".xml", "worldbank": ".xlsx", "idb": ".xlsx", "australia": ".xlsx", "ftm": ".json"}


@dataclass(frozen=True, kw_only=True)
class Fetch:
    """A list to fetch: what it is called here, in which form it is published, and where."""

    list: str
    form: str
    addresses: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Config:
    """What watchlists.yaml holds."""

    lists: tuple[Fetch, ...]


def config_file() -> Path:
    """Return the file that says where lists lie: CONVENE_WATCHLISTS, or watchlists.yaml in the data folder."""
    return Path(os.environ.get("CONVENE_WATCHLISTS") or disk.data() / "watchlists.yaml")


def configured() -> tuple[Fetch, ...]:
    """Return the lists to fetch, none when nothing is configured. Raises FeedError."""
    file = config_file()
    if not file.exists():
        return ()
    try:
        found = fit(parse_file(file), Config).lists
    except (ReadError, OSError) as error:
        raise FeedError(f"{file.name}: {error}") from error
    for one in found:
        if one.form not in watchlists.FORMS:
            raise FeedError(f"{file.name}: {one.list}: the form “{one.form[:40]}” is not known. Known: {', '.join(watchlists.FORMS)}")
        if not one.addresses or any(urlsplit(address).scheme not in {"http", "https"} for address in one.addresses):
            raise FeedError(f"{file.name}: {one.list}: give at least one address, starting with https:// or http://")
    return found


def update(one: Fetch, *, at: datetime, timeout: float, force: bool = False, progress: Progress) -> Loaded | None:
    """Fetch a list and load it; None when nothing has changed where it lies. Raises FeedError; what served then serves on."""
    kept = versions.root() / "downloads" / one.list
    new = kept.with_name(f"{disk.NEW}{one.list}")
    shutil.rmtree(new, ignore_errors=True)
    disk.make(new)
    try:
        marks = _marks(kept)
        fetched = [
            _fetch(address, n, one=one, kept=kept, new=new, mark=marks.get(address, {}), timeout=timeout, progress=progress)
            for n, address in enumerate(one.addresses)
        ]
        if not any(changed for _, changed in fetched) and marks.keys() == set(one.addresses):
            return None
        loaded = load([new / mark["file"] for mark, _ in fetched], form=one.form, list=one.list, at=at, force=force, progress=progress)
        (new / "marks.json").write_text(json.dumps({address: mark for address, (mark, _) in zip(one.addresses, fetched, strict=True)}))
        shutil.rmtree(kept, ignore_errors=True)
        new.rename(kept)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return loaded


def _marks(kept: Path) -> dict[str, dict[str, str]]:
    """Return for each address its file and what tells whether it has changed since; only for files that are still there."""
    try:
        found: dict[str, dict[str, str]] = json.loads((kept / "marks.json").read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return {address: mark for address, mark in found.items() if (kept / mark["file"]).is_file()}


def _fetch(
    address: str, number: int, *, one: Fetch, kept: Path, new: Path, mark: dict[str, str], timeout: float, progress: Progress
) -> tuple[dict[str, str], bool]:
    """Put one file into the new folder, fetched or kept, and say whether it was fetched."""
    asked = {"If-None-Match": mark.get("etag", ""), "If-Modified-Since": mark.get("modified", "")}
    request = urllib.request.Request(  # noqa: S310 - `configured` lets http and https through only
        address, headers={"User-Agent": "convene", **{name: value for name, value in asked.items() if value}}
    )
    try:
        with urllib.request.urlopen(request, timeout=timeout) as answer:  # noqa: S310 - see above
            file = new / _file_name(address, number, one=one)
            _receive(answer, file, address=address, list=one.list, progress=progress)
            found = {"file": file.name, "etag": answer.headers.get("ETag", ""), "modified": answer.headers.get("Last-Modified", "")}
            return found, True
    except urllib.error.HTTPError as error:
        if error.code == NOT_MODIFIED and mark:
            shutil.copy2(kept / mark["file"], new / mark["file"])
            return mark, False
        raise FeedError(f"{address}: the server answered {error.code} {error.reason}") from error
    except TimeoutError as error:
        raise FeedError(f"{address}: no answer within {timeout:g} seconds") from error
    except (urllib.error.URLError, HTTPException, OSError) as error:
        late = isinstance(getattr(error, "reason", None), TimeoutError)
        raise FeedError(f"{address}: {f'no answer within {timeout:g} seconds' if late else f'cannot be fetched ({error})'}") from error


def _receive(answer: HTTPResponse, file: Path, *, address: str, list: str, progress: Progress) -> None:
    expected = int(answer.headers.get("Content-Length") or 0)
    received, deadline = 0, time.monotonic() + LONGEST
    with file.open("wb") as stream:
        while chunk := answer.read1(CHUNK):  # not `read`, which waits for a whole chunk however slowly it comes
            received += len(chunk)
            if received > LARGEST:
                raise FeedError(f"{address}: more than {LARGEST:,} bytes")
            if time.monotonic() > deadline:
                raise FeedError(f"{address}: not whole after {LONGEST / 60:g} minutes, {received:,} bytes came")
            stream.write(chunk)
            progress(f"Fetching {list}", received, expected)
    if expected and received != expected:
        raise FeedError(f"{address}: {received:,} of {expected:,} bytes came; the file is truncated")


def _file_name(address: str, number: int, *, one: Fetch) -> str:
    """Return a name for a fetched file that says what it holds, as its reader asks."""
    name = PurePosixPath(unquote(urlsplit(address).path)).name
    suffix = SUFFIXES.get(one.form, ".csv")
    known: Sequence[str] = (suffix, ".csv", ".xlsx", ".json", ".jsonl")
    return name if name.lower().endswith(tuple(known)) and not name.startswith(".") else f"{one.list}-{number}{suffix}"
