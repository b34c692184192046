-- Years to come are no gap: nothing was loaded from them yet.
SELECT publisher, list_sort(list(DISTINCT number)),
       coalesce(list_sort(list(DISTINCT year) FILTER (
           year <= (SELECT max(left(loaded_at, 4)::INTEGER) FROM sources))), [])
FROM sources LEFT JOIN (SELECT source, unnest(years) AS year FROM facts) AS named
    ON named.source = number
GROUP BY publisher ORDER BY publisher
