SELECT sector.code, arg_max(sector.name, times) FROM (
    SELECT sector, count(*) AS times FROM (
        SELECT unnest(sectors) AS sector FROM activities
        UNION ALL
        SELECT unnest(sectors) FROM money
    )
    WHERE sector.vocabulary IN ('dac', 'dac3') AND sector.name <> '' GROUP BY ALL
)
GROUP BY sector.code ORDER BY sector.code
