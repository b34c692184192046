"""Screening: whom do the lists that serve name? Finds alerts for people to decide on, never a
verdict.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial
from itertools import islice
from typing import cast

from convene import matching
from convene.core.diligence import Source
from convene.core.names import Band, Name
from convene.core.reasons import Later, Reason
from convene.core.watchlists import (
    ASKED_AS,
    Entry,
    Kind,
    Match,
    Matches,
    Quality,
    Query,
    cautions,
    ended,
    lowered_part,
    settled,
    weighed,
)
from convene.corpus.watchlists import entries, versions
from convene.corpus.watchlists.beside import Beside, beside
from convene.corpus.watchlists.names import Names, Whose
from convene.corpus.watchlists.serving import today
from convene.corpus.watchlists.wordings import Wording, wordings
from convene.packs.diligence import preset

BATCH = 512
PATIENCE_WITH_PARTS = 4
"""Entries in a row that are no alert after which no more are looked at for a part of a name that
may be none.
"""
LIMIT = 10
"""Entries that are shown of one name where nobody asks for another number."""


def screen(query: Query, *, limit: int | None = LIMIT, on: date | None = None) -> Matches:
    """Return the entries that may be the one asked about, best first, weak ones too; none when no
    list is loaded.
    """
    return next(screen_many([query], limit=limit, on=on))


def screen_many(
    queries: Iterable[Query], *, limit: int | None = LIMIT, on: date | None = None
) -> Iterator[Matches]:
    """Answer query after query, in their order. All are asked of the lists that serve when the
    first is, as they stand on a day (today). A limit counts entries and says what it left out; None
    leaves nothing out.
    """
    opened, read = _opened(), iter(queries)
    day = (on or today()).isoformat()
    while batch := list(islice(read, BATCH)):
        if opened is None:
            yield from (Matches() for _ in batch)
            continue
        asked = [wordings(query) for query in batch]
        sure = _near(opened, asked, split=False, patience=matching.PATIENCE)
        split = _near(opened, asked, split=True, patience=PATIENCE_WITH_PARTS)
        for own in asked:
            hits = [(part, hit) for part in own for hit in next(split if part.split else sure)]
            yield _matches(opened, own[0].query, hits, limit=limit, day=day)


def entry(list: str, id: str) -> Entry | None:
    """Return an entry of a list as it serves."""
    row = _row(list, id)
    return entries.from_text(row[1]) if row else None


def fingerprint(list: str, id: str) -> str:
    """Return a hash of an entry's content, which changes when anything in the entry does; nothing
    when it is not listed.
    """
    row = _row(list, id)
    return row[0] if row else ""


@dataclass(frozen=True, kw_only=True)
class _Opened:
    names: Names
    bases: dict[str, sqlite3.Connection]
    dates: dict[str, str]
    background: dict[str, Source]
    """Lists that stop nothing, by their names."""


def _opened() -> _Opened | None:
    for last in (False, True):
        now = versions.current()
        if not now.index:
            return None
        try:
            return _open(str(versions.indexes()), now.index)
        except (
            FileNotFoundError,
            matching.IndexBroken,
            sqlite3.OperationalError,
        ):  # replaced in this very moment: look again
            if last:
                raise
    return None


@lru_cache(maxsize=2)
def _open(_root: str, index: str) -> _Opened:
    names = Names(versions.indexes() / index)
    return _Opened(
        names=names,
        bases={
            list: entries.opened(versions.folder(list) / version)
            for list, version in names.lists.items()
        },
        dates={list: versions.meta(list, version).date for list, version in names.lists.items()},
        background={source.id: source for source in preset().sources},
    )


def _row(list: str, id: str) -> tuple[str, str] | None:
    opened = _opened()
    if opened is None or list not in opened.bases:
        return None
    row: tuple[str, str] | None = (
        opened.bases[list].execute("SELECT hash, body FROM entry WHERE id = ?", (id,)).fetchone()
    )
    return row


def _near(
    opened: _Opened, asked: Sequence[Sequence[Wording]], *, split: bool, patience: int
) -> Iterator[list[matching.Hit]]:
    """Return what is near each wording that a mere sign parts from its name, or near each other."""
    names = [part.query.as_name() for own in asked for part in own if part.split == split]
    return matching.search_groups(
        opened.names.index, names, groups=opened.names.entries, patience=patience
    )


def _matches(
    opened: _Opened,
    query: Query,
    hits: Sequence[tuple[Wording, matching.Hit]],
    *,
    limit: int | None,
    day: str,
) -> Matches:
    """Turn names found into entries found: alerts before weak likenesses, the nearest first."""
    whole = _with_identifier(opened, query, [hit for part, hit in hits if part.way == "whole"])
    names = opened.names.index.names
    likely = [
        *((Wording(query=query), hit) for hit in whole),
        *(
            near
            for near in hits
            if near[0].way != "whole" and near[0].may_be(names[near[1].position])
        ),
    ]
    nearest = dict[int, _Listing]()
    near = (_listing(opened, wording, hit, day=day) for wording, hit in likely)
    for listing in sorted(near, key=_Listing.order):
        nearest.setdefault(opened.names.entries[listing.hit.position], listing)
    listings = list(nearest.values())
    shown = listings[:limit]
    cut = listings[len(shown) :]
    return Matches(
        shown=tuple(_match(opened, listing, day=day) for listing in shown),
        more=sum(listing.band != "weak" for listing in cut),
    )


def _as_listed(opened: _Opened, query: Query, hit: matching.Hit) -> matching.Hit:
    """Where the asker does not say whether a person or an organisation is meant, compare as if it
    were what the entry is.

    Persons' names are read otherwise than organisations': in one “Abu” is a word of the name, in
    the other it may be left out.
    """
    name = opened.names.index.names[hit.position]
    if query.schema != "unknown" or name.schema == "unknown":
        return hit
    score = matching.score(replace(query.as_name(), schema=name.schema), name)
    return hit if score <= hit.score else matching.Hit(position=hit.position, score=score)


def _with_identifier(
    opened: _Opened, query: Query, hits: Sequence[matching.Hit]
) -> list[matching.Hit]:
    """Put before the names found those whose entry carries the identifier asked for, whatever their
    name.
    """
    carrying = opened.names.with_identifiers(query.identifiers)
    first = [
        matching.Hit(position=position, score=_as_agreeing(opened, query, position))
        for position in carrying
    ]
    return [*first, *(hit for hit in hits if hit.position not in carrying)]


def _as_agreeing(opened: _Opened, query: Query, position: int) -> float:
    """Return how near a name is whose entry carries a number asked for, however it is written."""
    name = opened.names.index.names[position]
    asked = replace(query.as_name(), identifiers=name.identifiers)
    return max(matching.POSSIBLE, matching.score(asked, name))


@dataclass(frozen=True, kw_only=True)
class _Listing:
    """An entry that came near, before it is told why."""

    asked: Wording
    hit: matching.Hit
    whose: Whose
    band: Band
    beside: Beside | None
    """None where only a name was asked for, and it is but weakly alike."""
    settled: tuple[Reason, ...]

    def order(self) -> tuple[bool, bool, float, str, str]:
        """What stands before what: alerts first, of them those that more than a name speaks for,
        then the nearest.
        """
        place = (self.whose.list, self.whose.entry)
        agrees = self.beside is not None and self.beside.agrees
        return (self.band == "weak", not agrees, -self.hit.score, *place)


def _listing(opened: _Opened, wording: Wording, near: matching.Hit, *, day: str) -> _Listing:
    query, hit = wording.query, _as_listed(opened, wording.query, near)
    whose, name = opened.names.whose(hit.position), opened.names.index.names[hit.position]
    is_likely = matching.band(hit.score) != "weak"
    asks_more = bool(query.born or query.identifiers)
    entry = _about(opened, whose) if is_likely or asks_more else None
    known = beside(query, entry, score=hit.score, day=day) if entry else None
    part, why_part = lowered_part(
        matching.band(hit.score), way=wording.way, agrees=wording.agrees(name)
    )
    band, why = settled(
        part,
        asked=query.schema,
        quality=cast("Quality", whose.quality),
        topics=whose.topics,
        birth=known.birth if known else "",
        over=known.over if known else "",
        number=bool(known and known.numbers),
    )
    background = opened.background.get(whose.list)
    return _Listing(
        asked=wording,
        hit=hit,
        whose=whose,
        band=weighed(band, most=background.most) if background else band,
        beside=known,
        settled=(
            *(known.why if known else ()),
            *why_part,
            *why,
            *((Reason(background.caution),) if background else ()),
        ),
    )


def _about(opened: _Opened, whose: Whose) -> entries.About:
    if whose.about:
        return entries.about(whose.about)
    row = opened.bases[whose.list].execute("SELECT body FROM entry WHERE id = ?", (whose.entry,))
    return entries.about(row.fetchone()[0])


def _match(opened: _Opened, listing: _Listing, *, day: str) -> Match:
    name = opened.names.index.names[listing.hit.position]
    whose, known = listing.whose, listing.beside
    entry = known.entry if known else _about(opened, whose)
    return Match(
        list=whose.list,
        list_date=opened.dates[whose.list],
        entry=whose.entry,
        name=name.text,
        score=listing.hit.score,
        band=listing.band,
        why=Later(partial(_why, listing, name)),
        kind=_kind(opened, whose, until=entry.until, day=day),
        countries=entry.countries,
        born=entry.born,
        identifiers=entry.identifiers,
        until=entry.until,
        facts=entry.facts,
    )


def _why(listing: _Listing, name: Name) -> tuple[Reason, ...]:
    """Say why a name was shown: how alike it is, then what the list says beside it."""
    asked, known = listing.asked.query.as_name(), listing.beside
    if asked.schema == "unknown":
        asked = replace(asked, schema=name.schema)
    if known and known.numbers:
        asked = replace(asked, identifiers=known.numbers)
    part = () if listing.asked.way == "whole" else (Reason(ASKED_AS, {"name": asked.text}),)
    alike = matching.explain(asked, name).why
    return (*part, *alike, *listing.settled, *cautions(listing.whose.topics))


def _kind(opened: _Opened, whose: Whose, *, until: str, day: str) -> Kind:
    """Return what an entry was listed for; a source of background stops nothing, whatever it says
    of its entries.
    """
    if ended(until, day=day):
        return "ended"
    return "other" if whose.list in opened.background else cast("Kind", whose.kind)
