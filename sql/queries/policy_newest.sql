-- Which version of the policy is in force at an instant; no row where none is.
-- role: recorder, web
-- takes: organisation_id uuid, at timestamptz
-- gives: version integer
SELECT version FROM policy
WHERE organisation_id = $1 AND in_force_from <= $2
	AND approved_at IS NOT NULL AND withdrawn_at IS NULL
ORDER BY in_force_from DESC, version DESC LIMIT 1;
