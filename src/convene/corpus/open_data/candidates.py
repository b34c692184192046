"""What the snapshot's records say of everyone who might join an alliance in a country: the facts
that the six questions ask for.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, cast

from convene.core.longlist import Alliance, Facts, Foundation, Seen, Wanted
from convene.core.names import Name
from convene.core.records import Role
from convene.corpus.open_data.opened import OpenData
from convene.matching import telling_words
from convene.packs import places

FOUNDATION_TYPE = "60"
FOUNDATION = frozenset(
    {
        "foundation",
        "fondation",
        "fundacion",
        "fundacao",
        "stiftung",
        "fondazione",
        "corporation",
        "corporate",
    }
)
"""Words that make a foundation's name out of a company's."""
GUIDE = "guide"
"""Form of the source that is the guide itself."""
COMPANIES = ("70", "71", "72", "73")

MOST = 100
"""Organisations of each recorded type that are looked at: those with the most that could be
evidence.
"""

# What is of several models, in a country or in its region, may be the same activities: the most of one model counts.
SEEN = """
    WITH local AS MATERIALIZED (
        FROM present WHERE country = $country
    ), fitting AS MATERIALIZED (
        FROM doing WHERE place IN ($country, $region) AND ($any OR model IN (FROM listed($models)))
    ), paid AS MATERIALIZED (
        FROM payers WHERE country = $country
    ), counts AS (
        SELECT organisation, max(here) AS here, max(fits) AS fits, max(around) AS around, bool_or(allied) AS allied FROM (
            SELECT organisation, count AS here, 0 AS fits, 0 AS around, false AS allied FROM local WHERE role = ''
            UNION ALL SELECT organisation, 0, if(place = $country, count, 0), count, false FROM fitting
            UNION ALL SELECT organisation, 0, 0, 0, true FROM allied WHERE country IN (FROM listed($near))
        ) GROUP BY organisation
    ), sized AS MATERIALIZED (
        SELECT counts.*, organisations.type, organisation IN (SELECT organisation FROM paid) AS pays
        FROM counts JOIN organisations USING (organisation)
    ), kept AS MATERIALIZED (
        SELECT organisation FROM sized QUALIFY row_number() OVER (
            PARTITION BY type ORDER BY pays DESC, fits DESC, allied DESC, here DESC, around DESC, organisation) <= $most
    ), ranked AS (
        SELECT organisation, allied, count(*) OVER (ORDER BY here DESC RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS place
        FROM sized WHERE here > 0 AND (type IN (FROM listed($companies)) OR pays)
    ), told AS (
        SELECT 'role' AS of, organisation, role AS key, count, first_year, last_year, sources FROM local WHERE role <> ''
        UNION ALL
        SELECT 'here', organisation, model, count, first_year, last_year, sources FROM fitting WHERE place = $country
        UNION ALL
        SELECT 'near', organisation, model, count, first_year, last_year, sources FROM fitting
        ANTI JOIN (FROM fitting WHERE place = $country) AS here USING (organisation, model)
        UNION ALL
        SELECT 'paid', organisation, '', count, first_year, last_year, sources FROM paid
        UNION ALL
        SELECT 'sector', organisation, sector, count, first_year, last_year, sources FROM sectored WHERE sector IN (FROM listed($sectors))
    )
    SELECT of, organisation, key, count, if(first_year > $year, $year, first_year) AS first, if(last_year > $year, $year, last_year) AS last,
           sources
    FROM told WHERE organisation IN (FROM kept)
    UNION ALL
    SELECT 'companies', '', '', count(*), NULL, NULL, [] FROM ranked
    UNION ALL
    SELECT 'place', organisation, '', place, NULL, NULL, [] FROM ranked WHERE allied OR organisation IN (FROM kept)
    ORDER BY of, organisation, key
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
    SELECT name, count(DISTINCT activity) AS count, min(if(first_year > $year, $year, first_year)) AS first,
           max(if(last_year > $year, $year, last_year)) AS last,
           list_sort(list(DISTINCT source)) AS sources
    FROM organisations JOIN parts USING (organisation) WHERE organisations.type = $type GROUP BY organisation, name ORDER BY organisation
"""
Row = dict[str, Any]


def facts(wanted: Wanted, *, this_year: int, data: OpenData) -> tuple[Facts, ...]:
    """Return what records say of each organisation seen in a country, or for the same work
    elsewhere in its region.
    """
    near = sorted({wanted.country, *places.within(wanted.region)})
    asked = {"country": wanted.country, "near": near, "year": this_year}
    more = {
        "region": wanted.region,
        "models": wanted.models,
        "any": not wanted.models,
        "sectors": wanted.sectors,
    }
    counted = _counted(data.rows(SEEN, asked | more | {"most": MOST, "companies": COMPANIES}))
    paid = {id: of[""] for id, of in counted["paid"].items()}
    alliances = _alliances(data.rows(ALLIED, asked), data)
    everyone = (
        counted["role"].keys()
        | counted["here"].keys()
        | counted["near"].keys()
        | paid.keys()
        | alliances.keys()
    )
    known = data.rows(NAMED, sorted(everyone))
    ranks = {id: of[""].count for id, of in counted["place"].items()}
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
            sectors=counted["sector"].get(id, {}),
            alliances=tuple(alliances.get(id, ())),
            foundation=_foundations(data, this_year).get(_core(row["name"]))
            if row["type"] in COMPANIES or id in paid
            else None,
            place=ranks.get(id),
            companies=counted["companies"][""][""].count,
        )
        for row in known
        if (id := row["organisation"])
    )


def _seen(row: Row) -> Seen:
    return Seen(
        count=row["count"],
        first_year=row["first"],
        last_year=row["last"],
        sources=tuple(row["sources"]),
    )


def _counted(rows: Iterable[Row]) -> dict[str, dict[str, dict[str, Seen]]]:
    """Return what is seen, by what it is of (roles, models here and near, sectors, payments, place
    among companies), organisation and code.
    """
    found: dict[str, dict[str, dict[str, Seen]]] = {
        of: defaultdict(dict)
        for of in ("role", "here", "near", "sector", "paid", "place", "companies")
    }
    for row in rows:
        found[row["of"]][row["organisation"]][row["key"]] = _seen(row)
    return found


def _alliances(rows: Iterable[Row], data: OpenData) -> dict[str, list[Alliance]]:
    guide = {source.number for source in data.sources if source.form == GUIDE}
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
def _foundations(data: OpenData, this_year: int) -> dict[tuple[str, ...], Foundation]:
    """Return the foundations on record by what they are called but for the word foundation."""
    rows = data.rows(FOUNDED, {"type": FOUNDATION_TYPE, "year": this_year})
    return {
        core: Foundation(name=row["name"], seen=_seen(row))
        for row in rows
        if (core := _core(row["name"]))
    }


def _core(name: str) -> tuple[str, ...]:
    return telling_words(Name(text=name, schema="organisation"), but_for=FOUNDATION)
