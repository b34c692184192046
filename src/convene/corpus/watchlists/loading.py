"""A list taken in: read beside what serves, held against it, indexed, and put in its place in one
step. Killed at any moment, the old one serves.

The steps, each whole before the next: entries, their differences, the index over all lists, the
pointer. Only the pointer shows.
"""

import re
import shutil
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from hashlib import file_digest
from pathlib import Path

from convene import disk
from convene.core.aliases import spread
from convene.core.progress import Progress
from convene.corpus.versions import name, new, settle
from convene.corpus.watchlists import entries, names, versions
from convene.corpus.watchlists.versions import Current, Differences, Meta
from convene.feeds import FeedError, watchlists

LIST_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,40}")
READING = 4
"""Changes when the same files are read otherwise, so that they are taken in again."""
LARGEST_DROP = 0.5
"""Share of its entries that a list may lose from one version to the next without anyone saying so.
"""
WAITING = "Waiting until another command has changed the lists"
SHOWN = 20
"""Rows set aside that are kept in words."""


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """A list that was taken in, or, when nothing in its files had changed, left as it is."""

    meta: Meta
    differences: Differences
    unchanged: bool = False


def load(
    files: Sequence[Path],
    *,
    form: str,
    list: str,
    at: datetime,
    day: date | None = None,
    fetched: bool = False,
    force: bool = False,
    progress: Progress,
) -> Loaded:
    """Take a list in and let it serve. It is of the day given, else of the one it states, else of
    the day it was `fetched` from its publisher; nobody knows otherwise. Raises FeedError when it is
    refused; what served before then serves on.
    """
    if not LIST_NAME.fullmatch(list):
        raise FeedError(
            f"“{list[:60]}” is no name for a list: small letters, digits and hyphens only"
        )
    with _alone(progress):
        versions.clean()
        before = versions.current()
        dated = _dated(files, form=form, given=day, today=at.date(), fetched=fetched)
        about = _meta(files, form=form, list=list, at=at, dated=dated)
        about = replace(about, previous=before.version(list))
        if same := _same(about, force=force):
            return same
        try:
            return _take_in(files, about, before=before, force=force, progress=progress)
        finally:
            versions.clean()


def rollback(list: str, *, at: datetime, progress: Progress) -> Meta:
    """Let the version before the serving one serve again, as a version of its own. Raises FeedError
    when there is none.
    """
    with _alone(progress):
        versions.clean()
        before = versions.current()
        serving, earlier = before.version(list), before.of(list).earlier()
        if not earlier:
            raise FeedError(f"There is no earlier version of the list “{list}”.")
        version = name(at, within=versions.folder(list))
        about = replace(
            versions.meta(list, earlier[0]),
            version=version,
            previous=serving,
            loaded_at=at.isoformat(timespec="microseconds"),
        )
        folder = new(versions.folder(list), version)
        shutil.copyfile(versions.folder(list) / earlier[0] / entries.FILE, folder / entries.FILE)
        _settle(folder, about)
        _serve(
            replace(before, lists={**before.lists, list: (version, *earlier[1:])}),
            at=at,
            progress=progress,
        )
        return about


def remove(list: str, *, at: datetime, progress: Progress) -> None:
    """Let a list serve no longer. Raises FeedError when it does not."""
    with _alone(progress):
        before = versions.current()
        if list not in before.lists:
            raise FeedError(f"There is no list “{list}”.")
        _serve(
            replace(
                before, lists={name: kept for name, kept in before.lists.items() if name != list}
            ),
            at=at,
            progress=progress,
        )


def _alone(progress: Progress) -> AbstractContextManager[None]:
    return disk.alone(versions.root(), waiting=lambda: progress(WAITING, 0, 0))


def _take_in(
    files: Sequence[Path], about: Meta, *, before: Current, force: bool, progress: Progress
) -> Loaded:
    list_, version = about.list, about.version
    folder = new(versions.folder(list_), version)
    asides, notes = list[str](), list[str]()
    telling = watchlists.Telling(aside=asides.append, note=notes.append)
    read = map(spread, watchlists.read(files, form=about.form, list=list_, telling=telling))
    count, named = entries.write(folder, read, list=list_, note=notes.append, progress=progress)
    about = replace(about, entries=count, names=named, set_aside=len(asides), noted=len(notes))
    about = replace(about, asides=tuple(asides[:SHOWN]), notes=tuple(notes[:SHOWN]))
    about = _checked(about, before=before, force=force)
    differences = _settle(folder, about)
    kept = before.of(list_).then(version).kept
    _serve(
        replace(before, lists={**before.lists, list_: kept}),
        at=datetime.fromisoformat(about.loaded_at),
        progress=progress,
    )
    return Loaded(meta=about, differences=differences)


