-- Whose money who works with in each country: of how many projects somebody was paid a part with
-- aid that others gave, how many are its own work, how many of those paid are only the running of
-- an office (DAC 910) or are of less than ten thousand. Where no country is named, everywhere; in
-- how many countries somebody is on record at all is its reach.
WITH roles AS (
    SELECT organisation, activity, list(DISTINCT role) AS roles FROM parts
    WHERE NOT inferred GROUP BY ALL
), givers AS (
    SELECT activity, list(DISTINCT organisation) AS givers FROM parts
    WHERE role IN ('funder', 'reporter') GROUP BY activity
), taken AS (
    SELECT organisation, activity, facts.source, first_year, last_year,
           kind = 'project' AND alliances.activity IS NULL
               AND list_has_any(roles, ['implementer', 'payee', 'accountable', 'extending'])
               AND NOT list_has_any(roles, ['funder', 'partner', 'buyer', 'supplier', 'bidder',
                                            'payer'])
               AND len(list_filter(coalesce(givers, []), lambda giver: giver <> organisation)) > 0
               AS paid,
           paid AND len(sectors) > 0 AND len(list_filter(sectors,
               lambda code: NOT starts_with(code, '910'))) = 0 AS costs,
           paid AND len(bands) > 0 AND len(list_filter(bands, lambda band: NOT regexp_matches(
               band, '^(USD|EUR|GBP|CHF|CAD|AUD)-[0-3]$'))) = 0 AS small
    FROM roles JOIN facts USING (activity)
         JOIN (SELECT activity, kind FROM activities) AS kinds USING (activity)
         LEFT JOIN givers USING (activity) LEFT JOIN alliances USING (activity)
    WHERE roles <> ['reporter']
), placed AS (
    SELECT taken.*, value AS country FROM taken JOIN tags USING (activity)
    WHERE facet = 'country'
), reached AS (
    SELECT organisation, count(DISTINCT value) AS reach FROM roles JOIN tags USING (activity)
    WHERE facet = 'country' GROUP BY organisation
), everywhere AS (
    SELECT '' AS country, organisation, count(*) FILTER (paid) AS paid,
           count(*) FILTER (NOT paid) AS own, 0 AS costs, 0 AS small,
           min(first_year) FILTER (paid) AS first_year,
           max(last_year) FILTER (paid) AS last_year, NULL AS sources
    FROM taken GROUP BY organisation
)
SELECT country, organisation, count(*) FILTER (paid) AS paid, count(*) FILTER (NOT paid) AS own,
       count(*) FILTER (costs) AS costs, count(*) FILTER (small) AS small,
       min(first_year) FILTER (paid) AS first_year, max(last_year) FILTER (paid) AS last_year,
       list_sort(list(DISTINCT source) FILTER (paid)) AS sources, NULL AS reach
FROM placed GROUP BY country, organisation
UNION ALL
SELECT country, organisation, paid, own, costs, small, first_year, last_year, sources, reach
FROM everywhere LEFT JOIN reached USING (organisation)
UNION ALL
SELECT '', organisation, 0, 0, 0, 0, NULL, NULL, NULL, reach FROM reached
ANTI JOIN everywhere USING (organisation)
ORDER BY country, organisation
