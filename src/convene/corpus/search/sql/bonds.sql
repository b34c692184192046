-- What two organisations were to each other in each activity: by money that names both, else
-- by their roles. Who only tells of an activity, or only offered to do it, has not worked with
-- anyone by that. Of one activity up to 60 organisations count as partners of each other; in
-- larger crowds, only with those who pay or lead.
WITH takers AS (
    SELECT parts.organisation, parts.activity, list(DISTINCT role) AS roles FROM parts
    WHERE role NOT IN ('reporter', 'bidder') GROUP BY ALL
), crowds AS (
    SELECT activity, count(*) > 60 AS crowd FROM takers GROUP BY activity HAVING count(*) > 1
), paid AS (
    -- Who gets a loan back, or interest on it, has lent: there the receiver is who funded.
    SELECT DISTINCT
           CASE WHEN kind IN ('repayment', 'interest') THEN receiver_organisation
                ELSE giver_organisation END AS a,
           CASE WHEN kind IN ('repayment', 'interest') THEN giver_organisation
                ELSE receiver_organisation END AS b,
           activity
    FROM money
    WHERE kind <> 'equity sale' AND a IS NOT NULL AND b IS NOT NULL AND a <> b
), leads AS (
    SELECT takers.*, crowd,
           list_has_any(roles, ['funder', 'buyer', 'payer', 'accountable', 'extending']) AS lead
    FROM takers JOIN crowds USING (activity)
), pairs AS (
    SELECT a.organisation AS a, b.organisation AS b, activity, a.roles AS ours,
           b.roles AS theirs
    FROM leads a JOIN leads b USING (activity)
    WHERE a.organisation <> b.organisation AND (NOT a.crowd OR a.lead OR b.lead)
), every_pair AS (
    SELECT a, b, activity FROM pairs UNION SELECT a, b, activity FROM paid
    UNION SELECT b, a, activity FROM paid
), named AS (
    SELECT every_pair.a, every_pair.b, every_pair.activity, kind,
           gave.a IS NOT NULL OR coalesce(list_has_any(ours, ['funder', 'buyer', 'payer'])
               AND list_has_any(theirs, ['implementer', 'supplier', 'payee']), false) AS gives,
           got.a IS NOT NULL OR coalesce(list_has_any(theirs, ['funder', 'buyer', 'payer'])
               AND list_has_any(ours, ['implementer', 'supplier', 'payee']), false) AS gets
    FROM every_pair LEFT JOIN pairs USING (a, b, activity)
    LEFT JOIN paid gave ON gave.a = every_pair.a AND gave.b = every_pair.b
        AND gave.activity = every_pair.activity
    LEFT JOIN paid got ON got.a = every_pair.b AND got.b = every_pair.a
        AND got.activity = every_pair.activity
    JOIN activities ON activities.activity = every_pair.activity
), bonds AS (
    SELECT a, b, activity, CASE
        WHEN gives = gets THEN 'took part'
        WHEN kind = 'contract' THEN CASE WHEN gives THEN 'bought from' ELSE 'sold to' END
        WHEN kind = 'payment' THEN CASE WHEN gives THEN 'paid' ELSE 'was paid by' END
        WHEN gives THEN 'funded' ELSE 'funded by' END AS bond
    FROM named
)
SELECT a, b, bond, count(*) AS activities, min(first_year) AS first_year,
       max(last_year) AS last_year,
       arg_max(activity, (coalesce(last_year, 0), -activity)) AS latest,
       list_sort(list(DISTINCT source)) AS sources
FROM bonds JOIN facts USING (activity) GROUP BY a, b, bond ORDER BY a, b, bond
