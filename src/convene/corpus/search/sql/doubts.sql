WITH sides AS (
    SELECT organisation_a AS organisation, organisation_b AS other, score, why, weight
    FROM review
    UNION ALL SELECT organisation_b, organisation_a, score, why, weight FROM review
)
SELECT sides.organisation, other, organisations.name, max(score) AS score,
       arg_max(why, weight) AS why, max(weight) AS weight
FROM sides JOIN organisations ON organisations.organisation = other
WHERE sides.organisation <> other
GROUP BY ALL ORDER BY sides.organisation, weight DESC, other
