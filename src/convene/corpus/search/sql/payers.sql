-- Who made how many of the payments that are on record, by country.
SELECT tags.value AS country, giver_organisation AS organisation, count(*) AS count,
       min(coalesce(year, facts.first_year)) AS first_year,
       max(coalesce(year, facts.last_year)) AS last_year,
       list_sort(list(DISTINCT facts.source)) AS sources
FROM money JOIN facts USING (activity) JOIN tags USING (activity)
WHERE kind = 'payment' AND giver_organisation IS NOT NULL AND facet = 'country' GROUP BY ALL
ORDER BY country, organisation
