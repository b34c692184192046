"""The small tables beside the indexes: what a page of one organisation reads, made once so that no
page reads the whole corpus.

Every statement reads the snapshot's own tables, or those made before it, and is sorted by what it
will be asked by.
"""

from collections.abc import Mapping
from pathlib import Path

from convene.corpus import engine
from convene.corpus.search import longlists

SOURCES = (
    "sources",
    "activities",
    "mentions",
    "money",
    "organisations",
    "profiles",
    "joins",
    "review",
    "redirects",
)
CROWD = 60
"""Organisations of one activity up to which all count as partners of each other; in larger crowds,
only with those who pay or lead.
"""
ROW_GROUP = 32_768
"""Rows that are read together: fewer make a lookup read more headers, more make it read more rows.
"""
MEMORY = "2GB"
"""What one statement may hold at once; most of what is beyond goes to the disk."""
BLANKS = {
    "CROWD": str(CROWD),
    "LEADS": "['funder', 'buyer', 'payer', 'accountable', 'extending']",
    "PAYS": "['funder', 'buyer', 'payer']",
    "DOES": "['implementer', 'supplier', 'payee']",
    # Who only tells of an activity, or only offered to do it, has not worked with anyone by that.
    "BESIDE": "('reporter', 'bidder')",
    # What calls itself an alliance with companies, in English, Spanish or French.
    "ALLIANCE": "'public[- ]private (partnership|alliance)|global development alliance|\\bGDA\\b|alianza público|partenariats? publics?[- ]privé'",
    # Which kind of money tells the size of an activity: the first of these that it has, in each currency.
    "KINDS": "['commitment', 'grant', 'award', 'payment', 'budget', 'disbursement', 'expenditure', 'pledge', 'tender']",
}

