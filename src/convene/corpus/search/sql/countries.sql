SELECT source, list_sort(list(DISTINCT country))
FROM (
    SELECT source, unnest(countries) AS country FROM facts
    UNION ALL
    SELECT source, unnest(places).country FROM activities WHERE kind = 'membership'
)
GROUP BY source
