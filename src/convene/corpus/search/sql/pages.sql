-- What the pages of some organisations show, put together once for each.
WITH own AS (
    SELECT organisation FROM organisations WHERE organisation BETWEEN $first AND $last
), tallied AS (
    SELECT organisation,
           list({facet: facet, value: value, count: count, first_year: first_year,
                 last_year: last_year, sources: sources}
                ORDER BY count DESC, value) AS tallies
    FROM tallies WHERE organisation BETWEEN $first AND $last GROUP BY organisation
), yearly AS (
    SELECT organisation,
           list({year: year, role: role, count: count, sources: sources}
                ORDER BY year, count DESC, role) AS years
    FROM years WHERE organisation BETWEEN $first AND $last GROUP BY organisation
), called_most AS (
    FROM called WHERE organisation BETWEEN $first AND $last
    QUALIFY row_number() OVER (PARTITION BY organisation ORDER BY mentions DESC, name) <= $names
), named AS (
    SELECT organisation,
           list({name: name, mentions: mentions, first_year: first_year, last_year: last_year,
                 sources: sources}
                ORDER BY mentions DESC, name) AS called
    FROM called_most GROUP BY organisation
), identified_most AS (
    FROM identified WHERE organisation BETWEEN $first AND $last
    QUALIFY row_number() OVER (
        PARTITION BY organisation ORDER BY mentions DESC, identifier) <= $names
), numbered AS (
    SELECT organisation,
           list({scheme: scheme, identifier: identifier, mentions: mentions, others: others,
                 sources: sources}
                ORDER BY mentions DESC, identifier) AS identified
    FROM identified_most GROUP BY organisation
), joined_most AS (
    FROM joined WHERE organisation BETWEEN $first AND $last
    QUALIFY row_number() OVER (PARTITION BY organisation ORDER BY score DESC, a, b) <= $names
), made_one AS (
    SELECT organisation,
           list({a: a, b: b, a_key: a_key, b_key: b_key, kind: kind, score: score, why: why}
                ORDER BY score DESC, a, b) AS joined
    FROM joined_most GROUP BY organisation
), doubts_most AS (
    FROM doubts WHERE organisation BETWEEN $first AND $last
    QUALIFY row_number() OVER (PARTITION BY organisation ORDER BY weight DESC, other) <= $partners
), doubted AS (
    SELECT organisation,
           list({other: other, name: name, score: score, why: why}
                ORDER BY weight DESC, other) AS doubts
    FROM doubts_most GROUP BY organisation
), whole AS (
    SELECT organisation, "end", currency, kind, publisher, inner_part,
           sum(value)::VARCHAR AS value, sum(count)::BIGINT AS count,
           sum(without_value)::BIGINT AS without_value,
           list_sort(list_distinct(flatten(list(sources)))) AS sources,
           coalesce(list([year::VARCHAR, value::VARCHAR, count::VARCHAR]
                         ORDER BY year NULLS LAST) FILTER (count > 0), []) AS years
    FROM sums WHERE organisation BETWEEN $first AND $last
    GROUP BY organisation, "end", currency, kind, publisher, inner_part
), summed AS (
    SELECT organisation,
           list({'end': "end", kind: kind, currency: currency, publisher: publisher,
                 inner_part: inner_part, value: value, count: count,
                 without_value: without_value, sources: sources, years: years}
                ORDER BY "end", currency, kind, publisher, inner_part) AS sums
    FROM whole GROUP BY organisation
), near AS MATERIALIZED (
    SELECT a, b, bond, activities, first_year, last_year, sources
    FROM bonds WHERE a BETWEEN $first AND $last
), alongside AS (
    SELECT a, b, sum(activities)::BIGINT AS activities, min(first_year) AS first_year,
           max(last_year) AS last_year, count(*) OVER (PARTITION BY a) AS total
    FROM near GROUP BY a, b
    QUALIFY row_number() OVER (PARTITION BY a ORDER BY sum(activities) DESC, b) <= $partners
), bound AS (
    SELECT a, b,
           list({bond: bond, activities: near.activities, sources: sources}
                ORDER BY near.activities DESC, bond) AS bonds
    FROM near SEMI JOIN alongside USING (a, b) GROUP BY a, b
), partnered AS (
    SELECT a AS organisation, any_value(total) AS partners_total,
           list({organisation: b, name: coalesce(organisations.name, ''),
                 type: coalesce(organisations.type, ''), activities: alongside.activities,
                 first_year: first_year, last_year: last_year, bonds: bonds}
                ORDER BY alongside.activities DESC, b) AS partners
    FROM alongside JOIN bound USING (a, b)
         LEFT JOIN organisations ON organisations.organisation = b
    GROUP BY a
), unclear AS (
    SELECT organisation, sum(count)::BIGINT AS unsaid
    FROM unsaid
         JOIN (SELECT DISTINCT organisation, activity FROM parts
               WHERE organisation BETWEEN $first AND $last) USING (activity)
    GROUP BY organisation
)
SELECT organisation,
       to_json({tallies: coalesce(tallies, []), years: coalesce(years, []),
                called: coalesce(called, []), identified: coalesce(identified, []),
                joined: coalesce(joined, []), doubts: coalesce(doubts, []),
                sums: coalesce(sums, []), partners: coalesce(partners, []),
                partners_total: coalesce(partners_total, 0), unsaid: coalesce(unsaid, 0)}
       )::VARCHAR AS page
FROM own
     LEFT JOIN tallied USING (organisation)
     LEFT JOIN yearly USING (organisation)
     LEFT JOIN named USING (organisation)
     LEFT JOIN numbered USING (organisation)
     LEFT JOIN made_one USING (organisation)
     LEFT JOIN doubted USING (organisation)
     LEFT JOIN summed USING (organisation)
     LEFT JOIN partnered USING (organisation)
     LEFT JOIN unclear USING (organisation)
ORDER BY organisation
