-- On which lists of members some organisations stand.
SELECT organisation, source, since, standing, word, url FROM members
WHERE organisation IN (FROM listed(?)) ORDER BY organisation, source
