"""Finding activities by words and filters, with what narrows them further."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

import tantivy

from convene.core.open_data import ActivityRow, Facet, Found, Query
from convene.core.reasons import Reason
from convene.corpus.open_data.asking import SOME, Asked, activity_query, understood
from convene.corpus.open_data.facets import counted
from convene.corpus.open_data.opened import OpenData, kept
from convene.corpus.search import schema, shown


def activities(query: Query, data: OpenData) -> Found:
    """Return a page of activities, the best first or, without words, the latest."""
    asked = understood(query.text)
    result, count = _searched(query, asked, data, every=True)
    every = bool(count) or len(asked.parts) < 2
    if not every:
        result, count = _searched(query, asked, data, every=False)
    rows = tuple(shown.activity(kept(data.activities, address)) for _, address in result.hits)
    notes = asked.notes if every else (*asked.notes, Reason(SOME))
    return Found(
        query=query,
        total=count,
        activities=rows,
        facets=facets(replace(query, page=1, size=1), every, data),
        notes=notes,
        coverage=data.coverage(*(row.source for row in rows)),
    )


def _searched(
    query: Query, asked: Asked, data: OpenData, *, every: bool
) -> tuple[tantivy.SearchResult, int]:
    """Return a page of what holds every part of what was asked, or any, and how many there are in
    all.
    """
    result = data.activities.search(
        activity_query(query, asked, every=every),
        limit=query.size,
        offset=(query.page - 1) * query.size,
        count=True,
        order_by_field=None if asked.parts else "latest",
    )
    return result, _count(result)


def latest(query: Query, data: OpenData) -> tuple[ActivityRow, ...]:
    """Return the latest activities that fit the filters of a query."""
    result = data.activities.search(
        activity_query(query, Asked(parts=())),
        limit=query.size,
        count=False,
        order_by_field="latest",
    )
    return tuple(shown.activity(kept(data.activities, address)) for _, address in result.hits)


def total(query: Query, data: OpenData) -> int:
    """Return how many activities fit the filters of a query."""
    return _count(
        data.activities.search(activity_query(query, Asked(parts=())), limit=1, count=True)
    )


def _count(result: tantivy.SearchResult) -> int:
    return int(result.count)  # type: ignore[attr-defined]  # its types leave this one out


@lru_cache(maxsize=512)
def facets(query: Query, every: bool, data: OpenData) -> tuple[Facet, ...]:
    """Return how many of the activities found have each value. Kept, because broad questions are
    asked again and again.
    """
    asked = understood(query.text)
    return counted(activity_query(query, asked, every=every), query, data)


def every_activity(query: Query, data: OpenData) -> Iterator[ActivityRow]:
    """Yield all activities that a query finds, in the order of its pages."""
    asked = understood(query.text)
    every = len(asked.parts) < 2 or bool(
        data.activities.search(activity_query(query, asked), limit=1, count=False).hits
    )
    question = activity_query(query, asked, every=every)
    limit = max(1, data.activities.num_docs)
    result = data.activities.search(
        question, limit=limit, count=False, order_by_field=None if asked.parts else "latest"
    )
    yield from (shown.activity(kept(data.activities, address)) for _, address in result.hits)


def activity(number: int, data: OpenData) -> ActivityRow | None:
    """Return the row of an activity by its number in this snapshot."""
    return next(iter(rows([number], data)), None)


def rows(numbers: list[int], data: OpenData) -> list[ActivityRow]:
    """Return the rows of activities by their numbers, in the order given; those that there are not
    are left out.
    """
    if not numbers:
        return []
    question = tantivy.Query.term_set_query(schema.activities(), "activity", numbers)
    hits = data.activities.search(question, limit=len(numbers), count=False).hits
    by_number = {
        row.activity: row
        for row in (shown.activity(kept(data.activities, address)) for _, address in hits)
    }
    return [by_number[number] for number in numbers if number in by_number]
