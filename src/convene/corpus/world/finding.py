"""Finding activities by words and filters, with what narrows them further."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

import tantivy

from convene.core.answer import Reason
from convene.core.world import ActivityRow, Count, Facet, Found, Query
from convene.corpus.search import schema, shown
from convene.corpus.search.schema import TERMS
from convene.corpus.world.asking import SOME, Asked, activity_query, understood
from convene.corpus.world.opened import World, kept

SHOWN = {"year": 300, "country": 25, "sector": 25, "funder": 15}
COUNTED = 1000
"""Values of a facet that are counted; only funders can be more, and of those the ones beyond are rare."""


def activities(query: Query, world: World) -> Found:
    """Return a page of activities, the best first or, without words, the latest."""
    asked, every = _answerable(query, world)
    question = activity_query(query, asked, every=every)
    offset = (query.page - 1) * query.size
    order = None if asked.parts else "latest"
    result = world.activities.search(question, limit=query.size, offset=offset, count=True, order_by_field=order)
    rows = tuple(shown.activity(kept(world.activities, at)) for _, at in result.hits)
    notes = asked.notes if every else (*asked.notes, Reason(SOME))
    return Found(
        query=query,
        total=result.count,  # type: ignore[attr-defined]  # its types leave this one out
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
    return int(world.activities.search(activity_query(query, Asked(parts=())), limit=1, count=True).count)  # type: ignore[attr-defined]  # see above


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
    counted = {name: {"terms": {"field": name, "size": COUNTED}} for name in TERMS}
    found = world.activities.aggregate(activity_query(query, asked, every=every), counted)
    return tuple(_facet(name, {each["key"]: each["doc_count"] for each in found[name]["buckets"]}, query, world) for name in TERMS)


def _facet(name: str, counts: dict[str, int], query: Query, world: World) -> Facet:
    return facet(name, counts, chosen=chosen(name, query), world=world)


def facet(name: str, counts: dict[str, int], *, chosen: frozenset[str], world: World) -> Facet:
    """Return a facet: years in their order, all else the commonest first, what is chosen always among them."""
    ranked = sorted(counts, key=(lambda code: code) if name == "year" else (lambda code: (-counts[code], code)))
    most = SHOWN.get(name, COUNTED)
    codes = [code for at, code in enumerate(ranked) if at < most or code in chosen]
    return Facet(
        name=name,
        counts=tuple(Count(code=code, count=counts[code], label=_label(name, code, world), chosen=code in chosen) for code in codes),
        more=len(ranked) - len(codes),
    )


def chosen(name: str, query: Query) -> frozenset[str]:
    """Return the values of a facet that a query asks for."""
    if name == "year":
        if query.first_year is None or query.last_year is None:
            return frozenset()
        return frozenset(map(str, range(query.first_year, query.last_year + 1)))
    given = {
        "country": query.countries,
        "sector": query.sectors,
        "model": query.models,
        "role": query.roles,
        "type": query.types,
        "funder": query.funders,
        "band": query.bands,
    }
    return frozenset(given[name])


def _label(name: str, code: str, world: World) -> str:
    if name == "sector":
        return world.sectors.get(code, "")
    return world.name(code) if name == "funder" else ""


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
    found = {}
    for number in numbers:
        question = tantivy.Query.term_query(schema.activities(), "activity", number)
        for _, at in world.activities.search(question, limit=1, count=False).hits:
            found[number] = shown.activity(kept(world.activities, at))
    return [found[number] for number in numbers if number in found]
