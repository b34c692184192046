-- Years an activity was under way, its countries and sectors wherever they stand, its money
-- by kind and currency. A membership is no activity.
WITH flows AS (
    SELECT activity, list(DISTINCT year) FILTER (year IS NOT NULL) AS years,
           flatten(list(countries)) AS countries, flatten(list(sectors)) AS sectors
    FROM money GROUP BY activity
), sums AS (
    SELECT activity, kind, currency, sum(value) AS value, count(value) AS count,
           min(year) AS first_year, max(year) AS last_year
    FROM money WHERE value IS NOT NULL GROUP BY ALL
), amounts AS (
    SELECT activity,
           list({kind: kind, currency: currency, value: value, count: count,
                 first_year: first_year, last_year: last_year}
                ORDER BY kind, currency) AS amounts
    FROM sums GROUP BY activity
), telling (kind, rank) AS (
    -- Which kind of money tells the size of an activity: the first of these that it has, in
    -- each currency.
    VALUES ('commitment', 1), ('grant', 2), ('award', 3), ('payment', 4), ('budget', 5),
           ('disbursement', 6), ('expenditure', 7), ('pledge', 8), ('tender', 9)
), sizes AS (
    SELECT activity,
           list(currency || '-' || CASE WHEN digits < 3 THEN 0 ELSE least(digits, 8) END
                ORDER BY currency) AS bands
    FROM (
        SELECT activity, currency,
               length(CAST(trunc(abs(arg_min(value, rank))) AS HUGEINT)::VARCHAR) - 1 AS digits
        FROM sums JOIN telling USING (kind) WHERE currency <> '' GROUP BY activity, currency
    )
    GROUP BY activity
), spans AS (
    SELECT activity, source, year(start) AS starts, year("end") AS ends, places, sectors,
           coalesce(models, []) AS models
    FROM activities WHERE kind <> 'membership'
), facts AS (
    SELECT activity, source,
           list_sort(list_distinct(list_concat(
               CASE WHEN ends - starts BETWEEN 0 AND 60 THEN range(starts, ends + 1)
                    ELSE [starts, ends] END,
               coalesce(flows.years, [])))) AS every_year,
           list_sort(list_distinct(list_filter(
               list_concat([place.country for place in spans.places],
                           coalesce(flows.countries, [])),
               lambda code: code <> ''))) AS countries,
           list_sort(list_distinct(flatten([[sector.code, sector.code[1:3]]
               for sector in list_concat(spans.sectors, coalesce(flows.sectors, []))
               if sector.vocabulary IN ('dac', 'dac3') AND sector.code <> '']))) AS sectors,
           list_sort(list_distinct([mapped.model for mapped in spans.models])) AS models,
           list_sort(list_distinct([mapped.model for mapped in spans.models
               if mapped.confidence = 'likely'])) AS likely,
           coalesce(amounts.amounts, []) AS amounts, coalesce(sizes.bands, []) AS bands
    FROM spans LEFT JOIN flows USING (activity) LEFT JOIN amounts USING (activity)
         LEFT JOIN sizes USING (activity)
)
SELECT * EXCLUDE (every_year),
       list_filter(every_year, lambda year: year BETWEEN 1900 AND 2100) AS years,
       list_min(years) AS first_year, list_max(years) AS last_year
FROM facts ORDER BY activity
