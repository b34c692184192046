"""What the snapshot's records say of everyone who might join an alliance in a country: the facts that the six questions ask for."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import Any, cast

from convene.core.longlist import Alliance, Facts, Foundation, Seen, Wanted
from convene.core.names import Name
from convene.core.records import Role
from convene.corpus.world.opened import World
from convene.matching import telling_words
from convene.packs.codelists import sector_of

FOUNDATION_TYPE = "60"
FOUNDATION = frozenset({"foundation", "fondation", "fundacion", "fundacao", "stiftung", "fondazione", "corporation", "corporate"})
"""Words that make a foundation's name out of a company's."""
GUIDE = "guide"
"""Form of the source that is the guide itself."""
COMPANIES = ("70", "71", "72", "73")

MOST = 100
"""Organisations of each recorded type that are looked at: those with the most that could be evidence."""

# `here` is the country that is asked about, `near` its region with it. What a rule only thinks possible of an activity is no evidence.
ACTS = """
    WITH placed AS (
        SELECT activity, bool_or(value = $country) AS here FROM tags
        WHERE facet = 'country' AND value IN (SELECT unnest($near)) GROUP BY activity
    ), acts AS MATERIALIZED (
        SELECT activity, source, if(first_year > $year, $year, first_year) AS first, if(last_year > $year, $year, last_year) AS last,
               likely, sectors, countries, here, coalesce(list_has_any(likely, $models), false) OR ($any AND len(likely) > 0) AS fits
        FROM facts JOIN placed USING (activity)
    )
"""
SEEN = """
    , paid AS MATERIALIZED (
        SELECT giver_organisation AS organisation, coalesce(if(year > $year, $year, year), first) AS first,
               coalesce(if(year > $year, $year, year), last) AS last, acts.source
        FROM money JOIN acts USING (activity) WHERE here AND kind = 'payment' AND giver_organisation IS NOT NULL
    ), telling AS MATERIALIZED (
        SELECT activity, here, fits, activity IN (SELECT activity FROM alliances) AS allied FROM acts WHERE here OR fits OR allied
    ), counts AS (
        SELECT organisation, count(DISTINCT activity) FILTER (here) AS here, count(DISTINCT activity) FILTER (here AND fits) AS fits,
               count(DISTINCT activity) FILTER (fits) AS around, bool_or(allied) AS allied
        FROM parts JOIN telling USING (activity) GROUP BY organisation
    ), sized AS MATERIALIZED (
        SELECT counts.*, organisations.type, organisation IN (SELECT organisation FROM paid) AS pays
        FROM counts JOIN organisations USING (organisation)
    ), kept AS MATERIALIZED (
        SELECT organisation FROM sized QUALIFY row_number() OVER (
            PARTITION BY type ORDER BY pays DESC, fits DESC, allied DESC, here DESC, around DESC, organisation) <= $most
    ), seen AS MATERIALIZED (
        SELECT DISTINCT organisation, role, activity FROM parts JOIN telling USING (activity) WHERE organisation IN (FROM kept)
    )
"""
COUNTED = """
    , told AS (
        SELECT 'role' AS of, organisation, role AS key, activity, first, last, source FROM seen JOIN acts USING (activity) WHERE here
        UNION ALL
        SELECT DISTINCT CASE WHEN here THEN 'here' ELSE 'near' END, organisation, unnest(likely), activity, first, last, source
        FROM seen JOIN acts USING (activity)
        UNION ALL
        SELECT DISTINCT 'sector', organisation, unnest(sectors), activity, first, last, source
        FROM seen JOIN acts USING (activity) WHERE $sectors
        UNION ALL
        SELECT 'paid', organisation, '', NULL, first, last, source FROM paid WHERE organisation IN (FROM kept)
    )
    SELECT of, organisation, key, count(*) AS count, min(first) AS first, max(last) AS last, list_sort(list(DISTINCT source)) AS sources
    FROM told GROUP BY of, organisation, key
    UNION ALL
    SELECT 'seen', organisation, '', here, NULL, NULL, [] FROM sized WHERE list_contains($companies, type) OR pays
    ORDER BY ALL
"""
ALLIED = """
    SELECT DISTINCT organisation, activity, identifier, title, if(here, $country, coalesce(countries[1], '')) AS country, first, likely[1] AS model,
           acts.source, here
    FROM alliances JOIN acts USING (activity) JOIN parts USING (activity) WHERE role NOT IN ('reporter', 'bidder')
    ORDER BY here DESC, first DESC NULLS LAST, activity, organisation
"""
# Ids go as one text: the engine takes in a text at once, and a list of hundreds one by one, which takes longer than finding them all.
NAMED = """
    SELECT organisation, name, type, countries, len(identifiers) AS identifiers FROM organisations
    WHERE organisation IN (SELECT unnest(string_split(?, chr(31)))) ORDER BY organisation
