-- The newest version of the policy in force at an instant.
-- role: recorder, web
-- takes: organisation_id uuid, at timestamptz
-- gives: version integer, document text
SELECT version, document FROM policy
WHERE organisation_id = $1 AND in_force_from <= $2
ORDER BY version DESC LIMIT 1;
