SELECT name, count(DISTINCT activity) AS count,
       min(if(first_year > $year, $year, first_year)) AS first,
       max(if(last_year > $year, $year, last_year)) AS last,
       list_sort(list(DISTINCT source)) AS sources
FROM organisations JOIN parts USING (organisation) WHERE organisations.type = $type
GROUP BY organisation, name ORDER BY organisation
