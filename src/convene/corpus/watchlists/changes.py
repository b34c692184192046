"""What a change of the lists may concern, so that only those are looked up again.

They are looked for among the names of the changed entries alone, where a piece of a name is rarer
than among all names. A test holds what is found on OFAC's lists of 2019 and 2021 to what a look at
everybody finds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from convene import matching
from convene.core.watchlists import Query
from convene.corpus.watchlists import screening, serving, versions
from convene.corpus.watchlists.names import as_compared
from convene.corpus.watchlists.numbers import key
from convene.corpus.watchlists.wordings import wordings

MOST = 5_000
"""Changed entries above which everyone is looked up again: a second index over so many would cost
as much.
"""


@dataclass(frozen=True, kw_only=True)
class Changes:
    """The entries that were added, changed or removed since certain versions of the lists."""

    entries: frozenset[tuple[str, str]]
    index: matching.Index | None
    identifiers: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.entries)

    def concern(self, asked: Sequence[Sequence[Query]]) -> list[bool]:
        """Say for each of several groups of queries whether a changed entry may be what one of them
        asks for.
        """
        if self.index is None:
            return [len(self.entries) > MOST for _ in asked]
        every = [[wordings(query) for query in group] for group in asked]
        every_name = [part.query.as_name() for group in every for parts in group for part in parts]
        hits = matching.search_many(self.index, every_name, limit=1)
        near = [[bool(next(hits)) for parts in group for _ in parts] for group in every]
        numbered = [any(map(self._has_number, group)) for group in asked]
        return [any(names) or number for names, number in zip(near, numbered, strict=True)]

    def _has_number(self, query: Query) -> bool:
        return not self.identifiers.isdisjoint(filter(None, map(key, query.identifiers)))


def since(seen: Mapping[str, str]) -> Changes:
    """Return what differs between the versions of lists that somebody saw and those that serve. A
    list not seen counts whole.
    """
    return _since(tuple(sorted(seen.items())), str(versions.root()), serving.pointer())


@lru_cache(maxsize=4)
def _since(
    seen: tuple[tuple[str, str], ...], _root: str, _serving: str
) -> Changes:  # what serves makes the cache forget
    before = dict(seen)
    lists = [(watchlist.list, before.get(watchlist.list, "")) for watchlist in serving.state()]
    ids = frozenset(
        (list, id) for list, version in lists for id in serving.changed_since(list, version)
    )
    if not ids or len(ids) > MOST:
        return Changes(entries=ids, index=None, identifiers=frozenset())
    there = [entry for list, id in sorted(ids) if (entry := screening.entry(list, id))]
    numbers = frozenset(
        known for entry in there for _, value in entry.identifiers if (known := key(value))
    )
    return Changes(
        entries=ids,
        index=matching.index([name for entry in there for name in as_compared(entry)]),
        identifiers=numbers,
    )
