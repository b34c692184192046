SELECT joins.organisation, a.name AS a, b.name AS b, joins.a AS a_key, joins.b AS b_key,
       joins.kind, joins.score, joins.why
FROM joins JOIN profiles a ON a.key = joins.a JOIN profiles b ON b.key = joins.b ORDER BY ALL
