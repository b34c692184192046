SELECT b AS goal, * FROM bonds WHERE a IN (FROM listed($ours)) AND b IN (FROM listed($goals))
QUALIFY row_number() OVER (PARTITION BY b ORDER BY activities DESC, a, bond) <= $limit
ORDER BY goal, activities DESC, a, bond
