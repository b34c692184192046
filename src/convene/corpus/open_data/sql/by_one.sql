-- Paths of two steps: ours to whoever stands between, and on to each goal.
WITH ours AS MATERIALIZED (
    SELECT a, b, sum(activities) AS n FROM bonds
    WHERE a IN (FROM listed($ours)) AND b NOT IN (FROM listed($ours)) GROUP BY a, b
), theirs AS MATERIALIZED (
    SELECT a AS goal, b, sum(activities) AS n FROM bonds
    WHERE a IN (FROM listed($goals)) AND b NOT IN (FROM listed($ours)) GROUP BY a, b
)
SELECT goal, ours.a AS first, b AS second, goal AS third, least(ours.n, theirs.n) AS common
FROM ours JOIN theirs USING (b)
QUALIFY row_number() OVER (PARTITION BY goal ORDER BY common DESC, first, second) <= $limit
ORDER BY goal, common DESC, first, second
