SELECT organisation, name, type, doubtful, countries,
       len(identifiers) AS identifiers FROM organisations
WHERE organisation IN (FROM listed(?)) ORDER BY organisation
