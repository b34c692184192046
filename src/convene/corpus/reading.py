"""One file read into tables on the disk: a part at a time, so that memory stays the same whatever
its size.

A form whose files can be divided is read in parts by whatever the executor gives; the others are
read here, as a stream.
"""

import gc
from collections import Counter, deque
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path
from typing import NamedTuple, Self

import pyarrow as pa
import pyarrow.parquet as pq

from convene.core.progress import Progress
from convene.core.records import SetAside
from convene.corpus import tables
from convene.corpus.tables import Tables
from convene.feeds import records
from convene.feeds.parts import Part

AT_ONCE = 2_000
"""Activities that a stream turns into tables at once."""
AHEAD = 16
"""Parts under way at once, read or waiting for those before them: what bounds the memory."""
ROWS = 25_000
"""Rows of money or mentions after which what was read is written: one row group."""
FIRST_YEAR = 1900
"""A year before this is a slip, and says nothing of what a file covers."""


class Counted(NamedTuple):
    """What a file was found to hold. Years are those of money and of beginnings, without what is
    yet to come.
    """

    activities: int
    mentions: int
    money: int
    set_aside: int
    ignored: dict[str, int]
    first_year: int | None
    last_year: int | None
    newest: str
    """The last day on which one of its activities was changed, ISO 8601, if they say."""


class Piece(NamedTuple):
    """What one part of a file gave. `end` says how far into the file it reaches: bytes, or
    activities where bytes are not known.
    """

    tables: Tables
    set_aside: list[SetAside]
    ignored: Counter[str]
    end: int = 0


def taken_in(
    path: Path,
    *,
    name: str,
    form: str,
    into: Path,
    executor: Executor,
    until: int,
    progress: Progress,
) -> Counted:
    """Write the four tables of a file into a folder. `until` is the last year that is no plan.
    Raises FeedError when it is refused.
    """
    size = path.stat().st_size if records.divisible(form) else 0
    pieces = (
        _divided(path, form=form, executor=executor)
        if records.divisible(form)
        else _streamed(path, form=form)
    )
    with Writer(into, until=until) as writer:
        for piece in pieces:
            writer.add(piece)
            progress(name, piece.end, size)
    return writer.counted


def _divided(path: Path, *, form: str, executor: Executor) -> Iterator[Piece]:
    """Yield the pieces in the file's order, however many are read at once."""
    under_way: deque[Future[Piece]] = deque()
    try:
        for part in records.parts(path, form=form):
            under_way.append(executor.submit(read_part, path, form=form, part=part))
            while under_way and (under_way[0].done() or len(under_way) >= AHEAD):
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
    finally:
        for future in under_way:
            future.cancel()


def read_part(path: Path, *, form: str, part: Part) -> Piece:
    """Read one part of a file; this is what a worker does."""
    aside: list[SetAside] = []
    ignored: Counter[str] = Counter()
    with _uncollected():
        activities = list(
            records.read_part(path, form=form, part=part, aside=aside.append, ignored=ignored)
        )
        return Piece(tables.batch(activities), aside, ignored, part.end)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Look for no garbage meanwhile, nor later in what is then held: rows hold no circles, and to
    look again and again takes a third of the time.
    """
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if before:
            gc.enable()


def _streamed(path: Path, *, form: str) -> Iterator[Piece]:
    aside: list[SetAside] = []
    stream, done = records.read(path, form=form, aside=aside.append), 0
    while some := list(islice(stream, AT_ONCE)):
        done += len(some)
        yield Piece(tables.batch(some), aside.copy(), Counter(), done)
        aside.clear()
    yield Piece(tables.batch(()), aside, Counter(), done)


class Writer:
    """Writes pieces one after another, with the rows of activities counted through."""

    def __init__(self, into: Path, *, until: int) -> None:
        """Begin the four files of a load in an empty folder."""
        self._open = ExitStack()
        schemas = {
            "activities": tables.ACTIVITIES,
            "mentions": tables.MENTIONS,
            "money": tables.MONEY,
            "set_aside": tables.SET_ASIDE,
        }
        self._files = {
            name: self._open.enter_context(
                pq.ParquetWriter(
                    into / f"{name}.parquet", schema, compression="zstd", compression_level=1
                )
            )
            for name, schema in schemas.items()
        }
        self._until = until
        self._waiting: list[Tables] = []
        self._rows: Counter[str] = Counter()
        self._ignored: Counter[str] = Counter()
        self._years: list[int] = []
        self._newest = ""

    def __enter__(self) -> Self:
        """Write until the end of the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Write what waits and end the files."""
        self._write()
        self._open.close()

    @property
    def counted(self) -> Counted:
        """What was written."""
        rows, ignored = self._rows, dict(sorted(self._ignored.items()))
        first, last = (min(self._years), max(self._years)) if self._years else (None, None)
        return Counted(
            rows["activities"],
            rows["mentions"],
            rows["money"],
            rows["set_aside"],
            ignored,
            first,
            last,
            self._newest,
        )

    def add(self, piece: Piece) -> None:
        """Write a piece, together with those before it when they are many rows."""
        shifted = tables.shifted(piece.tables, self._rows["activities"])
        self._waiting.append(shifted)
        self._rows.update({name: table.num_rows for name, table in shifted._asdict().items()})
        self._rows["set_aside"] += len(piece.set_aside)
        self._ignored += piece.ignored
        self._newest = max(self._newest, tables.newest(shifted, until=self._until))
        self._years += tables.years(shifted, first=FIRST_YEAR, last=self._until)
        if piece.set_aside:
            self._files["set_aside"].write_table(tables.set_aside(piece.set_aside))
        if sum(batch.mentions.num_rows + batch.money.num_rows for batch in self._waiting) >= ROWS:
            self._write()

    def _write(self) -> None:
        for name in Tables._fields:
            if pieces := [getattr(batch, name) for batch in self._waiting]:
                self._files[name].write_table(pa.concat_tables(pieces))
        self._waiting.clear()
