"""Counting what was found by the values it has, so that a question can be narrowed."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import tantivy

from convene.core.world import Count, Facet, Query
from convene.corpus.search.schema import BESIDE, SETS, TERMS
from convene.corpus.world.opened import World

SHOWN = {"year": 300, "country": 25, "sector": 25, "funder": 15}
COUNTED = 1000
"""Values of a facet that are counted: of all but funders there are fewer."""
FEW = 20_000
"""Activities up to which all their funders are counted at once."""
LIKELY = 100
"""Funders that are looked at: the commonest are among them."""
IN_PART = 200
"""Funders that each part of the index names at first, where there are many activities."""
ALL = 65_000
"""Funders that each part of the index may name at most."""
Counts = Mapping[str, Any]


def counted(question: tantivy.Query, query: Query, total: int, world: World) -> tuple[Facet, ...]:
    """Return how many of the activities that a question finds, which are so many, have each value."""
    asked = {name: _terms(name, size=COUNTED) for name in TERMS}
    asked["funder"] = _terms("funder", size=LIKELY, segment_size=ALL if total <= FEW else IN_PART)
    found = world.activities.aggregate(question, asked)
    counts = {name: _taken_apart(_counts(found[name])) if name in SETS else _counts(found[name]) for name in TERMS}
    funders, others = chosen("funder", query), bool(found["funder"]["sum_other_doc_count"])
    if found["funder"]["doc_count_error_upper_bound"] or (others and funders - counts["funder"].keys()):
        counts["funder"] = _funders(question, found["funder"], funders, world)
    return tuple(facet(name, counts[name], chosen=chosen(name, query), world=world, others=others and name == "funder") for name in TERMS)


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


def _funders(question: tantivy.Query, first: Counts, chosen: frozenset[str], world: World) -> dict[str, int]:
    """Return the exact counts of the commonest funders and of those chosen.

    There may be tens of thousands, and to name them all is what takes long. So each part of the index has named its commonest only. Whoever
    it left out has at most as many activities as the bound says: those who can be among the commonest all the same are counted anew.
    """
    named, missed = _counts(first), first["doc_count_error_upper_bound"]
    least = first["buckets"][SHOWN["funder"] - 1]["doc_count"]
    can_be = [code for code, count in named.items() if count + missed >= least]
    if len(can_be) == len(named):
        every = world.activities.aggregate(question, {"all": _terms("funder", size=COUNTED, segment_size=ALL)})
        can_be = list(_counts(every["all"]))[: SHOWN["funder"]]
    among = sorted({*can_be, *chosen})
    again = world.activities.aggregate(question, {"again": _terms("funder", size=len(among), include=among)})
    return _counts(again["again"])


def facet(name: str, counts: Mapping[str, int], *, chosen: frozenset[str], world: World, others: bool = False) -> Facet:
    """Return a facet: years in their order, all else the commonest first, what is chosen always among them. `others` were not counted."""
    ranked = sorted(counts, key=(lambda code: code) if name == "year" else (lambda code: (-counts[code], code)))
    most = SHOWN.get(name, COUNTED)
    codes = [code for at, code in enumerate(ranked) if at < most or code in chosen]
    return Facet(
        name=name,
        counts=tuple(Count(code=code, count=counts[code], label=_label(name, code, world), chosen=code in chosen) for code in codes),
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


def _label(name: str, code: str, world: World) -> str:
    if name == "sector":
        return world.sectors.get(code, "")
    return world.name(code) if name == "funder" else ""
