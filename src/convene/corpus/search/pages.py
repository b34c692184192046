"""What the page of one organisation shows, put together once for each: to read it page by page out
of the side tables takes ten looks each.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import tantivy
from duckdb import DuckDBPyConnection

READ = (
    "alliances",
    "inside",
    "ends",
    "tallies",
    "years",
    "sums",
    "called",
    "identified",
    "joined",
    "doubts",
    "unsaid",
)
"""Side tables that pages and other side tables are made of, and nothing else reads: once these are
made they have served.
"""
PARTNERS = 50
"""Partners, and organisations that may be the same, that a page shows; it says how many more there
are.
"""
NAMES = 200
"""Names, identifiers and joins that a page shows."""
STRETCH = 1_000
"""Organisations that are put together at a time, so that memory does not grow with their number."""
LISTS = {
    "tallies": ("facet, value, count, first_year, last_year, sources", "count DESC, value"),
    "years": ("year, role, count, sources", "year, count DESC, role"),
    "called": ("name, mentions, first_year, last_year, sources", "mentions DESC, name"),
    "identified": ("scheme, identifier, mentions, others, sources", "mentions DESC, identifier"),
    "joined": ("a, b, a_key, b_key, kind, score, why", "score DESC, a, b"),
    "doubts": ("other, name, score, why", "weight DESC, other"),
}
"""What is kept of each side table, and in which order. (Sums and partners need more than that.)"""
Progress = Callable[[str, int, int], None]
EVERY = "SELECT organisation FROM organisations ORDER BY organisation"
PAGES = """
    WITH own AS (SELECT organisation FROM organisations WHERE organisation BETWEEN $first AND $last),
    $LISTS,
    whole AS (
        SELECT organisation, "end", currency, kind, publisher, inner_part, sum(value)::VARCHAR AS value, sum(count)::BIGINT AS count,
               sum(without_value)::BIGINT AS without_value, list_sort(list_distinct(flatten(list(sources)))) AS sources,
               coalesce(list([year::VARCHAR, value::VARCHAR, count::VARCHAR] ORDER BY year NULLS LAST) FILTER (count > 0), []) AS years
        FROM sums WHERE organisation BETWEEN $first AND $last GROUP BY organisation, "end", currency, kind, publisher, inner_part
    ), summed AS (
        SELECT organisation, list({'end': "end", kind: kind, currency: currency, publisher: publisher, inner_part: inner_part, value: value,
                                   count: count, without_value: without_value, sources: sources, years: years}
                                  ORDER BY "end", currency, kind, publisher, inner_part) AS sums
        FROM whole GROUP BY organisation
    ), near AS MATERIALIZED (
        SELECT a, b, bond, activities, first_year, last_year, sources FROM bonds WHERE a BETWEEN $first AND $last
    ), alongside AS (
        SELECT a, b, sum(activities)::BIGINT AS activities, min(first_year) AS first_year, max(last_year) AS last_year,
               count(*) OVER (PARTITION BY a) AS total
        FROM near GROUP BY a, b QUALIFY row_number() OVER (PARTITION BY a ORDER BY sum(activities) DESC, b) <= $PARTNERS
    ), bound AS (
        SELECT a, b, list({bond: bond, activities: near.activities, sources: sources} ORDER BY near.activities DESC, bond) AS bonds
        FROM near SEMI JOIN alongside USING (a, b) GROUP BY a, b
    ), partnered AS (
        SELECT a AS organisation, any_value(total) AS partners_total,
               list({organisation: b, name: coalesce(organisations.name, ''), type: coalesce(organisations.type, ''),
                     activities: alongside.activities, first_year: first_year, last_year: last_year, bonds: bonds}
                    ORDER BY alongside.activities DESC, b) AS partners
        FROM alongside JOIN bound USING (a, b) LEFT JOIN organisations ON organisations.organisation = b GROUP BY a
    ), unclear AS (
        SELECT organisation, sum(count)::BIGINT AS unsaid FROM unsaid
        JOIN (SELECT DISTINCT organisation, activity FROM parts WHERE organisation BETWEEN $first AND $last) USING (activity) GROUP BY organisation
    )
    SELECT organisation, to_json({$NAMES, sums: coalesce(sums, []), partners: coalesce(partners, []),
                                  partners_total: coalesce(partners_total, 0), unsaid: coalesce(unsaid, 0)})::VARCHAR AS page
    FROM own $JOINS LEFT JOIN summed USING (organisation) LEFT JOIN partnered USING (organisation) LEFT JOIN unclear USING (organisation)
    ORDER BY organisation
"""
LISTED = """{name}_of AS (
    SELECT organisation, list({kept} ORDER BY {order}) AS {name}
    FROM (SELECT * FROM {name} WHERE organisation BETWEEN $first AND $last {enough}) GROUP BY organisation
)"""
ENOUGH = "QUALIFY row_number() OVER (PARTITION BY organisation ORDER BY {order}) <= {most}"
MOST = {"called": NAMES, "identified": NAMES, "joined": NAMES, "doubts": PARTNERS}


def documents(at: DuckDBPyConnection, progress: Progress) -> Iterator[tantivy.Document]:
    """Yield what is kept for the page of each organisation."""
    every = [row[0] for row in at.execute(EVERY).fetchall()]
    for start in range(0, len(every), STRETCH):
        within = every[start : start + STRETCH]
        for organisation, page in at.execute(
            statement(), {"first": within[0], "last": within[-1]}
        ).fetchall():
            yield tantivy.Document(id=organisation, page=page.encode())
        progress("Putting the pages of organisations together", start + len(within), len(every))


def statement() -> str:
    """Return the statement that puts pages together, with its blanks filled out of this file."""
    blanks = {
        "$LISTS": ",\n".join(_listed(name) for name in LISTS),
        "$NAMES": ", ".join(f"{name}: coalesce({name}, [])" for name in LISTS),
        "$JOINS": " ".join(f"LEFT JOIN {name}_of USING (organisation)" for name in LISTS),
        "$PARTNERS": str(PARTNERS),
    }
    filled = PAGES
    for blank, value in blanks.items():
        filled = filled.replace(blank, value)
    return filled


def _listed(name: str) -> str:
    fields, order = LISTS[name]
    kept = ", ".join(f"{field}: {field}" for field in fields.split(", "))
    enough = ENOUGH.format(order=order, most=MOST[name]) if name in MOST else ""
    return LISTED.format(name=name, kept=f"{{{kept}}}", order=order, enough=enough)


def clear(into: Path) -> None:
    """Take away the side tables that only the pages were made of."""
    for name in READ:
        (into / f"{name}.parquet").unlink()


def read(kept: bytes) -> dict[str, Any]:
    """Return what is kept for a page."""
    found: dict[str, Any] = json.loads(kept)
    return found