def _settle(folder: Path, about: Meta) -> Differences:
    """Give a version its place and write down what it changed."""
    settle(folder, about, name=about.version)
    return _keep_differences(about.list, about.version, previous=about.previous)


def _serve(after: Current, *, at: datetime, progress: Progress) -> None:
    """Build the index over what is to serve, let it serve, and then clear away what no
    longer does.
    """
    index = name(at, within=versions.indexes())
    folder = new(versions.indexes(), index)
    serving = {list_: after.version(list_) for list_ in after.lists}
    names.build(folder, serving, progress=progress)
    disk.settle(folder, name=index)
    versions.swap(replace(after, index=index))
    versions.clean()


def _dated(
    files: Sequence[Path], *, form: str, given: date | None, today: date, fetched: bool
) -> tuple[str, str]:
    """Return of which day a list is, and who says so; nothing where nobody does. The day on which a
    file was copied says nothing, and neither does one still to come, which would never grow old.
    Raises FeedError.
    """
    latest = (today + timedelta(days=1)).isoformat()  # somewhere it is tomorrow already
    if given and given.isoformat() > latest:
        raise FeedError(f"The day given, {given.isoformat()}, is still to come.")
    if given:
        return given.isoformat(), "given"
    stated = watchlists.dated(files, form=form)
    if stated and stated <= latest:
        return stated, "list"
    return (today.isoformat(), "fetched") if fetched else ("", "")


def _meta(
    files: Sequence[Path], *, form: str, list: str, at: datetime, dated: tuple[str, str]
) -> Meta:
    day, by = dated
    return Meta(
        list=list,
        version=name(at, within=versions.folder(list)),
        form=form,
        date=day,
        dated_by=by,
        loaded_at=at.isoformat(timespec="microseconds"),
        entries=0,
        names=0,
        set_aside=0,
        files=hashes(files),
        previous="",
        few=False,
        reading=READING,
    )


def hashes(files: Sequence[Path]) -> dict[str, str]:
    """Return the hash of each file by its name, or by its whole path where two are called the same.
    Raises FeedError.
    """
    called = [file.name for file in files]
    return {file.name if called.count(file.name) == 1 else str(file): _hash(file) for file in files}


def _hash(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            return file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise FeedError(f"{file}: {error.strerror}") from error


def _made_of(about: Meta) -> tuple[object, ...]:
    return (about.form, sorted(about.files.values()), about.date, about.reading)


def _same(about: Meta, *, force: bool) -> Loaded | None:
    """Return the serving version when it was made of the very same files."""
    if not about.previous or force:
        return None
    serving = versions.meta(about.list, about.previous)
    if _made_of(serving) != _made_of(about):
        return None
    return Loaded(
        meta=serving,
        differences=Differences(previous=about.previous, added=(), removed=(), changed=()),
        unchanged=True,
    )


def _checked(about: Meta, *, before: Current, force: bool) -> Meta:
    """Refuse a list that is empty, or so small or large that it can hardly be whole."""
    expect, files = watchlists.source(about.form).expect, " and ".join(about.files)
    if about.entries == 0:
        raise FeedError(f"{files}: no entry was found; the file is empty or of another kind")
    if force:
        return replace(about, few=about.entries < expect.min)
    if about.entries > expect.max:
        raise FeedError(
            f"{files}: {about.entries:,} entries, more than the {expect.max:,} that such a list may hold; --force loads it all the same"
        )
    served = versions.meta(about.list, about.previous).entries if before.version(about.list) else 0
    if about.entries < served * (1 - LARGEST_DROP):
        raise FeedError(
            f"{files}: {about.entries:,} entries, and the list that serves now has {served:,}; "
            "the file may be truncated. Nothing was changed; --force loads it all the same"
        )
    return replace(about, few=about.entries < expect.min)


def _keep_differences(list: str, version: str, *, previous: str) -> Differences:
    old: Mapping[str, str] = {}
    with suppress(FileNotFoundError):
        old = entries.hashes(versions.folder(list) / previous) if previous else {}
    new = entries.hashes(versions.folder(list) / version)
    differences = Differences(
        previous=previous,
        added=tuple(sorted(new.keys() - old.keys())),
        removed=tuple(sorted(old.keys() - new.keys())),
        changed=tuple(sorted(id for id in new.keys() & old.keys() if new[id] != old[id])),
    )
    versions.keep_differences(list, version, differences)
    return differences
