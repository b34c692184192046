-- Each sum at each end that names an organisation.
WITH ends AS (
    SELECT giver_organisation AS organisation,
           CASE WHEN giver_organisation = receiver_organisation THEN 'within' ELSE 'gave' END
               AS "end",
           activity, kind, currency, year, value
    FROM money WHERE giver_organisation IS NOT NULL
    UNION ALL
    SELECT receiver_organisation, 'received', activity, kind, currency, year, value
    FROM money
    WHERE receiver_organisation IS NOT NULL
      AND receiver_organisation IS DISTINCT FROM giver_organisation
)
SELECT organisation, "end", kind, currency, activity, year, source, sum(value) AS value,
       count(value) AS count,
       count(*) - count(value) AS without_value
FROM ends JOIN facts USING (activity) GROUP BY ALL ORDER BY ALL
