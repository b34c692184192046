SELECT publisher, list_sort(list(DISTINCT number)),
       coalesce(list_sort(list(DISTINCT year) FILTER (year IS NOT NULL)), [])
FROM sources LEFT JOIN (SELECT source, unnest(years) AS year FROM facts) AS named
    ON named.source = number
GROUP BY publisher ORDER BY publisher
