"""Finding organisations: by their names, and by what they take part in. All filters hold for one
activity and one taking part.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import tantivy

from convene.core.open_data import Count, Facet, Found, OrganisationRow, Query
from convene.core.reasons import Reason
from convene.corpus.open_data.asking import LONGEST, MOST, WORDLESS, YEARS
from convene.corpus.open_data.facets import chosen, facet
from convene.corpus.open_data.numbers import numbered
from convene.corpus.open_data.opened import OpenData, kept
from convene.corpus.open_data.suggesting import matched
from convene.corpus.search import schema, shown
from convene.corpus.search.words import folded

NAMED = 2000
"""Organisations that words are matched with; narrower words find the others."""
# Statements are put together from the fixed texts in this file; whatever anyone typed travels
# beside them, as a value.
FITTING = "SELECT * FROM parts WHERE {tests}"
TAGGED = "activity IN (SELECT activity FROM tags WHERE facet = ? AND value IN (FROM listed(?)))"
UNDER_WAY = "activity IN (SELECT activity FROM tags WHERE facet = 'year' AND value BETWEEN ? AND ?)"
TOGETHER = "activity IN (SELECT activity FROM parts WHERE organisation = ?)"
LISTED = """
    SELECT organisation, count(DISTINCT activity) AS activities, min(first_year) AS first_year, max(last_year) AS last_year,
           list_sort(list(DISTINCT source)) AS sources, count(*) OVER () AS total
    FROM ({fitting}) GROUP BY organisation ORDER BY {order} LIMIT ? OFFSET ?
"""
TOTAL = "SELECT count(DISTINCT organisation) AS total FROM ({fitting})"
ROLES = """
    SELECT organisation, role, count(DISTINCT activity) AS count,
           count(DISTINCT activity) FILTER (inferred) AS inferred, min(first_year) AS first_year, max(last_year) AS last_year,
           list_sort(list(DISTINCT source)) AS sources
    FROM ({fitting}) GROUP BY organisation, role ORDER BY organisation, count DESC, role
"""
COUNTED = """
    WITH fitting AS MATERIALIZED ({fitting}), once AS (SELECT DISTINCT organisation, activity FROM fitting)
    SELECT facet, value, count(DISTINCT organisation) AS count FROM once JOIN tags USING (activity)
    WHERE facet <> 'kind' AND {tagged} GROUP BY facet, value
    UNION ALL SELECT 'role', role, count(DISTINCT organisation) FROM fitting GROUP BY role
    UNION ALL SELECT 'type', type, count(DISTINCT organisation) FROM fitting WHERE type <> '' GROUP BY type
