-- Whose money some organisations work with in a country, and everywhere (no country).
WITH asked AS MATERIALIZED (
    SELECT value AS organisation FROM listed($organisations)
), told AS (
    FROM working SEMI JOIN asked USING (organisation) WHERE country = $country
    UNION ALL
    FROM working SEMI JOIN asked USING (organisation) WHERE country = ''
)
SELECT country, organisation, paid, own, costs, small, coalesce(reach, 0) AS reach,
       if(first_year > $year, $year, first_year) AS first,
       if(last_year > $year, $year, last_year) AS last, coalesce(sources, []) AS sources
FROM told ORDER BY country, organisation
