"""The side tables that a longlist reads: what is on record of one country stands together in each, so that nothing else is read.

Years to come are kept as records give them: whoever asks says which year it is.
"""

STATEMENTS = {
    # Who takes part in each activity and in which roles, by country.
    "present": """
        SELECT value AS country, organisation, activity, role, facts.source, facts.first_year, facts.last_year
        FROM (SELECT DISTINCT organisation, activity, role FROM parts) AS taking JOIN facts USING (activity) JOIN tags USING (activity)
        WHERE facet = 'country' ORDER BY country, organisation, activity, role
    """,
    # Who takes part in each activity that is likely of a model, by model and country.
    "doing": """
        SELECT DISTINCT model, value AS country, organisation, activity, likely.source, likely.first_year, likely.last_year
        FROM (SELECT activity, unnest(likely) AS model, source, first_year, last_year FROM facts) AS likely
        JOIN tags USING (activity) JOIN parts USING (activity) WHERE facet = 'country' ORDER BY model, country, organisation, activity
    """,
    # Who takes part in each existing alliance, by country. Who only tells of it, or only offered to join, did not join it.
    "allied": """
        SELECT value AS country, activity, organisation, identifier, title, coalesce(facts.countries[1], '') AS home, facts.likely[1] AS model,
               facts.first_year, facts.source, bool_or(role NOT IN $BESIDE) AS joined
        FROM alliances JOIN facts USING (activity) JOIN tags USING (activity) JOIN parts USING (activity) WHERE facet = 'country'
        GROUP BY ALL ORDER BY country, activity, organisation
    """,
    # Who made the payments that are on record, by country.
    "payers": """
        SELECT tags.value AS country, giver_organisation AS organisation, facts.source, count(*) AS count,
               min(coalesce(year, facts.first_year)) AS first_year, max(coalesce(year, facts.last_year)) AS last_year
        FROM money JOIN facts USING (activity) JOIN tags USING (activity)
        WHERE kind = 'payment' AND giver_organisation IS NOT NULL AND facet = 'country' GROUP BY ALL ORDER BY country, organisation, facts.source
    """,
}  # fmt: skip
