-- Which activity is a part of which larger one of the same publisher, over up to five
-- levels; what calls each other parent is neither.
WITH RECURSIVE named AS (
    -- One key, not two: joined by publisher first, the records of one publisher would
    -- all meet each other.
    SELECT activity, publisher || chr(31) AS publisher,
           publisher || chr(31) || identifier AS key, related
    FROM activities JOIN sources ON sources.number = activities.source WHERE identifier <> ''
), said AS (
    SELECT publisher, key, unnest(related) AS other FROM named WHERE len(related) > 0
), told AS (
    SELECT DISTINCT child, parent FROM (
        SELECT key AS child, publisher || other.identifier AS parent
        FROM said WHERE other.type = 'parent'
        UNION ALL
        SELECT publisher || other.identifier, key FROM said WHERE other.type = 'child'
    )
    WHERE child <> parent
), direct AS MATERIALIZED (
    SELECT DISTINCT small.activity, large.activity AS larger
    FROM told
         ANTI JOIN (SELECT parent AS child, child AS parent FROM told) AS back
             USING (child, parent)
         JOIN named small ON small.key = told.child
         JOIN named large ON large.key = told.parent
    WHERE small.activity <> large.activity
), inside AS (
    SELECT activity, larger, 1 AS depth FROM direct
    UNION
    SELECT inside.activity, direct.larger, depth + 1
    FROM inside JOIN direct ON direct.activity = inside.larger
    WHERE depth < 5 AND direct.larger <> inside.activity
)
SELECT DISTINCT activity, larger FROM inside ORDER BY ALL
