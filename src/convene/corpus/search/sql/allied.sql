-- Who takes part in each existing alliance, by country. Who only tells of it, or only
-- offered to join, did not join it. `named` is how its record calls it.
SELECT value AS country, activity, organisation, identifier, title,
       coalesce(facts.countries[1], '') AS home, facts.likely[1] AS model,
       facts.first_year, facts.source, named,
       bool_or(role NOT IN ('reporter', 'bidder')) AS joined
FROM alliances JOIN facts USING (activity) JOIN tags USING (activity) JOIN parts USING (activity)
     LEFT JOIN (
         SELECT activity, organisation, arg_min(name, number) AS named FROM mentions
         WHERE organisation IS NOT NULL GROUP BY ALL
     ) AS names USING (activity, organisation)
WHERE facet = 'country'
GROUP BY ALL ORDER BY country, activity, organisation
