-- What calls itself an alliance with companies, in English, Spanish or French, or has a
-- public-private partnership among its parts.
SELECT activity, identifier, coalesce(titles[1].text, identifier) AS title
FROM activities SEMI JOIN facts USING (activity)
WHERE kind = 'alliance' OR activity IN (SELECT activity FROM parts WHERE type = '30')
   OR regexp_matches(
          concat_ws(' ', titles[1].text, descriptions[1].text),
          'public[- ]private (partnership|alliance)|global development alliance|\bGDA\b|'
              || 'alianza público|partenariats? publics?[- ]privé',
          'i')
ORDER BY activity
