-- Who took part in how many activities that are likely of a model, in each country and in
-- each region.
WITH likely AS (
    SELECT activity, unnest(likely) AS model, source, first_year, last_year FROM facts
), placed AS (
    SELECT activity, value AS place FROM tags WHERE facet = 'country'
    UNION
    SELECT activity, region FROM tags JOIN regions ON regions.country = value
    WHERE facet = 'country'
), taking AS (
    SELECT DISTINCT place, model, organisation, activity, likely.source, likely.first_year,
           likely.last_year
    FROM likely JOIN placed USING (activity) JOIN parts USING (activity)
)
SELECT place, model, organisation, count(*) AS count, min(first_year) AS first_year,
       max(last_year) AS last_year,
       list_sort(list(DISTINCT source)) AS sources
FROM taking GROUP BY place, model, organisation ORDER BY place, model, organisation
