-- Whose money who works with: of how many projects somebody was paid a part with aid that others
-- gave, how many are its own work, how many of those paid are only the running of an office (DAC
-- 910) or are of less than ten thousand; by country, and everywhere (no country). In how many
-- countries somebody is on record at all is its reach.
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
           len(sectors) > 0 AND len(list_filter(sectors,
               lambda code: NOT starts_with(code, '910'))) = 0 AS costs,
           len(bands) > 0 AND len(list_filter(bands, lambda band: NOT regexp_matches(
               band, '^(USD|EUR|GBP|CHF|CAD|AUD)-[0-3]$'))) = 0 AS small
    FROM roles JOIN facts USING (activity)
         JOIN (SELECT activity, kind FROM activities) AS kinds USING (activity)
         LEFT JOIN givers USING (activity) LEFT JOIN alliances USING (activity)
    WHERE roles <> ['reporter']
), told AS (
    SELECT *, unnest(list_filter([
        if(paid, 'paid', 'own'), if(paid AND costs, 'costs', NULL),
        if(paid AND small, 'small', NULL)
    ], lambda told: told IS NOT NULL)) AS how FROM taken
), placed AS (
    SELECT activity, value AS country FROM tags WHERE facet = 'country'
)
SELECT country, organisation, how, count(*) AS count, min(first_year) AS first_year,
       max(last_year) AS last_year, list_sort(list(DISTINCT source)) AS sources
FROM told JOIN placed USING (activity) GROUP BY country, organisation, how
UNION ALL
SELECT '', organisation, how, count(*), min(first_year), max(last_year),
       list_sort(list(DISTINCT source))
FROM told GROUP BY organisation, how
UNION ALL
SELECT '', organisation, 'reach', count(DISTINCT country), NULL, NULL, []
FROM roles JOIN placed USING (activity) GROUP BY organisation
ORDER BY country, organisation, how
