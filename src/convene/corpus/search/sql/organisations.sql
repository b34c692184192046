-- What is indexed of every organisation, with what it did in how many activities.
WITH counted AS (
    SELECT organisation, role, count(DISTINCT activity) AS count,
           count(DISTINCT activity) FILTER (inferred) AS inferred, min(first_year) AS first_year,
           max(last_year) AS last_year, list_sort(list(DISTINCT source)) AS sources
    FROM parts GROUP BY organisation, role
), roles AS (
    SELECT organisation,
           list({code: role, count: count, inferred: inferred, first_year: first_year,
                 last_year: last_year, sources: sources}
                ORDER BY count DESC, role) AS roles
    FROM counted GROUP BY organisation
), totals AS (
    SELECT organisation, count(DISTINCT activity) AS total, min(first_year) AS first_year,
           max(last_year) AS last_year, list_sort(list(DISTINCT source)) AS sources
    FROM parts GROUP BY organisation
)
SELECT organisations.*, coalesce(roles, []) AS roles, coalesce(total, 0) AS total, first_year,
       last_year, coalesce(sources, []) AS sources
FROM organisations LEFT JOIN roles USING (organisation) LEFT JOIN totals USING (organisation)
ORDER BY organisation
