-- One sum may stand in an activity and in a part of it: those of the parts are marked.
WITH twice AS (
    SELECT DISTINCT small.organisation, small."end", small.kind, small.currency, small.activity
    FROM inside JOIN ends small USING (activity)
    JOIN ends large ON large.activity = inside.larger
        AND large.organisation = small.organisation AND large."end" = small."end"
        AND large.kind = small.kind AND large.currency = small.currency
    WHERE large.count > 0
)
SELECT organisation, "end", kind, currency, publisher, twice.activity IS NOT NULL AS inner_part,
       year,
       coalesce(sum(value), 0) AS value, sum(count)::BIGINT AS count,
       sum(without_value)::BIGINT AS without_value,
       list_sort(list(DISTINCT ends.source)) AS sources
FROM ends JOIN sources ON sources.number = ends.source
    LEFT JOIN twice USING (organisation, "end", kind, currency, activity)
GROUP BY ALL ORDER BY ALL
