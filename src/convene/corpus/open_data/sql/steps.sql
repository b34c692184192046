SELECT a, b, bond, activities, first_year, last_year, latest FROM bonds
WHERE a IN (FROM listed($ends)) AND b IN (FROM listed($others))
