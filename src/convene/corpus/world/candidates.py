"""What the snapshot's records say of everyone who might join an alliance in a country: the facts that the six questions ask for."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import Any, cast

from convene.core.longlist import Alliance, Facts, Foundation, Seen, Wanted
from convene.core.names import Name
from convene.core.records import Role
from convene.corpus.world.opened import World
from convene.matching import telling_words
from convene.packs.codelists import dac_sectors, sector_of

FOUNDATION_TYPE = "60"
FOUNDATION = frozenset({"foundation", "fondation", "fundacion", "fundacao", "stiftung", "fondazione", "corporation", "corporate"})
"""Words that make a foundation's name out of a company's."""
GUIDE = "guide"
"""Form of the source that is the guide itself."""
COMPANIES = ("70", "71", "72", "73")

MOST = 100
"""Organisations of each recorded type that are looked at: those with the most that could be evidence."""

# `here` is the country that is asked about, `near` its region with it. What a rule only thinks possible of an activity is no evidence.
SEEN = """
    WITH local AS MATERIALIZED (
        FROM present WHERE country = $country
    ), fitting AS MATERIALIZED (
        SELECT organisation, activity, model, source, first_year, last_year, bool_or(country = $country) AS here FROM doing
        WHERE country IN (FROM listed($near)) AND ($any OR model IN (FROM listed($models))) GROUP BY ALL
    ), counts AS (
        SELECT organisation, sum(here)::BIGINT AS here, sum(fits)::BIGINT AS fits, sum(around)::BIGINT AS around, bool_or(allied) AS allied FROM (
            SELECT organisation, count(DISTINCT activity) AS here, 0 AS fits, 0 AS around, false AS allied FROM local GROUP BY organisation
            UNION ALL SELECT organisation, 0, count(DISTINCT activity) FILTER (here), count(DISTINCT activity), false
                      FROM fitting GROUP BY organisation
            UNION ALL SELECT DISTINCT organisation, 0, 0, 0, true FROM allied WHERE country IN (FROM listed($near))
        ) GROUP BY organisation
    ), paid AS MATERIALIZED (
        FROM payers WHERE country = $country
    ), sized AS MATERIALIZED (
        SELECT counts.*, organisations.type, organisation IN (SELECT organisation FROM paid) AS pays
        FROM counts JOIN organisations USING (organisation)
    ), kept AS MATERIALIZED (
        SELECT organisation FROM sized QUALIFY row_number() OVER (
            PARTITION BY type ORDER BY pays DESC, fits DESC, allied DESC, here DESC, around DESC, organisation) <= $most
    ), ranked AS (
        SELECT organisation, allied, count(*) OVER (ORDER BY here DESC RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS place
        FROM sized WHERE here > 0 AND (type IN (FROM listed($companies)) OR pays)
    )
"""
COUNTED = """
    , told AS (
        SELECT 'role' AS of, organisation, role AS key, 1 AS count, first_year, last_year, source FROM local
        UNION ALL
        SELECT 'here', organisation, model, 1, first_year, last_year, source FROM doing WHERE country = $country
        UNION ALL
        SELECT 'near', organisation, model, 1, first_year, last_year, source FROM fitting WHERE NOT here
        UNION ALL
        SELECT 'paid', organisation, '', count, first_year, last_year, source FROM paid
        $SECTORS
    )
    SELECT of, organisation, key, sum(count)::BIGINT AS count, min(if(first_year > $year, $year, first_year)) AS first,
           max(if(last_year > $year, $year, last_year)) AS last, list_sort(list(DISTINCT source)) AS sources
    FROM told WHERE organisation IN (FROM kept) GROUP BY of, organisation, key
    UNION ALL
    SELECT 'companies', '', '', count(*), NULL, NULL, [] FROM ranked
    UNION ALL
    SELECT 'place', organisation, '', place, NULL, NULL, [] FROM ranked WHERE allied OR organisation IN (FROM kept)
    ORDER BY ALL
"""
BY_SECTOR = """
        UNION ALL
        SELECT 'sector', organisation, unnest([code FOR code IN sectors IF regexp_matches(code, $told)]), 1, first_year, last_year, source
        FROM facts JOIN (
            SELECT organisation, activity FROM local WHERE organisation IN (FROM kept)
            UNION SELECT organisation, activity FROM fitting WHERE organisation IN (FROM kept)
            UNION SELECT organisation, activity FROM allied WHERE country IN (FROM listed($near)) AND organisation IN (FROM kept)
        ) USING (activity)
"""
ALLIED = """
    SELECT organisation, activity, identifier, title, if(here, $country, home) AS country, if(first_year > $year, $year, first_year) AS first,
           model, source
    FROM (SELECT * EXCLUDE (country), bool_or(country = $country) AS here FROM allied
          WHERE joined AND country IN (FROM listed($near)) GROUP BY ALL)
    ORDER BY here DESC, first DESC NULLS LAST, activity, organisation
"""
NAMED = """
    SELECT organisation, name, type, countries, len(identifiers) AS identifiers FROM organisations
    WHERE organisation IN (FROM listed(?)) ORDER BY organisation
"""
FOUNDED = """
    SELECT name, count(DISTINCT activity) AS count, min(least(first_year, $year)) AS first, max(least(last_year, $year)) AS last,
           list_sort(list(DISTINCT source)) AS sources
    FROM organisations JOIN parts USING (organisation) WHERE organisations.type = $type GROUP BY organisation, name ORDER BY organisation
"""
Row = dict[str, Any]


def facts(wanted: Wanted, *, near: Collection[str], this_year: int, world: World) -> tuple[Facts, ...]:
    """Return what records say of each organisation seen in a country, or for the same work in its region (`near`, ISO codes)."""
    asked = {"country": wanted.country, "near": sorted({wanted.country, *near}), "year": this_year}
    more = {"models": wanted.models, "any": not wanted.models, "most": MOST, "companies": COMPANIES}
    told = {"told": f"^({'|'.join(dac_sectors())})"} if wanted.sectors else {}
    counted = _counted(world.rows(SEEN + COUNTED.replace("$SECTORS", BY_SECTOR if told else ""), asked | more | told))
    paid = {id: of[""] for id, of in counted["paid"].items()}
    alliances = _alliances(world.rows(ALLIED, asked), world)
    everyone = counted["role"].keys() | counted["here"].keys() | counted["near"].keys() | paid.keys() | alliances.keys()
    known = world.rows(NAMED, sorted(everyone))
    places = {id: of[""].count for id, of in counted["place"].items()}
    return tuple(
        Facts(
            organisation=id,
            name=row["name"],
            type=row["type"],
            countries=tuple(row["countries"]),
            identifiers=row["identifiers"],
            here=cast("Mapping[Role, Seen]", counted["role"].get(id, {})),
            models_here=counted["here"].get(id, {}),
            models_near=counted["near"].get(id, {}),
            paid_here=paid.get(id),
            sectors=_sectors(counted["sector"].get(id, {})),
            alliances=tuple(alliances.get(id, ())),
            foundation=_foundations(world, this_year).get(_core(row["name"])) if row["type"] in COMPANIES or id in paid else None,
            place=places.get(id),
            companies=counted["companies"][""][""].count,
        )
        for row in known
        if (id := row["organisation"])
    )


def _seen(row: Row) -> Seen:
    return Seen(count=row["count"], first_year=row["first"], last_year=row["last"], sources=tuple(row["sources"]))


def _counted(rows: Iterable[Row]) -> dict[str, dict[str, dict[str, Seen]]]:
    """Return what is seen, by what it is of (roles, models here and near, sectors, payments, place among companies), organisation and code."""
    found: dict[str, dict[str, dict[str, Seen]]] = {
        of: defaultdict(dict) for of in ("role", "here", "near", "sector", "paid", "place", "companies")
    }
    for row in rows:
        found[row["of"]][row["organisation"]][row["key"]] = _seen(row)
    return found


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


@lru_cache(maxsize=2)
def _foundations(world: World, this_year: int) -> dict[tuple[str, ...], Foundation]:
    """Return the foundations on record by what they are called but for the word foundation."""
    rows = world.rows(FOUNDED, {"type": FOUNDATION_TYPE, "year": this_year})
    return {core: Foundation(name=row["name"], seen=_seen(row)) for row in rows if (core := _core(row["name"]))}


def _core(name: str) -> tuple[str, ...]:
    return telling_words(Name(text=name, schema="organisation"), but_for=FOUNDATION)
