WITH own AS (SELECT DISTINCT organisation, activity, source, first_year, last_year FROM parts)
SELECT organisation, facet, value, count(*) AS count, min(first_year) AS first_year,
       max(last_year) AS last_year,
       list_sort(list(DISTINCT source)) AS sources
FROM own JOIN tags USING (activity) WHERE facet IN ('country', 'sector', 'model')
GROUP BY ALL ORDER BY organisation, count DESC, facet, value
