"""Finding activities by words and filters, with what narrows them further."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

import tantivy

from convene.core.answer import Reason
from convene.core.world import ActivityRow, Facet, Found, Query
from convene.corpus.search import schema, shown
from convene.corpus.world.asking import SOME, Asked, activity_query, understood
from convene.corpus.world.facets import counted
from convene.corpus.world.opened import World, kept


def activities(query: Query, world: World) -> Found:
    """Return a page of activities, the best first or, without words, the latest."""
    asked, every = _answerable(query, world)
    question = activity_query(query, asked, every=every)
    offset = (query.page - 1) * query.size
    order = None if asked.parts else "latest"
    result = world.activities.search(question, limit=query.size, offset=offset, count=True, order_by_field=order)
    count = int(result.count)  # type: ignore[attr-defined]  # its types leave this one out
    rows = tuple(shown.activity(kept(world.activities, at)) for _, at in result.hits)
    notes = asked.notes if every else (*asked.notes, Reason(SOME))
    return Found(
        query=query,
        total=count,
        activities=rows,
        facets=facets(replace(query, page=1, size=1), every, world),
        notes=notes,
        coverage=world.coverage(*(row.source for row in rows)),
    )


def latest(query: Query, world: World) -> tuple[ActivityRow, ...]:
    """Return the latest activities that fit the filters of a query."""
    found = world.activities.search(activity_query(query, Asked(parts=())), limit=query.size, count=False, order_by_field="latest")
    return tuple(shown.activity(kept(world.activities, at)) for _, at in found.hits)


def total(query: Query, world: World) -> int:
    """Return how many activities fit the filters of a query."""
    return int(world.activities.search(activity_query(query, Asked(parts=())), limit=1, count=True).count)  # type: ignore[attr-defined]  # as above


def _answerable(query: Query, world: World) -> tuple[Asked, bool]:
    """Return what was understood, and whether every part can be asked for: where no record has them all, any will do."""
    asked = understood(query.text)
    if len(asked.parts) < 2:
        return asked, True
    return asked, bool(world.activities.search(activity_query(query, asked), limit=1, count=False).hits)


@lru_cache(maxsize=512)
def facets(query: Query, every: bool, world: World) -> tuple[Facet, ...]:
    """Return how many of the activities found have each value. Kept, because broad questions are asked again and again."""
    asked = understood(query.text)
    return counted(activity_query(query, asked, every=every), query, world)


def every_activity(query: Query, world: World) -> Iterator[ActivityRow]:
    """Yield all activities that a query finds, in the order of its pages."""
    asked, every = _answerable(query, world)
    question = activity_query(query, asked, every=every)
    limit = max(1, world.activities.num_docs)
    result = world.activities.search(question, limit=limit, count=False, order_by_field=None if asked.parts else "latest")
    yield from (shown.activity(kept(world.activities, at)) for _, at in result.hits)


def activity(number: int, world: World) -> ActivityRow | None:
    """Return the row of an activity by its number in this snapshot."""
    return next(iter(rows([number], world)), None)


def rows(numbers: list[int], world: World) -> list[ActivityRow]:
    """Return the rows of activities by their numbers, in the order given; those that there are not are left out."""
    if not numbers:
        return []
    question = tantivy.Query.term_set_query(schema.activities(), "activity", numbers)
    hits = world.activities.search(question, limit=len(numbers), count=False).hits
    found = {row.activity: row for row in (shown.activity(kept(world.activities, at)) for _, at in hits)}
    return [found[number] for number in numbers if number in found]
