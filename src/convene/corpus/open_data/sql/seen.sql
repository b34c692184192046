-- What is of several models, in a country or in its region, may be the same activities: the
-- most of one model counts.
WITH local AS MATERIALIZED (
    FROM present WHERE country = $country
), fitting AS MATERIALIZED (
    FROM doing WHERE place IN ($country, $region) AND ($any OR model IN (FROM listed($models)))
), paid AS MATERIALIZED (
    FROM payers WHERE country = $country
), counts AS (
    SELECT organisation, max(here) AS here, max(fits) AS fits, max(around) AS around,
           bool_or(allied) AS allied, bool_or(member) AS member
    FROM (
        SELECT organisation, count AS here, 0 AS fits, 0 AS around, false AS allied,
               false AS member
        FROM local WHERE role = ''
        UNION ALL
        SELECT organisation, 0, if(place = $country, count, 0), count, false, false FROM fitting
        UNION ALL
        SELECT organisation, 0, 0, 0, true, false FROM allied
        WHERE country IN (FROM listed($near))
        UNION ALL
        SELECT organisation, 0, 0, 0, false, true FROM members
        WHERE country = $country AND standing IN ('member', 'registered')
    )
    GROUP BY organisation
), sized AS MATERIALIZED (
    SELECT counts.*, organisations.type, organisation IN (SELECT organisation FROM paid) AS pays
    FROM counts JOIN organisations USING (organisation)
), kept AS MATERIALIZED (
    SELECT organisation FROM sized
    QUALIFY row_number() OVER (
        PARTITION BY type
        ORDER BY pays DESC, fits DESC, allied DESC, here DESC, around DESC, organisation) <= $most
    UNION
    SELECT organisation FROM sized WHERE member
    QUALIFY row_number() OVER (
        PARTITION BY type
        ORDER BY pays DESC, fits DESC, allied DESC, here DESC, around DESC, organisation) <= $most
), ranked AS (
    SELECT organisation, allied,
           count(*) OVER (
               ORDER BY here DESC RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS place
    FROM sized WHERE here > 0 AND (type IN (FROM listed($companies)) OR pays)
), told AS (
    SELECT 'role' AS of, organisation, role AS key, count, first_year, last_year, sources
    FROM local WHERE role <> ''
    UNION ALL
    SELECT 'here', organisation, model, count, first_year, last_year, sources FROM fitting
    WHERE place = $country
    UNION ALL
    SELECT 'near', organisation, model, count, first_year, last_year, sources FROM fitting
    ANTI JOIN (FROM fitting WHERE place = $country) AS here USING (organisation, model)
    UNION ALL
    SELECT 'member', organisation, '', count(*), min(since), max(since), list_sort(list(source))
    FROM members WHERE country = $country AND standing IN ('member', 'registered')
    GROUP BY organisation
    UNION ALL
    SELECT 'paid', organisation, '', count, first_year, last_year, sources FROM paid
    UNION ALL
    SELECT 'sector', organisation, sector, count, first_year, last_year, sources FROM sectored
    WHERE sector IN (FROM listed($sectors))
)
SELECT of, organisation, key, count, if(first_year > $year, $year, first_year) AS first,
       if(last_year > $year, $year, last_year) AS last, sources
FROM told WHERE organisation IN (FROM kept)
UNION ALL
SELECT 'companies', '', '', count(*), NULL, NULL, [] FROM ranked
UNION ALL
SELECT 'place', organisation, '', place, NULL, NULL, [] FROM ranked
WHERE allied OR organisation IN (FROM kept)
ORDER BY of, organisation, key
