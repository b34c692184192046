-- Who stands on which list of members, and how: of two rows for one organisation on one list,
-- the one that says that it is a member, then the longer membership.
WITH rows AS (
    SELECT organisation, activities.source, coalesce(places[1].country, '') AS country, start,
           status AS standing, coalesce(descriptions[1].text, '') AS word, url,
           activities.record
    FROM activities JOIN mentions USING (activity)
    WHERE kind = 'membership' AND organisation IS NOT NULL
)
SELECT * EXCLUDE (start), year(start) AS since FROM rows
QUALIFY row_number() OVER (
    PARTITION BY organisation, source
        ORDER BY standing IN ('member', 'registered') DESC, start, record) = 1
ORDER BY organisation, source
