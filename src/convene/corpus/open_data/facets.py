"""Counting what was found by the values it has, so that a question can be narrowed."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import tantivy

from convene.core.open_data import Count, Facet, Query
from convene.corpus.open_data.opened import OpenData
from convene.corpus.search.schema import BESIDE, SETS, TERMS

SHOWN = {"year": 300, "country": 25, "sector": 25, "funder": 15}
COUNTED = 1000
"""Values of a facet that are counted: of all but funders, and of sets of values, there are fewer.
"""
LIKELY = 100
"""Funders that are named: the commonest are among them."""
ALL = 65_000
"""Sets of values that are counted, and funders that each part of an index of several parts names:
the commonest of all are among them.
"""
Counts = Mapping[str, Any]


def counted(question: tantivy.Query, query: Query, data: OpenData) -> tuple[Facet, ...]:
    """Return how many of the activities that a question finds have each value."""
    asked = {name: _terms(name, size=ALL if name in SETS else COUNTED) for name in TERMS}
    asked["funder"] = _terms(
        "funder", size=LIKELY, segment_size=LIKELY if data.activities.num_segments == 1 else ALL
    )
    buckets = data.activities.aggregate(question, asked)
    counts = {
        name: _taken_apart(_counts(buckets[name])) if name in SETS else _counts(buckets[name])
        for name in TERMS
    }
    others = bool(buckets["funder"]["sum_other_doc_count"])
    if others and (missing := chosen("funder", query) - counts["funder"].keys()):
        again = data.activities.aggregate(
            question, {"again": _terms("funder", size=len(missing), include=sorted(missing))}
        )
        counts["funder"] |= _counts(again["again"])
    return tuple(
        facet(
            name,
            counts[name],
            chosen=chosen(name, query),
            data=data,
            others=others and name == "funder",
        )
        for name in TERMS
    )


def _terms(field: str, **more: Any) -> dict[str, Any]:
    return {"terms": {"field": field, **more}}


def _counts(found: Counts) -> dict[str, int]:
    return {each["key"]: each["doc_count"] for each in found["buckets"]}


def _taken_apart(sets: Mapping[str, int]) -> dict[str, int]:
    """Return how many have each value, from how many have each set of values."""
    counts: Counter[str] = Counter()
    for values, count in sets.items():
        counts.update(dict.fromkeys(filter(None, values.split(BESIDE)), count))
    return dict(counts)


def facet(
    name: str,
    counts: Mapping[str, int],
    *,
    chosen: frozenset[str],
    data: OpenData,
    others: bool = False,
) -> Facet:
    """Return a facet: years in their order, all else the commonest first, what is chosen always
    among them. `others` were not counted.
    """
    ranked = sorted(
        counts, key=(lambda code: code) if name == "year" else (lambda code: (-counts[code], code))
    )
    most = SHOWN.get(name, COUNTED)
    codes = [code for place, code in enumerate(ranked) if place < most or code in chosen]
    return Facet(
        name=name,
        counts=tuple(
            Count(
                code=code,
                count=counts[code],
                label=_label(name, code, data),
                chosen=code in chosen,
            )
            for code in codes
        ),
        more=None if others else len(ranked) - len(codes),
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


def _label(name: str, code: str, data: OpenData) -> str:
    if name == "sector":
        return data.sectors.get(code, "")
    return data.name(code) if name == "funder" else ""
