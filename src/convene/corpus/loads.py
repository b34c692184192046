"""Open data taken in: each file one folder of tables, made beside what serves and put in its place
in one step.

A file is read as a stream, so that memory does not grow with it. Killed at any moment, the load
before it stays; what was half done is cleared away by the load itself where it can, otherwise by
the next one.
"""

import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import datetime
from hashlib import file_digest, sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from convene import disk
from convene.core.progress import Progress
from convene.core.records import Origin
from convene.corpus import listings, versions
from convene.corpus.executors import Here
from convene.corpus.listings import Listing
from convene.corpus.reading import Counted, taken_in
from convene.feeds import FeedError, fetching, opening, records

Refused = Callable[[str], None]
"""Told in one sentence why a file was not taken in."""
BUSY = "What is loaded is being changed by another command since {since}. This one changed nothing; try again when that one has ended."
FULL = (
    "The disk is full, so not everything was loaded. What served serves on, and files that were loaded whole stay loaded. Free some space "
    "where {folder} lies, then run the same command again: what has not changed is not read again."
)
LAYOUT = 5
"""Changes when the tables of a load change, so that a file is read again that was read otherwise.
"""


@dataclass(frozen=True, kw_only=True)
class Load:
    """One file that was taken in. `ignored` counts what the file holds that is not
    read, by name.
    """

    source: str
    form: str
    address: str
    name: str
    publisher: str
    title: str
    licence: str
    date: str
    loaded_at: str
    sha256: str
    activities: int
    mentions: int
    money: int
    set_aside: int
    ignored: dict[str, int]
    first_year: int | None
    last_year: int | None
    layout: int = LAYOUT
    question: str = ""
    """The guide's question that a list of members helps to answer."""
    replaced: str = ""
    """One sentence about the export that a newer one of the same list took the place of."""
    unexpected: str = ""
    """Where the file holds fewer or more records than files of its form do, one sentence that says
    so. It is taken in all the same: a small publisher's file may well be empty this year, and
    whoever loads it can judge that, but nobody may overlook it.
    """


def load(
    targets: Sequence[str],
    *,
    form: str | None,
    executor: Executor,
    progress: Progress,
    at: datetime,
    force: bool = False,
    refused: Refused | None = None,
    listing: Listing | None = None,
) -> tuple[Load, ...]:
    """Take in files, folders and addresses; `listing` says which list of members a file is. A file
    that has not changed since it was last taken in is not read again, unless forced.

    Raises FeedError at the first file that is refused; those before it stay loaded. Whoever gives
    `refused` is told instead, and the others are taken in: in a folder of hundreds, one may be
    broken. Raises FeedError at once where another load runs or the disk is full.
    """

    def refuse(error: FeedError) -> None:
        if refused is None or disk.full(error):
            raise error
        refused(str(error))

    with _explained(), _only(at=at):
        clean()
        try:
            with TemporaryDirectory(dir=root(), prefix=disk.NEW) as unpacked:
                files = opening.files(
                    targets,
                    into=Path(unpacked),
                    progress=progress,
                    downloads=disk.make(downloads()),
                    refused=refuse,
                )
                done = tuple(
                    _each(
                        files,
                        form=form,
                        executor=executor,
                        progress=progress,
                        at=at,
                        force=force,
                        refuse=refuse,
                        listing=listing,
                    )
                )
        except FeedError as error:
            if not isinstance(error, fetching.BrokeOff):  # from which the next load goes on
                shutil.rmtree(downloads(), ignore_errors=True)
            raise
        finally:
            clean()
    shutil.rmtree(downloads(), ignore_errors=True)
    return done


@contextmanager
def _only(*, at: datetime) -> Iterator[None]:
    """Let one command at a time change what is loaded, and say at once since when
    another one does.
    """
    try:
        with disk.first(root(), at=at):
            yield
    except disk.Busy as busy:
        raise FeedError(BUSY.format(since=busy.since)) from busy


@contextmanager
def _explained() -> Iterator[None]:
    """Say what is safe and what to do where the disk fills."""
    try:
        yield
    except Exception as error:
        if not disk.full(error):
            raise
        raise FeedError(FULL.format(folder=root())) from error


def _each(
    files: Iterable[opening.Opened],
    *,
    form: str | None,
    executor: Executor,
    progress: Progress,
    at: datetime,
    force: bool,
    refuse: opening.Refused,
    listing: Listing | None,
) -> Iterator[Load]:
    done: list[Load] = []
    for opened in files:
        try:
            listings.check_only(done, listing=listing, name=opened.name)
            loaded = _load(
                opened,
                form=form,
                executor=executor,
                progress=progress,
                at=at,
                force=force,
                listing=listing,
            )
            done.append(loaded)
            yield loaded
        except FeedError as error:
            refuse(error)


