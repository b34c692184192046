-- Who stands on which list of members, and how: of two rows for one organisation on one list,
-- the one that says that it is a member, then the longer membership.
SELECT organisation, activities.source, coalesce(places[1].country, '') AS country, year(start) AS since,
       status AS standing, coalesce(descriptions[1].text, '') AS word, url, activities.record
FROM activities JOIN mentions USING (activity)
WHERE kind = 'membership' AND organisation IS NOT NULL
QUALIFY row_number() OVER (
    PARTITION BY organisation, activities.source ORDER BY standing = 'member' DESC, start, activities.record) = 1
ORDER BY organisation, source
