"""What the snapshot's records say of everyone who might join an alliance in a country: the facts that the six questions ask for."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, cast

import duckdb

from convene.core.longlist import Alliance, Facts, Seen, Wanted
from convene.core.names import Name
from convene.core.records import Role
from convene.corpus.snapshots import Snapshot, current
from convene.matching import telling_words
from convene.packs.codelists import sector_of

ALLIANCE = r"public[- ]private (partnership|alliance)|global development alliance|\bGDA\b|alianza público|partenariats? publics?[- ]privé"
"""What an activity's own text calls an alliance with companies, in English, Spanish and French."""
COMPANIES = ("70", "71", "72", "73")
Row = tuple[Any, ...]

ACTS = """
CREATE TEMP TABLE acts AS
WITH sums AS (
    SELECT activity, list_distinct(flatten(list(countries))) AS countries, min(year) AS first, max(year) AS last FROM money GROUP BY activity
), whole AS (
    SELECT a.activity, a.source, a.kind, a.identifier, a.titles, a.descriptions, a.sectors, a.models,
           list_distinct(list_concat(list_transform(coalesce(a.places, []), lambda p: p.country), coalesce(s.countries, []))) AS countries,
           coalesce(year(a.start), s.first) AS first, least(coalesce(year(a."end"), s.last, year(a.start)), $year) AS last
    FROM activities a LEFT JOIN sums s USING (activity)
)
SELECT *, list_contains(countries, $country) AS here FROM whole WHERE list_has_any(countries, $near)
"""
ROLES = """
SELECT organisation, role, count(DISTINCT activity), min(first), max(last), list(DISTINCT source)
FROM parts JOIN acts USING (activity) WHERE here GROUP BY 1, 2
"""
MODELS = """
SELECT organisation, model, here, count(DISTINCT activity), min(first), max(last), list(DISTINCT source)
FROM parts JOIN (SELECT activity, source, here, first, last, unnest(models).model AS model FROM acts) USING (activity) GROUP BY 1, 2, 3
"""
PAYMENTS = """
SELECT giver_organisation, count(*), min(coalesce(m.year, first)), max(coalesce(m.year, last)), list(DISTINCT acts.source)
FROM money m JOIN acts USING (activity) WHERE here AND m.kind = 'payment' AND giver_organisation IS NOT NULL GROUP BY 1
"""
SECTORS = """
SELECT organisation, code, count(DISTINCT activity), min(first), max(last), list(DISTINCT source)
FROM parts JOIN (
    SELECT activity, source, first, last, unnest(sectors).code AS code FROM acts
    UNION ALL SELECT activity, acts.source, first, last, unnest(m.sectors).code FROM money m JOIN acts USING (activity)
) USING (activity) GROUP BY 1, 2
"""
ALLIANCES = """
SELECT organisation, titles, countries, first, models, acts.source, acts.kind, acts.identifier, s.form, here
FROM acts JOIN parts USING (activity) JOIN sources s USING (source)
WHERE acts.kind = 'alliance' OR activity IN (SELECT activity FROM parts WHERE type = '30') OR regexp_matches(
    array_to_string(list_transform(list_concat(coalesce(titles, []), coalesce(descriptions, [])), lambda t: t.text), ' '), $alliance, 'i')
ORDER BY here DESC, first DESC NULLS LAST, activity
"""
ORGANISATIONS = "SELECT organisation, name, type, countries, len(identifiers) FROM organisations"


def facts(wanted: Wanted, *, near: Collection[str], this_year: int) -> tuple[Facts, ...]:
    """Return what records say of each organisation seen in a country, or for the same work in its region.

    `near` holds the ISO codes of the region's countries. Empty before there is a snapshot.
    """
    snapshot = current()
    if snapshot is None:
        return ()
    with _session(snapshot) as asked:
        asked.execute(ACTS, {"country": wanted.country, "near": sorted({wanted.country, *near}), "year": this_year})
        return _facts(asked, wanted)


