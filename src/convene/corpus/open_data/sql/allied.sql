SELECT organisation, activity, identifier, title, if(here, $country, home) AS country,
       if(first_year > $year, $year, first_year) AS first, model, source, named
FROM (
    SELECT * EXCLUDE (country), bool_or(country = $country) AS here FROM allied
    WHERE joined AND country IN (FROM listed($near)) GROUP BY ALL
)
ORDER BY here DESC, first DESC NULLS LAST, activity, organisation
