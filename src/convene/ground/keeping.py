"""What is kept until its day, and what may be held: each app names its own kinds of record.

An app with records that have a clock says in its `keeping.py`, which its `apps.py` reads:

    keeping.keep(Kept(code="vetting.case", title=_("Cases of due diligence"), due=..., ...))
    keeping.hold(Holdable(code="vetting.case", title=_("A case"), find=..., lock=...))
    keeping.bar("vetting.case", may_judge)
    keeping.work("vetting.case", worked_on)
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from convene.ground.changes import Person

Words = Any
Key = tuple[str, str]
"""A record, by its kind and its plain key."""
Under = Mapping[str, Collection[UUID]]
"""Records that may be held, by their kind."""


def plain(key: object) -> str:
    """Return a key as it is written down where records of any kind are."""
    return str(key).replace("-", "")


@dataclass(frozen=True, kw_only=True)
class Due:
    """A record that is past its day: since when it is closed, until when it was kept, and what goes
    with it. While it is `held`, or another record rests on it, it stays.
    """

    record: UUID
    name: str
    closed: date
    kept_until: date
    also: tuple[Key, ...] = ()
    held: bool = False

    @property
    def key(self) -> str:
        return plain(self.record)

    def keys(self, kind: str) -> tuple[Key, ...]:
        """Return the record, which is of this kind, and what goes with it."""
        return (kind, self.key), *self.also


@dataclass(frozen=True, kw_only=True)
class Gone:
    """What was disposed of: how many of what, and hashes of it."""

    counts: Mapping[str, int]
    hashes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A kind of record with a clock.

    `due` is given the years and the day; `under` returns what keeps these while it is held, by its
    kind; `may` raises Barred where somebody must not dispose of these; `dispose` deletes them for
    good, in the transaction of whoever agreed, and `left` says how many files of what was disposed
    of at a moment are still to be removed.
    """

    code: str
    title: Words
    due: Callable[[int, date], Iterable[Due]]
    dispose: Callable[[Collection[UUID], Person, datetime], Gone]
    under: Callable[[Collection[UUID]], Under] = lambda _records: {}
    may: Callable[[Collection[UUID], Person], None] = lambda _records, _by: None
    left: Callable[[datetime], int] = lambda _at: 0


@dataclass(frozen=True, kw_only=True)
class Holdable:
    """A kind of record that may be held: how one is found by its key, and where it is read.

    `lock` is given keys and keeps these records, and what is one with them, as they are until the
    transaction ends; whoever holds and whoever disposes lock first. It returns those it found.
    """

    code: str
    title: Words
    find: Callable[[UUID], Any]
    lock: Callable[[Collection[UUID]], Collection[UUID]]
    address: Callable[[UUID], str]


Works = Callable[[Collection[UUID], Any], Collection[UUID]]


@dataclass
class _Named:
    kept: dict[str, Kept] = field(default_factory=dict)
    holdable: dict[str, Holdable] = field(default_factory=dict)
    bars: dict[str, Callable[[UUID, Person], None]] = field(default_factory=dict)
    works: dict[str, list[Works]] = field(default_factory=dict)


class Barred(Exception):
    """Somebody must not dispose of a record, nor say of it what is held; `what` says which."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


NAMED = _Named()


def keep(kind: Kept) -> None:
    NAMED.kept[kind.code] = kind


def hold(kind: Holdable) -> None:
    NAMED.holdable[kind.code] = kind


def bar(code: str, may: Callable[[UUID, Person], None]) -> None:
    """Say what raises Barred where somebody must not decide about a hold on a kind of record."""
    NAMED.bars[code] = may


def work(code: str, works: Works) -> None:
    """Say what returns those of some records of a kind on which somebody works: they are told of a
    hold. Several apps may say it of one kind.
    """
    NAMED.works.setdefault(code, []).append(works)


def lock(under: Under) -> None:
    """Lock records that may be held, always in the same order of kinds."""
    for code in sorted(under):
        NAMED.holdable[code].lock(under[code])
