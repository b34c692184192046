-- What is indexed of some activities, with the parts that are taken in them.
WITH taken AS (
    SELECT activity,
           list({role: role, name: name, organisation: organisation, type: type,
                 identifier: identifier, unnamed: unnamed, person: person,
                 resolved: coalesce(resolved, []), resolved_type: coalesce(resolved_type, '')}
                ORDER BY number) AS parts
    FROM (
        SELECT mentions.*, organisations.names[1:$variants] AS resolved,
               organisations.type AS resolved_type
        FROM mentions LEFT JOIN organisations USING (organisation)
        WHERE activity BETWEEN $first AND $last
    )
    GROUP BY activity
)
SELECT activities.* EXCLUDE (sectors, models, places, locations, results),
       facts.* EXCLUDE (activity, source, models),
       facts.models AS mapped, coalesce(taken.parts, []) AS parts
FROM activities JOIN facts USING (activity) LEFT JOIN taken USING (activity)
WHERE activities.activity BETWEEN $first AND $last AND facts.activity BETWEEN $first AND $last
ORDER BY activity
