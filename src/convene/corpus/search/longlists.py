"""The side tables that a longlist reads: all is counted when they are made, and what is of one
place stands together in each.

Years to come are kept as records give them: whoever asks says which year it is.
"""

from collections.abc import Mapping

from convene.packs import places
from convene.packs.codelists import dac_sectors

STATEMENTS = {
    # Who took part in how many activities of each country in which role; without a role, in how many at all.
    "present": """
        WITH taking AS (
            SELECT DISTINCT value AS country, organisation, activity, role, source, first_year, last_year
            FROM parts JOIN tags USING (activity) WHERE facet = 'country'
        )
        SELECT country, organisation, role, count(*) AS count, min(first_year) AS first_year, max(last_year) AS last_year,
               list_sort(list(DISTINCT source)) AS sources
        FROM taking GROUP BY country, organisation, role
        UNION ALL
        SELECT country, organisation, '', count(DISTINCT activity), min(first_year), max(last_year), list_sort(list(DISTINCT source))
        FROM taking GROUP BY country, organisation
        ORDER BY country, organisation, role
    """,
    # Who took part in how many activities that are likely of a model, in each country and in each region.
    "doing": """
        WITH likely AS (
            SELECT activity, unnest(likely) AS model, source, first_year, last_year FROM facts
        ), placed AS (
            SELECT activity, value AS place FROM tags WHERE facet = 'country'
            UNION SELECT activity, region FROM tags JOIN (VALUES $REGIONS) AS regions (country, region) ON country = value WHERE facet = 'country'
        ), taking AS (
            SELECT DISTINCT place, model, organisation, activity, likely.source, likely.first_year, likely.last_year
            FROM likely JOIN placed USING (activity) JOIN parts USING (activity)
        )
        SELECT place, model, organisation, count(*) AS count, min(first_year) AS first_year, max(last_year) AS last_year,
               list_sort(list(DISTINCT source)) AS sources
        FROM taking GROUP BY place, model, organisation ORDER BY place, model, organisation
    """,
    # Which of the guide's sectors who works in: of the purpose codes that speak of one, that of most activities, which may be the same ones.
    "sectored": """
        WITH spoken AS (
            SELECT value, arg_max(sector, length(start)) AS sector
            FROM (SELECT DISTINCT value FROM tags WHERE facet = 'sector') JOIN (VALUES $SECTORS) AS sectors (start, sector) ON starts_with(value, start)
            GROUP BY value
        )
        SELECT sector, organisation, count, first_year, last_year, sources FROM tallies JOIN spoken USING (value) WHERE facet = 'sector'
        QUALIFY row_number() OVER (PARTITION BY sector, organisation ORDER BY count DESC, value) = 1 ORDER BY sector, organisation
    """,
    # Who takes part in each existing alliance, by country. Who only tells of it, or only offered to join, did not join it.
    "allied": """
        SELECT value AS country, activity, organisation, identifier, title, coalesce(facts.countries[1], '') AS home, facts.likely[1] AS model,
               facts.first_year, facts.source, bool_or(role NOT IN $BESIDE) AS joined
        FROM alliances JOIN facts USING (activity) JOIN tags USING (activity) JOIN parts USING (activity) WHERE facet = 'country'
        GROUP BY ALL ORDER BY country, activity, organisation
    """,
    # Who made how many of the payments that are on record, by country.
    "payers": """
        SELECT tags.value AS country, giver_organisation AS organisation, count(*) AS count,
               min(coalesce(year, facts.first_year)) AS first_year, max(coalesce(year, facts.last_year)) AS last_year,
               list_sort(list(DISTINCT facts.source)) AS sources
        FROM money JOIN facts USING (activity) JOIN tags USING (activity)
        WHERE kind = 'payment' AND giver_organisation IS NOT NULL AND facet = 'country' GROUP BY ALL ORDER BY country, organisation
    """,
}


def blanks() -> dict[str, str]:
    """Return what is filled into the statements: the region of each country, and the sector that
    purpose codes speak of by their beginnings.
    """
    return {"REGIONS": _pairs(places.regions()), "SECTORS": _pairs(dac_sectors())}


def _pairs(values: Mapping[str, str]) -> str:
    return ", ".join(f"('{key}', '{value}')" for key, value in values.items())
