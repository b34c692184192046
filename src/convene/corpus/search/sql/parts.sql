SELECT DISTINCT mentions.organisation, activity, role,
       coalesce(nullif(mentions.type, ''), organisations.type, '') AS type,
       facts.source, facts.first_year, facts.last_year
FROM mentions JOIN organisations USING (organisation) JOIN facts USING (activity)
ORDER BY organisation, activity, role, type
