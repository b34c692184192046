SELECT organisation, name, type, countries, len(identifiers) AS identifiers FROM organisations
WHERE organisation IN (FROM listed(?)) ORDER BY organisation
