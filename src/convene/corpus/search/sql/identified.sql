WITH used AS (
    SELECT organisation, scheme, identifier, count(*) AS mentions,
           list_sort(list(DISTINCT source)) AS sources
    FROM (
        SELECT mentions.organisation, scheme, mentions.identifier, facts.source
        FROM mentions JOIN facts USING (activity)
    )
    WHERE organisation IS NOT NULL AND identifier <> '' GROUP BY ALL
)
SELECT *, count(*) OVER (PARTITION BY scheme, identifier) - 1 AS others FROM used
ORDER BY organisation, mentions DESC, identifier
