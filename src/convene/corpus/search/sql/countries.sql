SELECT source, list_sort(list(DISTINCT country))
FROM (SELECT source, unnest(countries) AS country FROM facts) GROUP BY source
