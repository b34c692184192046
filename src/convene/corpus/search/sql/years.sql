WITH roles AS (SELECT DISTINCT organisation, activity, role, source FROM parts),
told AS (SELECT activity, value::INTEGER AS year FROM tags WHERE facet = 'year')
SELECT organisation, year, '' AS role, count(DISTINCT activity) AS count,
       list_sort(list(DISTINCT source)) AS sources
FROM roles JOIN told USING (activity) GROUP BY organisation, year
UNION ALL
SELECT organisation, year, role, count(*), list_sort(list(DISTINCT source))
FROM roles JOIN told USING (activity) GROUP BY ALL
ORDER BY organisation, year, count DESC, role
