SELECT (SELECT count(*) FROM facts) AS activities,
       (SELECT count(*) FROM set_aside) AS set_aside,
       (SELECT count(*) FROM mentions WHERE unnamed <> '') AS unnamed,
       (SELECT count(*) FROM mentions WHERE person) AS people,
       (SELECT count(*) FROM facts WHERE first_year IS NULL) AS undated,
       (SELECT count(*) FROM facts WHERE len(countries) = 0) AS placeless,
       (SELECT count(*) FROM facts WHERE len(sectors) = 0) AS sectorless,
       (SELECT count(*) FROM facts WHERE len(models) = 0) AS unmapped