"""


PARTS = "SELECT count(*) AS count FROM ({fitting})"
BROAD = 200_000
"""Parts taken in activities up to which everything is counted of who takes them."""


@dataclass(frozen=True, kw_only=True)
class Taking:
    """A question about who takes part: a statement for the parts that fit, and its values."""

    statement: str
    values: tuple[Any, ...]


def organisations(query: Query, data: OpenData) -> Found:
    """Return a page of organisations: those named first by how well, others by how many activities
    fit.
    """
    notes = (
        (Reason(WORDLESS, {"text": query.text.strip()[:40]}),)
        if query.text.strip() and not folded(query.text)
        else ()
    )
    rows, total = page(query, data)
    return Found(
        query=query,
        total=total,
        organisations=rows,
        facets=facets(replace(query, page=1, size=1), data),
        notes=notes,
        coverage=data.coverage(*(number for row in rows for number in row.sources)),
    )


def page(query: Query, data: OpenData) -> tuple[tuple[OrganisationRow, ...], int]:
    """Return a page of organisations and how many there are."""
    named = _named(query.text, data)
    listed = _listed(query, named, data, limit=query.size, offset=(query.page - 1) * query.size)
    total = listed[0]["total"] if listed else _total(query, named, data)
    return tuple(_rows(listed, query, named, data)), total


def _named(text: str, data: OpenData) -> tuple[str, ...] | None:
    """Return the organisations whose names hold all words of a text, the best first; None where no
    text is given.
    """
    if not text.strip():
        return None
    words = folded(text, longest=LONGEST)[:MOST]
    named = _by_name(words, data) if words else ()
    ids = [row.organisation for row, _ in (*numbered(text, data), *named)]
    return tuple(dict.fromkeys(ids))


def called(text: str, data: OpenData) -> tuple[OrganisationRow, ...]:
    """Return the organisations that have a number or are called so, whatever the case and signs;
    failing that, those whose names hold all words.
    """
    if own := tuple(row for row, _ in numbered(text, data)):
        return own
    words = folded(text, longest=LONGEST)[:MOST]
    holding = tuple(_by_name(words, data)) if words else ()
    exact = [row for row, names in holding if any(folded(name) == words for name in names)]
    return tuple(exact) or tuple(row for row, _ in holding)


def _by_name(
    words: Sequence[str], data: OpenData
) -> Iterator[tuple[OrganisationRow, tuple[str, ...]]]:
    fields = schema.organisations()
    must = [
        (tantivy.Occur.Must, tantivy.Query.term_query(fields, "names", word)) for word in words[:-1]
    ]
    last = tantivy.Query.fuzzy_term_query(fields, "names", words[-1], distance=0, prefix=True)
    exact = tantivy.Query.boost_query(tantivy.Query.term_query(fields, "names", words[-1]), 2.0)
    question = tantivy.Query.boolean_query(
        [*must, (tantivy.Occur.Must, last), (tantivy.Occur.Should, exact)]
    )
    for _, address in data.organisations.search(
        question, limit=NAMED, count=False, weight_by_field="weight"
    ).hits:
        yield shown.organisation(kept(data.organisations, address))


def taking(query: Query, named: tuple[str, ...] | None = None) -> Taking:
    """Return the statement for the parts that fit a query."""
    tests: list[str] = []
    values: list[Any] = []
    for name, codes in _tags(query):
        tests.append(TAGGED)
        values += [name, list(codes)]
    if query.first_year is not None or query.last_year is not None:
        tests.append(UNDER_WAY)
        values += [str(query.first_year or YEARS[0]), str(query.last_year or YEARS[1])]
    tests += [TOGETHER] * len(query.together)
    values += query.together
    for column, given in (
        ("role", query.roles or None),
        ("type", query.types or None),
        ("organisation", named),
    ):
        if given is not None:
            tests.append(f"{column} IN (FROM listed(?))")
            values.append(list(given))
    return Taking(
        statement=FITTING.format(tests=" AND ".join(tests) or "true"), values=tuple(values)
    )


def _tags(query: Query) -> Iterator[tuple[str, tuple[str, ...]]]:
    given = {
        "country": query.countries,
        "sector": query.sectors,
        "model": query.models,
        "kind": query.kinds,
        "band": query.bands,
        "funder": query.funders,
    }
    yield from ((name, codes) for name, codes in given.items() if codes)


def _listed(
    query: Query, named: tuple[str, ...] | None, data: OpenData, *, limit: int, offset: int
) -> list[dict[str, Any]]:
    fitting = taking(query, named)
    order = (
        "list_position(string_split(?, chr(31)), organisation), organisation"
        if named
        else "activities DESC, organisation"
    )
    statement = LISTED.format(fitting=fitting.statement, order=order)
    return data.rows(statement, *fitting.values, *([list(named)] if named else []), limit, offset)


def _total(query: Query, named: tuple[str, ...] | None, data: OpenData) -> int:
    fitting = taking(query, named)
    totals = data.rows(TOTAL.format(fitting=fitting.statement), *fitting.values)
    return int(totals[0]["total"])


def _rows(
    listed: list[dict[str, Any]], query: Query, named: tuple[str, ...] | None, data: OpenData
) -> Iterator[OrganisationRow]:
    """Yield the rows of a page, with the counts, years and roles of what was asked for only."""
    roles = _roles(query, tuple(entry["organisation"] for entry in listed), data)
    for entry in listed:
        known = data.organisation(entry["organisation"])
        if known:
            row, names = known
            yield replace(
                row,
                matched=matched(query.text, names) if named else "",
                roles=tuple(roles.get(row.organisation, ())),
                activities=entry["activities"],
                first_year=entry["first_year"],
                last_year=entry["last_year"],
                sources=tuple(entry["sources"]),
            )


def _roles(query: Query, page: tuple[str, ...], data: OpenData) -> dict[str, list[Count]]:
    fitting = taking(query, page)
    roles: dict[str, list[Count]] = {}
    for entry in data.rows(ROLES.format(fitting=fitting.statement), *fitting.values):
        count = Count(
            code=entry["role"],
            count=entry["count"],
            inferred=entry["inferred"],
            first_year=entry["first_year"],
            last_year=entry["last_year"],
            sources=tuple(entry["sources"]),
        )
        roles.setdefault(entry["organisation"], []).append(count)
    return roles


@lru_cache(maxsize=256)
def facets(query: Query, data: OpenData) -> tuple[Facet, ...]:
    """Return how many of the organisations found have an activity with each value.

    Where nearly all of a large snapshot is asked for, only roles and types are counted: to count
    the rest for everybody takes minutes.
    """
    fitting = taking(query, _named(query.text, data))
    parts = data.rows(PARTS.format(fitting=fitting.statement), *fitting.values)[0]["count"]
    tagged = "true" if parts <= BROAD else "false"
    counts: dict[str, dict[str, int]] = {name: {} for name in schema.TERMS}
    for entry in data.rows(
        COUNTED.format(fitting=fitting.statement, tagged=tagged), *fitting.values
    ):
        counts[entry["facet"]][entry["value"]] = entry["count"]
    return tuple(
        facet(name, counts[name], chosen=chosen(name, query), data=data) for name in schema.TERMS
    )


def every_organisation(query: Query, data: OpenData) -> Iterator[OrganisationRow]:
    """Yield all organisations that a query finds, in the order of its pages."""
    named = _named(query.text, data)
    listed = _listed(query, named, data, limit=data.organisations.num_docs, offset=0)
    for start in range(0, len(listed), NAMED):
        yield from _rows(listed[start : start + NAMED], query, named, data)
