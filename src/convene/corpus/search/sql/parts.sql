-- Who takes part in which activity as what; `inferred` where only the money says so.
WITH taken AS (
    SELECT organisation, activity, role, type, false AS inferred FROM mentions
    UNION ALL
    SELECT inferred.organisation, inferred.activity, 'funder', mentions.type, true
    FROM inferred JOIN mentions USING (activity, number)
)
SELECT taken.organisation, activity, role,
       coalesce(CASE WHEN list_contains(doubtful, taken.type) THEN NULL
                     ELSE nullif(taken.type, '') END, organisations.type, '') AS type,
       facts.source, facts.first_year, facts.last_year, bool_and(inferred) AS inferred
FROM taken JOIN organisations USING (organisation) JOIN facts USING (activity)
GROUP BY ALL
ORDER BY organisation, activity, role, type
