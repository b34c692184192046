-- Paths of three steps: between ours and each goal stand two that know each other.
WITH ours AS MATERIALIZED (
    SELECT a, b, sum(activities) AS n FROM bonds
    WHERE a IN (FROM listed($ours)) AND b NOT IN (FROM listed($ours)) GROUP BY a, b
), theirs AS MATERIALIZED (
    SELECT a AS goal, b, sum(activities) AS n FROM bonds
    WHERE a IN (FROM listed($goals)) AND b NOT IN (FROM listed($ours)) GROUP BY a, b
), middle AS (
    SELECT a, b, sum(activities) AS n FROM bonds
    WHERE a IN (SELECT b FROM ours) AND b IN (SELECT b FROM theirs) GROUP BY a, b
)
SELECT goal, ours.a AS first, middle.a AS second, middle.b AS third, goal AS fourth,
       least(ours.n, middle.n, theirs.n) AS common
FROM ours
     JOIN middle ON middle.a = ours.b
     JOIN theirs ON theirs.b = middle.b
WHERE middle.a <> goal
QUALIFY row_number() OVER (
    PARTITION BY goal ORDER BY common DESC, first, second, third) <= $limit
ORDER BY goal, common DESC, first, second, third
