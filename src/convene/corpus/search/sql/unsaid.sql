-- Sums of which no record says who gave or received them.
SELECT activity, count(*) AS count FROM money
WHERE giver_organisation IS NULL AND receiver_organisation IS NULL
GROUP BY activity ORDER BY activity
