-- Who funds an activity although its record names them in another part only: who gives its money,
-- or gets back what was lent. Where the record names a funder, only somebody with no part but to
-- report is taken for another one: who implements pays with what others gave.
WITH gave AS (
    SELECT activity, giver AS number, giver_organisation AS organisation FROM money
    WHERE kind NOT IN ('repayment', 'interest', 'equity sale', 'other', 'budget', 'tender', 'award',
                       'payment', 'reimbursement')
    UNION
    SELECT activity, receiver, receiver_organisation FROM money
    WHERE kind IN ('repayment', 'interest')
), roles AS (
    SELECT activity, organisation, list(DISTINCT role) AS roles FROM mentions
    WHERE organisation IS NOT NULL GROUP BY ALL
), funded AS (
    SELECT DISTINCT activity FROM mentions WHERE role = 'funder'
)
SELECT activity, organisation, min(gave.number) AS number
FROM gave JOIN roles USING (activity, organisation) LEFT JOIN funded USING (activity)
WHERE NOT list_has_any(roles, ['funder', 'buyer', 'payer', 'payee'])
  AND (funded.activity IS NULL OR roles = ['reporter'])
GROUP BY activity, organisation ORDER BY activity, organisation