def loads() -> tuple[Load, ...]:
    """Return what is loaded, in the order of the names of the folders."""
    return tuple(meta(source) for source in _sources())


def forget(source: str, *, at: datetime) -> None:
    """Let a file go. Raises FeedError when it is not loaded, and at once where a load runs."""
    with _only(at=at):
        if source not in _sources():
            raise FeedError(f"Nothing is loaded under the name “{source[:60]}”.")
        shutil.rmtree(folder(source).rename(root() / f"{disk.NEW}{source}"))


def meta(source: str) -> Load:
    """Return what is known of a load."""
    return read(folder(source))


def read(folder: Path) -> Load:
    """Return what is known of the load in a folder, also of one made by another version of Convene,
    which may have known more.
    """
    stored = versions.known(folder)
    known = {field.name for field in fields(Load)}
    return Load(**{name: value for name, value in stored.items() if name in known})


def root() -> Path:
    """Return the folder of all loads; it need not exist yet."""
    return disk.data() / "corpus" / "loads"


def downloads() -> Path:
    """Return the folder of what is being fetched, so that a fetch that broke off goes on where it
    stopped.
    """
    return disk.data() / "corpus" / "downloads"


def folder(source: str) -> Path:
    """Return the folder of one load; in the instant in which another takes its place, or after a
    kill in it, the former.
    """
    return versions.placed(root(), source)


def clean() -> None:
    """Remove what a killed load left behind. Only whoever holds the lock may call this."""
    for source in _sources():
        folder(source).rename(root() / source)
    disk.clear(root(), keep=frozenset(_sources()))


def _sources() -> list[str]:
    return versions.names(root())


def _load(
    opened: opening.Opened,
    *,
    form: str | None,
    executor: Executor,
    progress: Progress,
    at: datetime,
    force: bool,
    listing: Listing | None,
) -> Load:
    form = form or (listings.FORM if listing else records.form_of(opened.path))
    listings.check(listing, form=form, name=opened.name)
    source = listings.source(listing) if listing else _source(opened, form=form)
    before = meta(source) if versions.held(root(), source) else None
    # Where workers will read a new file in parts, they may as well hash it and read its head;
    # no worker is started for less.
    asked = executor if before is None and records.divisible(form) else Here()
    hashing = asked.submit(_hash, opened.path)
    cited = listings.cited(listing, opened, before=before) if listing else None
    is_known = before and before.layout == LAYOUT and before.sha256 == hashing.result()
    if before and is_known and not force and (not cited or listings.is_as_before(before, cited)):
        return before
    origin = asked.submit(records.origin, opened.path, form=form)
    new = versions.new(root(), source)
    counted = taken_in(
        opened.path,
        name=opened.name,
        form=form,
        into=new,
        executor=executor,
        until=at.year,
        progress=progress,
    )
    loaded = _told(
        opened,
        counted,
        source=source,
        form=form,
        hashed=hashing.result(),
        origin=cited.origin if cited else origin.result(),
        question=cited.question if cited else "",
        replaced=listings.replaced(before) if cited and before and not is_known else "",
        at=at,
    )
    versions.supersede(new, loaded, name=source)
    return loaded


def _told(
    opened: opening.Opened,
    counted: Counted,
    *,
    source: str,
    form: str,
    hashed: str,
    origin: Origin,
    question: str,
    replaced: str,
    at: datetime,
) -> Load:
    counts = counted._asdict()
    newest = counts.pop("newest")
    return Load(
        source=source,
        form=form,
        address=origin.address or opened.address,
        name=opened.name,
        publisher=origin.publisher,
        title=origin.title,
        licence=origin.licence,
        date=origin.date or newest,
        loaded_at=at.isoformat(timespec="seconds"),
        sha256=hashed,
        **counts,
        question=question,
        replaced=replaced,
        unexpected=_unexpected(opened.name, counted.activities, form=form),
    )


def _unexpected(name: str, count: int, *, form: str) -> str:
    expect = records.source(form).expect
    if expect.min <= count <= expect.max:
        return ""
    bound = f"at least {expect.min:,}" if count < expect.min else f"at most {expect.max:,}"
    return f"{name} holds {count:,} records, where {bound} were expected: check that it is the file you meant."


def _source(opened: opening.Opened, *, form: str) -> str:
    """Return a name that a reader knows again, and that another file of the same name does not
    share.
    """
    words = re.sub(r"[^a-z0-9]+", "-", opened.name.lower().split(".")[0]).strip("-")[:40]
    return "-".join(
        part
        for part in (form, words, sha256(f"{form} {opened.address}".encode()).hexdigest()[:8])
        if part
    )


def _hash(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            return file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise FeedError(f"{file.name}: {error.strerror or 'the file cannot be read'}") from error