"""
FOUNDED = """
    SELECT name, count(DISTINCT activity) AS count, min(least(first_year, $year)) AS first, max(least(last_year, $year)) AS last,
           list_sort(list(DISTINCT source)) AS sources
    FROM organisations JOIN parts USING (organisation) WHERE organisations.type = $type GROUP BY organisation, name ORDER BY organisation
"""
Row = dict[str, Any]


def facts(wanted: Wanted, *, near: Collection[str], this_year: int, world: World) -> tuple[Facts, ...]:
    """Return what records say of each organisation seen in a country, or for the same work in its region (`near`, ISO codes)."""
    asked = {
        "country": wanted.country,
        "near": sorted({wanted.country, *near}),
        "year": this_year,
        "models": list(wanted.models),
        "any": not wanted.models,
    }
    more = {"sectors": bool(wanted.sectors), "most": MOST, "companies": list(COMPANIES)}
    counted = _counted(world.rows(ACTS + SEEN + COUNTED, asked | more))
    paid = {id: of[""] for id, of in counted["paid"].items()}
    models_near = _wanted(counted["near"], wanted)
    alliances = _alliances(world.rows(ACTS + ALLIED, asked), world)
    everyone = counted["role"].keys() | counted["here"].keys() | models_near.keys() | paid.keys() | alliances.keys()
    known = world.rows(NAMED, "\x1f".join(sorted(everyone)))
    companies = _placed({id: of[""].count for id, of in counted["seen"].items() if of[""].count})
    return tuple(
        Facts(
            organisation=id,
            name=row["name"],
            type=row["type"],
            countries=tuple(row["countries"]),
            identifiers=row["identifiers"],
            here=cast("Mapping[Role, Seen]", counted["role"].get(id, {})),
            models_here=counted["here"].get(id, {}),
            models_near=models_near.get(id, {}),
            paid_here=paid.get(id),
            sectors=_sectors(counted["sector"].get(id, {})),
            alliances=tuple(alliances.get(id, ())),
            foundation=_foundations(world, this_year).get(_core(row["name"])) if row["type"] in COMPANIES or id in paid else None,
            place=companies.get(id),
            companies=len(companies),
        )
        for row in known
        if (id := row["organisation"])
    )


def _seen(row: Row) -> Seen:
    return Seen(count=row["count"], first_year=row["first"], last_year=row["last"], sources=tuple(row["sources"]))


def _counted(rows: Iterable[Row]) -> dict[str, dict[str, dict[str, Seen]]]:
    """Return what is seen, by what it is of (roles, models here and near, sectors, payments, companies), organisation and code."""
    found: dict[str, dict[str, dict[str, Seen]]] = {of: defaultdict(dict) for of in ("role", "here", "near", "sector", "paid", "seen")}
    for row in rows:
        found[row["of"]][row["organisation"]][row["key"]] = _seen(row)
    return found


def _wanted(near: Mapping[str, Mapping[str, Seen]], wanted: Wanted) -> dict[str, dict[str, Seen]]:
    """Keep of what is seen near only the models that are wanted: who does something else next door is no candidate."""
    if not wanted.models:
        return {id: dict(models) for id, models in near.items()}
    kept = {id: {model: seen for model, seen in models.items() if model in wanted.models} for id, models in near.items()}
    return {id: models for id, models in kept.items() if models}


def _sectors(purposes: Mapping[str, Seen]) -> dict[str, Seen]:
    """Keep under each sector of the guide the purpose code that is seen most: one activity may have several."""
    found: dict[str, Seen] = {}
    for code, seen in purposes.items():
        if sector := sector_of(code):
            found[sector] = max(seen, found.get(sector, Seen(count=0)), key=lambda one: one.count)
    return found


def _alliances(rows: Iterable[Row], world: World) -> dict[str, list[Alliance]]:
    guide = {source.number for source in world.sources if source.form == GUIDE}
    found: dict[str, list[Alliance]] = defaultdict(list)
    for row in rows:
        found[row["organisation"]].append(
            Alliance(
                title=row["title"],
                country=row["country"],
                year=row["first"],
                model=row["model"] or "",
                source=row["source"],
                record=row["identifier"] if row["source"] in guide else "",
            )
        )
    return found


def _placed(sizes: Mapping[str, int]) -> dict[str, int]:
    """Return how many of the companies seen here have as many activities as each, or more: equals share the lower place."""
    ranked = sorted(sizes.values())
    return {one: len(ranked) - bisect_left(ranked, size) for one, size in sizes.items()}


@lru_cache(maxsize=2)
def _foundations(world: World, this_year: int) -> dict[tuple[str, ...], Foundation]:
    """Return the foundations on record by what they are called but for the word foundation."""
    rows = world.rows(FOUNDED, {"type": FOUNDATION_TYPE, "year": this_year})
    return {core: Foundation(name=row["name"], seen=_seen(row)) for row in rows if (core := _core(row["name"]))}


def _core(name: str) -> tuple[str, ...]:
    return telling_words(Name(text=name, schema="organisation"), but_for=FOUNDATION)
