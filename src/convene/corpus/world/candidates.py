"""What the snapshot's records say of everyone who might join an alliance in a country: the facts that the six questions ask for."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, cast

from convene.core.longlist import Alliance, Facts, Seen, Wanted
from convene.core.names import Name
from convene.core.records import Role
from convene.corpus.world.opened import World
from convene.matching import telling_words
from convene.packs.codelists import sector_of

ALLIANCE = r"public[- ]private (partnership|alliance)|global development alliance|\bGDA\b|alianza público|partenariats? publics?[- ]privé"
"""What an activity's own text calls an alliance with companies, in English, Spanish and French."""
FOUNDATION_TYPE = "60"
FOUNDATION = frozenset({"foundation", "fondation", "fundacion", "fundacao", "stiftung", "fondazione", "corporation", "corporate"})
"""Words that make a foundation's name out of a company's."""
GUIDE = "guide"
"""Form of the source that is the guide itself."""
COMPANIES = ("70", "71", "72", "73")

# `here` is the country that is asked about, `near` its region with it.
ACTS = """
    WITH acts AS MATERIALIZED (
        SELECT activity, source, first_year AS first, least(last_year, $year) AS last, models, sectors, countries,
               list_contains(countries, $country) AS here
        FROM facts WHERE list_has_any(countries, $near)
    )
"""
ROLES = """
    SELECT organisation, role AS key, count(DISTINCT activity) AS count, min(first) AS first, max(last) AS last,
           list_sort(list(DISTINCT acts.source)) AS sources
    FROM parts JOIN acts USING (activity) WHERE here GROUP BY organisation, role
"""
MODELS = """
    , modelled AS (SELECT activity, source, here, first, last, unnest(models) AS model FROM acts)
    SELECT organisation, model AS key, here, count(DISTINCT activity) AS count, min(first) AS first, max(last) AS last,
           list_sort(list(DISTINCT modelled.source)) AS sources
    FROM parts JOIN modelled USING (activity) GROUP BY organisation, model, here
"""
PAYMENTS = """
    SELECT giver_organisation AS organisation, count(*) AS count, min(coalesce(year, first)) AS first, max(coalesce(year, last)) AS last,
           list_sort(list(DISTINCT acts.source)) AS sources
    FROM money JOIN acts USING (activity) WHERE here AND kind = 'payment' AND giver_organisation IS NOT NULL GROUP BY giver_organisation
"""
SECTORS = """
    , purposes AS (SELECT activity, source, first, last, unnest(sectors) AS purpose FROM acts)
    SELECT organisation, purpose AS key, count(DISTINCT activity) AS count, min(first) AS first, max(last) AS last,
           list_sort(list(DISTINCT purposes.source)) AS sources
    FROM parts JOIN purposes USING (activity) GROUP BY organisation, purpose
"""
ALLIANCES = """
    , mixed AS (SELECT DISTINCT activity FROM parts WHERE type = '30')
    , told AS (
        SELECT activity, identifier, titles, descriptions, kind, here, first, models, countries, acts.source
        FROM activities JOIN acts USING (activity)
        WHERE kind = 'alliance' OR activity IN (SELECT activity FROM mixed)
           OR regexp_matches(concat_ws(' ', titles[1].text, descriptions[1].text), $alliance, 'i')
    )
    SELECT DISTINCT organisation, activity, identifier, coalesce(titles[1].text, identifier) AS title, countries[1] AS country,
           first, models[1] AS model, told.source, here
    FROM told JOIN parts USING (activity) WHERE role NOT IN ('reporter', 'bidder')
    ORDER BY here DESC, first DESC NULLS LAST, activity, organisation
"""
ORGANISATIONS = """
    SELECT organisation, name, type, countries, len(identifiers) AS identifiers FROM organisations ORDER BY organisation
"""
Row = dict[str, Any]


def facts(wanted: Wanted, *, near: Collection[str], this_year: int, world: World) -> tuple[Facts, ...]:
    """Return what records say of each organisation seen in a country, or for the same work in its region (`near`, ISO codes)."""
    asked = {"country": wanted.country, "near": sorted({wanted.country, *near}), "year": this_year}
    here = _by_key(world.rows(ACTS + ROLES, asked))
    models = world.rows(ACTS + MODELS, asked)
    paid = {row["organisation"]: _seen(row) for row in world.rows(ACTS + PAYMENTS, asked)}
    alliances = _alliances(world.rows(ACTS + ALLIANCES, asked | {"alliance": ALLIANCE}), world)
    sectors = _sectors(world.rows(ACTS + SECTORS, asked)) if wanted.sectors else {}
    models_here = _by_key([row for row in models if row["here"]])
    models_near = _by_key([row for row in models if not row["here"] and row["key"] in (wanted.models or (row["key"],))])
    everyone = here.keys() | models_near.keys() | paid.keys() | alliances.keys()
    known = world.rows(ORGANISATIONS)
    companies = _placed({row["organisation"] for row in known if row["type"] in COMPANIES}, here, paid)
    founded = _foundations(known, companies)
    return tuple(
        Facts(
            organisation=id,
            name=row["name"],
            type=row["type"],
            countries=tuple(row["countries"]),
            identifiers=row["identifiers"],
            here=cast("Mapping[Role, Seen]", here.get(id, {})),
            models_here=models_here.get(id, {}),
            models_near=models_near.get(id, {}),
            paid_here=paid.get(id),
            sectors=sectors.get(id, {}),
            alliances=tuple(alliances.get(id, ())),
            foundation=founded.get(id, ""),
            place=companies.get(id),
            companies=len(companies),
        )
        for row in known
        if (id := row["organisation"]) in everyone
    )


def _seen(row: Row) -> Seen:
    return Seen(count=row["count"], first_year=row["first"], last_year=row["last"], sources=tuple(row["sources"]))


def _by_key(rows: Iterable[Row]) -> dict[str, dict[str, Seen]]:
    found: dict[str, dict[str, Seen]] = defaultdict(dict)
    for row in rows:
        found[row["organisation"]][row["key"]] = _seen(row)
    return found


def _sectors(rows: Iterable[Row]) -> dict[str, dict[str, Seen]]:
    """Keep under each sector of the guide the purpose code that is seen most: one activity may have several."""
    found: dict[str, dict[str, Seen]] = defaultdict(dict)
    for row in rows:
        if sector := sector_of(row["key"]):
            of_sector = (_seen(row), found[row["organisation"]].get(sector, Seen(count=0)))
            found[row["organisation"]][sector] = max(of_sector, key=lambda seen: seen.count)
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


def _placed(companies: Collection[str], here: Mapping[str, Mapping[str, Seen]], paid: Mapping[str, Seen]) -> dict[str, int]:
    """Return the place of each company among those seen here, by activities and payments on record."""
    sizes = {one: sum(seen.count for seen in here.get(one, {}).values()) for one in (companies & here.keys()) | paid.keys()}
    return {one: place for place, one in enumerate(sorted(sizes, key=lambda one: (-sizes[one], one)), start=1)}


def _foundations(known: Sequence[Row], companies: Collection[str]) -> dict[str, str]:
    """Return for companies the name of a foundation on record that, but for the word foundation, is called like them."""
    by_core = {_core(row["name"]): row["name"] for row in known if row["type"] == FOUNDATION_TYPE}
    cores = {row["organisation"]: _core(row["name"]) for row in known if row["organisation"] in companies} if by_core else {}
    return {id: by_core[core] for id, core in cores.items() if core and core in by_core}


def _core(name: str) -> tuple[str, ...]:
    return telling_words(Name(text=name, schema="organisation"), but_for=FOUNDATION)