def _facts(asked: duckdb.DuckDBPyConnection, wanted: Wanted) -> tuple[Facts, ...]:
    here = _seen_by(asked.execute(ROLES).fetchall())
    models = asked.execute(MODELS).fetchall()
    models_here = _seen_by(row[:2] + row[3:] for row in models if row[2])
    models_near = _seen_by(row[:2] + row[3:] for row in models if not row[2] and row[1] in (wanted.models or (row[1],)))
    paid = {row[0]: _seen(row[1:]) for row in asked.execute(PAYMENTS).fetchall()}
    alliances = _alliances(asked.execute(ALLIANCES, {"alliance": ALLIANCE}).fetchall())
    sectors = _sectors(asked.execute(SECTORS).fetchall()) if wanted.sectors else {}
    everyone = here.keys() | models_near.keys() | paid.keys() | alliances.keys()
    known = asked.execute(ORGANISATIONS).fetchall()
    companies = _placed({row[0] for row in known if row[2] in COMPANIES}, here, paid)
    founded = _foundations(known, companies)
    return tuple(
        Facts(
            organisation=organisation,
            name=name,
            type=type_ or "",
            countries=tuple(countries or ()),
            identifiers=identifiers,
            here=cast("Mapping[Role, Seen]", here.get(organisation, {})),
            models_here=models_here.get(organisation, {}),
            models_near=models_near.get(organisation, {}),
            paid_here=paid.get(organisation),
            sectors=sectors.get(organisation, {}),
            alliances=tuple(alliances.get(organisation, ())),
            foundation=founded.get(organisation, ""),
            place=companies.get(organisation),
            companies=len(companies),
        )
        for organisation, name, type_, countries, identifiers in known
        if organisation in everyone
    )


def _session(snapshot: Snapshot) -> duckdb.DuckDBPyConnection:
    """Open the tables for reading. Extensions stay off, so that nothing is fetched."""
    asked = duckdb.connect(config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"})
    for table in ("activities", "mentions", "money", "organisations", "sources"):
        asked.read_parquet(str(snapshot.table(table))).create_view(table)
    asked.execute("CREATE TEMP VIEW parts AS SELECT activity, organisation, role, type FROM mentions WHERE organisation IS NOT NULL")
    return asked


def _seen(row: Sequence[Any]) -> Seen:
    count, first, last, sources = row
    return Seen(count=count, first_year=first, last_year=last, sources=tuple(sorted(sources)))


def _seen_by(rows: Iterable[Row]) -> dict[str, dict[str, Seen]]:
    found: dict[str, dict[str, Seen]] = defaultdict(dict)
    for organisation, key, *rest in rows:
        found[organisation][key] = _seen(rest)
    return found


def _sectors(rows: Iterable[Row]) -> dict[str, dict[str, Seen]]:
    """Keep under each sector of the guide the purpose code that is seen most: one activity may have several."""
    found: dict[str, dict[str, Seen]] = defaultdict(dict)
    for organisation, code, *rest in rows:
        if sector := sector_of(code or ""):
            found[organisation][sector] = max(_seen(rest), found[organisation].get(sector, Seen(count=0)), key=lambda seen: seen.count)
    return found


def _alliances(rows: Iterable[Row]) -> dict[str, list[Alliance]]:
    found: dict[str, list[Alliance]] = defaultdict(list)
    for organisation, titles, countries, first, models, source, _, identifier, form, _ in rows:
        found[organisation].append(
            Alliance(
                title=titles[0]["text"] if titles else identifier,
                country=countries[0],
                year=first,
                model=models[0]["model"] if models else "",
                source=source,
                record=identifier if form == "guide" else "",
            )
        )
    return found


def _placed(companies: Collection[str], here: Mapping[str, Mapping[str, Seen]], paid: Mapping[str, Seen]) -> dict[str, int]:
    """Return the place of each company among those seen here, by activities and payments on record."""
    sizes = {one: sum(seen.count for seen in here.get(one, {}).values()) for one in (companies & here.keys()) | paid.keys()}
    return {one: place for place, one in enumerate(sorted(sizes, key=lambda one: (-sizes[one], one)), start=1)}


def _foundations(known: Sequence[Row], companies: Collection[str]) -> dict[str, str]:
    """Return for companies the name of a foundation on record that, but for the word foundation, is called like them."""
    by_core = {_core(row[1]): row[1] for row in known if row[2] == "60"}
    cores = {row[0]: _core(row[1]) for row in known if row[0] in companies} if by_core else {}
    return {one: by_core[core] for one, core in cores.items() if core and core in by_core}


def _core(name: str) -> tuple[str, ...]:
    return telling_words(Name(text=name, schema="organisation"), but_for=FOUNDATION)


FOUNDATION = frozenset({"foundation", "fondation", "fundacion", "fundacao", "stiftung", "fondazione", "corporation", "corporate"})
"""Words that make a foundation's name out of a company's."""
