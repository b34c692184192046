SELECT 'country' AS facet, unnest(countries) AS value, activity FROM facts
UNION ALL SELECT 'sector', unnest(sectors), activity FROM facts
UNION ALL SELECT 'model', unnest(models), activity FROM facts
UNION ALL SELECT 'year', unnest(years)::VARCHAR, activity FROM facts
UNION ALL SELECT 'band', unnest(bands), activity FROM facts
UNION ALL SELECT 'kind', kind, activity FROM activities WHERE kind <> 'membership'
UNION ALL SELECT DISTINCT 'funder', organisation, activity FROM parts WHERE role = 'funder'
ORDER BY ALL
