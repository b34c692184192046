SELECT organisation, name, count(*) AS mentions, min(first_year) AS first_year,
       max(last_year) AS last_year,
       list_sort(list(DISTINCT facts.source)) AS sources
FROM mentions JOIN facts USING (activity) WHERE organisation IS NOT NULL AND name <> ''
GROUP BY organisation, name ORDER BY organisation, mentions DESC, name
