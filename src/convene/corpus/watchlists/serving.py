"""Which lists serve, how old they are, and what changed in them since."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from convene.corpus.watchlists import entries, versions
from convene.feeds.watchlists import source


@dataclass(frozen=True, kw_only=True)
class ListState:
    """A list that serves. `date` is the day it is of, empty where nobody knows; `stale` says that
    it is older than its publisher's pace allows, or of a day that nobody knows, `few` that it holds
    fewer entries than it should.
    """

    list: str
    date: str
    entries: int
    loaded_at: str
    stale: bool
    version: str
    title: str
    few: bool


def state(*, on: date | None = None) -> tuple[ListState, ...]:
    """Return the lists that serve, with their age on a day (today)."""
    now, day = versions.current(), on or today()
    return tuple(_state(list, now.version(list), on=day) for list in sorted(now.lists))


def hashes(list: str, version: str) -> tuple[str, ...]:
    """Return the SHA-256 hashes of the files that a version of a list was read from."""
    return tuple(sorted(versions.meta(list, version).files.values()))


def today() -> date:
    """Return today in UTC, by which lists grow old and periods end."""
    return datetime.now(UTC).date()


def pointer() -> str:
    """Return what tells the lists that serve now from those of any other time."""
    return versions.current().index


def changed_since(list: str, version: str) -> set[str]:
    """Return the ids of entries that were added, removed or changed after a version; all ids when
    that version is not known.
    """
    serving, changed = versions.current().version(list), set[str]()
    if not serving:
        return changed
    later = serving
    while later != version:
        step = versions.differences(list, later)
        if step is None or not step.previous:
            return changed | entries.hashes(versions.folder(list) / serving).keys()
        changed |= {*step.added, *step.removed, *step.changed}
        later = step.previous
    return changed


def _state(list: str, version: str, *, on: date) -> ListState:
    meta = versions.meta(list, version)
    publisher = source(meta.form)
    return ListState(
        list=list,
        date=meta.date,
        entries=meta.entries,
        loaded_at=meta.loaded_at,
        stale=_is_old(meta.date, on=on, after=publisher.stale_after),
        version=version,
        title=publisher.title,
        few=meta.few,
    )


def _is_old(day: str, *, on: date, after: int) -> bool:
    """Say whether a list is older than it may be; one whose day nobody knows counts as old."""
    return not day or (on - date.fromisoformat(day)).days > after
