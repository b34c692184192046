-- What is indexed of some activities, with the parts that are taken in them.
WITH named AS (
    SELECT *, false AS inferred FROM mentions WHERE activity BETWEEN $first AND $last
    UNION ALL
    SELECT mentions.* REPLACE ('funder' AS role), true
    FROM inferred JOIN mentions USING (activity, number)
    WHERE inferred.activity BETWEEN $first AND $last
), taken AS (
    SELECT activity,
           list({role: role, name: name, organisation: organisation, type: type,
                 identifier: identifier, unnamed: unnamed, person: person, inferred: inferred,
                 resolved: coalesce(resolved, []), resolved_type: coalesce(resolved_type, '')}
                ORDER BY number, inferred) AS parts
    FROM (
        SELECT named.* REPLACE (CASE WHEN list_contains(doubtful, named.type) THEN ''
                                     ELSE named.type END AS type),
               organisations.names[1:$variants] AS resolved,
               organisations.type AS resolved_type
        FROM named LEFT JOIN organisations USING (organisation)
    )
    GROUP BY activity
)
SELECT activities.* EXCLUDE (sectors, models, places, locations, results),
       facts.* EXCLUDE (activity, source, models),
       facts.models AS mapped, coalesce(taken.parts, []) AS parts
FROM activities JOIN facts USING (activity) LEFT JOIN taken USING (activity)
WHERE activities.activity BETWEEN $first AND $last AND facts.activity BETWEEN $first AND $last
ORDER BY activity
