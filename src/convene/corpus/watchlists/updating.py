"""Lists fetched from where someone said they lie. Nothing is fetched unless an address is
configured.
"""

import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from convene import disk
from convene.core.progress import Progress
from convene.corpus.watchlists import versions
from convene.corpus.watchlists.loading import LIST_NAME, Loaded, hashes, load
from convene.feeds import FeedError, watchlists
from convene.feeds.fetching import WAIT, fetch
from convene.packs.read import ReadError, fit, parse_file

LARGEST = 4_000_000_000
"""Bytes of one file."""
LONGEST = 1800.0
"""Seconds that one file may take in all: a server that sends a byte a minute never times out
otherwise.
"""
TAKEN = "taken.json"
"""The hashes of the files that were last loaded."""
SUFFIXES = {
    "un": ".xml",
    "eu": ".xml",
    "seco": ".xml",
    "worldbank": ".xlsx",
    "idb": ".xlsx",
    "australia": ".xlsx",
    "ftm": ".json",
}


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
    """Return the file that says where lists lie: CONVENE_WATCHLISTS, or watchlists.yaml in the data
    folder.
    """
    return Path(os.environ.get("CONVENE_WATCHLISTS") or disk.data() / "watchlists.yaml")


def configured() -> tuple[Fetch, ...]:
    """Return the lists to fetch, none when nothing is configured. Raises FeedError."""
    file = config_file()
    if not file.exists():
        return ()
    try:
        lists = fit(parse_file(file), Config).lists
    except (ReadError, OSError) as error:
        raise FeedError(f"{file.name}: {error}") from error
    names = [wanted.list for wanted in lists]
    for wanted in lists:
        if not LIST_NAME.fullmatch(wanted.list):
            raise FeedError(
                f"{file.name}: “{wanted.list[:60]}” is no name for a list: small letters, digits and hyphens only"
            )
        if names.count(wanted.list) > 1:
            raise FeedError(
                f"{file.name}: {wanted.list}: this list stands twice; give all its addresses in one place"
            )
        if wanted.form not in watchlists.FORMS:
            raise FeedError(
                f"{file.name}: {wanted.list}: the form “{wanted.form[:40]}” is not known. Known: {', '.join(watchlists.FORMS)}"
            )
        if not wanted.addresses or any(
            urlsplit(address).scheme not in {"http", "https"} for address in wanted.addresses
        ):
            raise FeedError(
                f"{file.name}: {wanted.list}: give at least one address, starting with https:// or http://"
            )
    return lists


def update(
    wanted: Fetch, *, at: datetime, timeout: float, force: bool = False, progress: Progress
) -> Loaded | None:
    """Fetch a list, each file within `timeout` seconds, and load it; None when these very files
    were loaded before. Raises FeedError; what served then serves on.

    A list that was rolled back stays so until its publisher changes it; one that was removed is
    loaded again.
    """
    kept = versions.fetched() / wanted.list
    with disk.alone(
        kept,
        waiting=lambda: progress(f"Waiting until another command has fetched {wanted.list}", 0, 0),
    ):
        files = [
            fetch(
                address,
                into=kept,
                progress=progress,
                name=_name(address, wanted=wanted),
                wait=min(timeout, WAIT),
                longest=timeout,
                largest=LARGEST,
            )
            for address in wanted.addresses
        ]
        disk.clear(kept, keep=frozenset(file.parent.name for file in files))
        if versions.current().version(wanted.list) and hashes(files) == _taken(kept):
            return None
        loaded = load(
            files,
            form=wanted.form,
            list=wanted.list,
            at=at,
            fetched=True,
            force=force,
            progress=progress,
        )
        disk.write(kept / TAKEN, json.dumps(loaded.meta.files))
        return loaded


def _taken(kept: Path) -> dict[str, str]:
    try:
        files: dict[str, str] = json.loads((kept / TAKEN).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return files


def _name(address: str, *, wanted: Fetch) -> str:
    """Return a name for a fetched file that says what it holds, as its reader asks; nothing where
    the address says it.
    """
    suffix = SUFFIXES.get(wanted.form, ".csv")
    known = (suffix, ".csv", ".xlsx", ".json", ".jsonl", ".xml")
    return "" if urlsplit(address).path.lower().endswith(known) else f"{wanted.list}{suffix}"
