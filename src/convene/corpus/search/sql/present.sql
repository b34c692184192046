-- Who took part in how many activities of each country in which role; without a role, in how
-- many at all.
WITH taking AS (
    SELECT DISTINCT value AS country, organisation, activity, role, source, first_year,
           last_year
    FROM parts JOIN tags USING (activity) WHERE facet = 'country'
)
SELECT country, organisation, role, count(*) AS count, min(first_year) AS first_year,
       max(last_year) AS last_year,
       list_sort(list(DISTINCT source)) AS sources
FROM taking GROUP BY country, organisation, role
UNION ALL
SELECT country, organisation, '', count(DISTINCT activity), min(first_year), max(last_year),
       list_sort(list(DISTINCT source))
FROM taking GROUP BY country, organisation
ORDER BY country, organisation, role
