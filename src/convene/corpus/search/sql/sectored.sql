-- Which of the guide's sectors who works in: of the purpose codes that speak of one, that of
-- most activities, which may be the same ones.
WITH spoken AS (
    SELECT value, arg_max(sector, length(start)) AS sector
    FROM (SELECT DISTINCT value FROM tags WHERE facet = 'sector')
         JOIN purposes ON starts_with(value, start)
    GROUP BY value
)
SELECT sector, organisation, count, first_year, last_year, sources
FROM tallies JOIN spoken USING (value) WHERE facet = 'sector'
QUALIFY row_number() OVER (PARTITION BY sector, organisation ORDER BY count DESC, value) = 1
ORDER BY sector, organisation