STATEMENTS = {
    # Years an activity was under way, its countries and sectors wherever they stand, its money by kind and currency.
    "facts": """
        WITH flows AS (
            SELECT activity, list(DISTINCT year) FILTER (year IS NOT NULL) AS years,
                   flatten(list(countries)) AS countries, flatten(list(sectors)) AS sectors
            FROM money GROUP BY activity
        ), sums AS (
            SELECT activity, kind, currency, sum(value) AS value, count(value) AS count,
                   min(year) AS first_year, max(year) AS last_year
            FROM money WHERE value IS NOT NULL GROUP BY ALL
        ), amounts AS (
            SELECT activity, list({kind: kind, currency: currency, value: value, count: count, first_year: first_year, last_year: last_year}
                                  ORDER BY kind, currency) AS amounts
            FROM sums GROUP BY activity
        ), sizes AS (
            SELECT activity, list(currency || '-' || CASE WHEN digits < 3 THEN 0 ELSE least(digits, 8) END ORDER BY currency) AS bands
            FROM (SELECT activity, currency, length(CAST(trunc(abs(arg_min(value, list_position($KINDS, kind)))) AS HUGEINT)::VARCHAR) - 1
                         AS digits FROM sums WHERE list_contains($KINDS, kind) AND currency <> '' GROUP BY ALL)
            GROUP BY activity
        ), spans AS (
            SELECT activity, source, year(start) AS starts, year("end") AS ends, places, sectors, models FROM activities
        ), facts AS (
            SELECT activity, source,
                   list_sort(list_distinct(list_concat(
                       CASE WHEN ends - starts BETWEEN 0 AND 60 THEN range(starts, ends + 1) ELSE [starts, ends] END,
                       coalesce(flows.years, [])))) AS every_year,
                   list_sort(list_distinct(list_filter(list_concat(
                       [place.country for place in spans.places], coalesce(flows.countries, [])), lambda code: code <> ''))) AS countries,
                   list_sort(list_distinct(flatten([[sector.code, sector.code[1:3]]
                       for sector in list_concat(spans.sectors, coalesce(flows.sectors, []))
                       if sector.vocabulary IN ('dac', 'dac3') AND sector.code <> '']))) AS sectors,
                   list_sort(list_distinct([mapped.model for mapped in coalesce(spans.models, [])])) AS models,
                   list_sort(list_distinct([mapped.model for mapped in coalesce(spans.models, []) if mapped.confidence = 'likely'])) AS likely,
                   coalesce(amounts.amounts, []) AS amounts, coalesce(sizes.bands, []) AS bands
            FROM spans LEFT JOIN flows USING (activity) LEFT JOIN amounts USING (activity) LEFT JOIN sizes USING (activity)
        )
        SELECT * EXCLUDE (every_year), list_filter(every_year, lambda year: year BETWEEN 1900 AND 2200) AS years,
               list_min(years) AS first_year, list_max(years) AS last_year
        FROM facts ORDER BY activity
    """,
    "parts": """
        SELECT DISTINCT mentions.organisation, activity, role, coalesce(nullif(mentions.type, ''), organisations.type, '') AS type,
               facts.source, facts.first_year, facts.last_year
        FROM mentions JOIN organisations USING (organisation) JOIN facts USING (activity)
        ORDER BY organisation, activity, role, type
    """,
    # What calls itself an alliance with companies, or has a public-private partnership among its parts.
    "alliances": """
        SELECT activity, identifier, coalesce(titles[1].text, identifier) AS title FROM activities
        WHERE kind = 'alliance' OR activity IN (SELECT activity FROM parts WHERE type = '30')
           OR regexp_matches(concat_ws(' ', titles[1].text, descriptions[1].text), $ALLIANCE, 'i')
        ORDER BY activity
    """,
    "tags": """
        SELECT 'country' AS facet, unnest(countries) AS value, activity FROM facts
        UNION ALL SELECT 'sector', unnest(sectors), activity FROM facts
        UNION ALL SELECT 'model', unnest(models), activity FROM facts
        UNION ALL SELECT 'year', unnest(years)::VARCHAR, activity FROM facts
        UNION ALL SELECT 'band', unnest(bands), activity FROM facts
        UNION ALL SELECT 'kind', kind, activity FROM activities
        UNION ALL SELECT DISTINCT 'funder', organisation, activity FROM parts WHERE role = 'funder'
        ORDER BY ALL
    """,
    # Which activity is a part of which larger one of the same publisher, over up to five levels; what calls each other parent is neither.
    "inside": """
        WITH RECURSIVE named AS (
            -- One key, not two: joined by publisher first, the records of one publisher would all meet each other.
            SELECT activity, publisher || chr(31) AS publisher, publisher || chr(31) || identifier AS key, related
            FROM activities JOIN sources ON sources.number = activities.source WHERE identifier <> ''
        ), said AS (
            SELECT publisher, key, unnest(related) AS other FROM named WHERE len(related) > 0
        ), told AS (
            SELECT DISTINCT child, parent FROM (
                SELECT key AS child, publisher || other.identifier AS parent FROM said WHERE other.type = 'parent'
                UNION ALL SELECT publisher || other.identifier, key FROM said WHERE other.type = 'child')
            WHERE child <> parent
        ), direct AS MATERIALIZED (
            SELECT DISTINCT small.activity, large.activity AS larger
            FROM told ANTI JOIN (SELECT parent AS child, child AS parent FROM told) AS back USING (child, parent)
            JOIN named small ON small.key = told.child JOIN named large ON large.key = told.parent
            WHERE small.activity <> large.activity
        ), inside AS (
            SELECT activity, larger, 1 AS depth FROM direct
            UNION
            SELECT inside.activity, direct.larger, depth + 1 FROM inside JOIN direct ON direct.activity = inside.larger
            WHERE depth < 5 AND direct.larger <> inside.activity
        )
        SELECT DISTINCT activity, larger FROM inside ORDER BY ALL
    """,
    # Each sum at each end that names an organisation.
    "ends": """
        WITH ends AS (
            SELECT giver_organisation AS organisation,
                   CASE WHEN giver_organisation = receiver_organisation THEN 'within' ELSE 'gave' END AS "end",
                   activity, kind, currency, year, value
            FROM money WHERE giver_organisation IS NOT NULL
            UNION ALL
            SELECT receiver_organisation, 'received', activity, kind, currency, year, value
            FROM money WHERE receiver_organisation IS NOT NULL AND receiver_organisation IS DISTINCT FROM giver_organisation
        )
        SELECT organisation, "end", kind, currency, activity, year, source, sum(value) AS value, count(value) AS count,
               count(*) - count(value) AS without_value
        FROM ends JOIN facts USING (activity) GROUP BY ALL ORDER BY ALL
    """,
    # One sum may stand in an activity and in a part of it: those of the parts are marked.
    "sums": """
        WITH twice AS (
            SELECT DISTINCT small.organisation, small."end", small.kind, small.currency, small.activity
            FROM inside JOIN ends small USING (activity)
            JOIN ends large ON large.activity = inside.larger AND large.organisation = small.organisation AND large."end" = small."end"
                AND large.kind = small.kind AND large.currency = small.currency
            WHERE large.count > 0
        )
        SELECT organisation, "end", kind, currency, publisher, twice.activity IS NOT NULL AS inner_part, year,
               coalesce(sum(value), 0) AS value, sum(count)::BIGINT AS count, sum(without_value)::BIGINT AS without_value,
               list_sort(list(DISTINCT ends.source)) AS sources
        FROM ends JOIN sources ON sources.number = ends.source LEFT JOIN twice USING (organisation, "end", kind, currency, activity)
        GROUP BY ALL ORDER BY ALL
    """,
    # What two organisations were to each other in each activity: by money that names both, else by their roles.
    "bonds": """
        WITH takers AS (
            SELECT parts.organisation, parts.activity, list(DISTINCT role) AS roles FROM parts
            WHERE role NOT IN $BESIDE GROUP BY ALL
        ), crowds AS (
            SELECT activity, count(*) > $CROWD AS crowd FROM takers GROUP BY activity HAVING count(*) > 1
        ), paid AS (
            SELECT DISTINCT giver_organisation AS a, receiver_organisation AS b, activity FROM money
            WHERE a IS NOT NULL AND b IS NOT NULL AND a <> b
        ), leads AS (
            SELECT takers.*, crowd, list_has_any(roles, $LEADS) AS lead FROM takers JOIN crowds USING (activity)
        ), pairs AS (
            SELECT a.organisation AS a, b.organisation AS b, activity, a.roles AS ours, b.roles AS theirs
            FROM leads a JOIN leads b USING (activity)
            WHERE a.organisation <> b.organisation AND (NOT a.crowd OR a.lead OR b.lead)
        ), every_pair AS (
            SELECT a, b, activity FROM pairs UNION SELECT a, b, activity FROM paid UNION SELECT b, a, activity FROM paid
        ), named AS (
            SELECT every_pair.a, every_pair.b, every_pair.activity, kind,
                   gave.a IS NOT NULL OR coalesce(list_has_any(ours, $PAYS) AND list_has_any(theirs, $DOES), false) AS gives,
                   got.a IS NOT NULL OR coalesce(list_has_any(theirs, $PAYS) AND list_has_any(ours, $DOES), false) AS gets
            FROM every_pair LEFT JOIN pairs USING (a, b, activity)
            LEFT JOIN paid gave ON gave.a = every_pair.a AND gave.b = every_pair.b AND gave.activity = every_pair.activity
            LEFT JOIN paid got ON got.a = every_pair.b AND got.b = every_pair.a AND got.activity = every_pair.activity
            JOIN activities ON activities.activity = every_pair.activity
        ), bonds AS (
            SELECT a, b, activity, CASE
                WHEN gives = gets THEN 'took part'
                WHEN kind = 'contract' THEN CASE WHEN gives THEN 'bought from' ELSE 'sold to' END
                WHEN kind = 'payment' THEN CASE WHEN gives THEN 'paid' ELSE 'was paid by' END
                WHEN gives THEN 'funded' ELSE 'funded by' END AS bond
            FROM named
        )
        SELECT a, b, bond, count(*) AS activities, min(first_year) AS first_year, max(last_year) AS last_year,
               arg_max(activity, (coalesce(last_year, 0), -activity)) AS latest, list_sort(list(DISTINCT source)) AS sources
        FROM bonds JOIN facts USING (activity) GROUP BY a, b, bond ORDER BY a, b, bond
    """,
    "tallies": """
        WITH own AS (SELECT DISTINCT organisation, activity, source, first_year, last_year FROM parts)
        SELECT organisation, facet, value, count(*) AS count, min(first_year) AS first_year, max(last_year) AS last_year,
               list_sort(list(DISTINCT source)) AS sources
        FROM own JOIN tags USING (activity) WHERE facet IN ('country', 'sector', 'model')
        GROUP BY ALL ORDER BY organisation, count DESC, facet, value
    """,
    "years": """
        WITH roles AS (SELECT DISTINCT organisation, activity, role, source FROM parts),
        told AS (SELECT activity, value::INTEGER AS year FROM tags WHERE facet = 'year')
        SELECT organisation, year, '' AS role, count(DISTINCT activity) AS count, list_sort(list(DISTINCT source)) AS sources
        FROM roles JOIN told USING (activity) GROUP BY organisation, year
        UNION ALL
        SELECT organisation, year, role, count(*), list_sort(list(DISTINCT source)) FROM roles JOIN told USING (activity) GROUP BY ALL
        ORDER BY organisation, year, count DESC, role
    """,
    # Sums of which no record says who gave or received them.
    "unsaid": """
        SELECT activity, count(*) AS count FROM money WHERE giver_organisation IS NULL AND receiver_organisation IS NULL
        GROUP BY activity ORDER BY activity
    """,
    "called": """
        SELECT organisation, name, count(*) AS mentions, min(first_year) AS first_year, max(last_year) AS last_year,
               list_sort(list(DISTINCT facts.source)) AS sources
        FROM mentions JOIN facts USING (activity) WHERE organisation IS NOT NULL AND name <> ''
        GROUP BY organisation, name ORDER BY organisation, mentions DESC, name
    """,
    "identified": """
        WITH used AS (
            SELECT organisation, scheme, identifier, count(*) AS mentions, list_sort(list(DISTINCT source)) AS sources
            FROM (SELECT mentions.organisation, scheme, mentions.identifier, facts.source FROM mentions JOIN facts USING (activity))
            WHERE organisation IS NOT NULL AND identifier <> '' GROUP BY ALL
        )
        SELECT *, count(*) OVER (PARTITION BY scheme, identifier) - 1 AS others FROM used ORDER BY organisation, mentions DESC, identifier
    """,
    "joined": """
        SELECT joins.organisation, a.name AS a, b.name AS b, joins.a AS a_key, joins.b AS b_key, joins.kind, joins.score, joins.why
        FROM joins JOIN profiles a ON a.key = joins.a JOIN profiles b ON b.key = joins.b ORDER BY ALL
    """,
    "doubts": """
        WITH sides AS (
            SELECT organisation_a AS organisation, organisation_b AS other, score, why, weight FROM review
            UNION ALL SELECT organisation_b, organisation_a, score, why, weight FROM review
        )
        SELECT sides.organisation, other, organisations.name, max(score) AS score, arg_max(why, weight) AS why, max(weight) AS weight
        FROM sides JOIN organisations ON organisations.organisation = other WHERE sides.organisation <> other
        GROUP BY ALL ORDER BY sides.organisation, weight DESC, other
    """,
}


def make(folder: Path, *, into: Path) -> None:
    """Write the side tables of a snapshot's tables into a folder."""
    blanks = BLANKS | longlists.blanks()
    with engine.over(
        {table: folder / f"{table}.parquet" for table in SOURCES}, memory=MEMORY, work=into
    ) as at:
        for name, statement in (STATEMENTS | longlists.STATEMENTS).items():
            made = str(into / f"{name}.parquet")
            at.sql(filled(statement, blanks)).write_parquet(made, row_group_size=ROW_GROUP)
            at.read_parquet(made).create_view(name)


def filled(statement: str, blanks: Mapping[str, str]) -> str:
    """Return a statement with its blanks filled."""
    for blank, value in blanks.items():
        statement = statement.replace(f"${blank}", value)
    return statement
