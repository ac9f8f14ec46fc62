-- The versions of the policy that have come into force by an instant, in that order: the last is in
-- force.
-- role: recorder, web
-- takes: organisation_id uuid, at timestamptz
-- gives: version integer, document text, in_force_from timestamptz
SELECT version, document, in_force_from FROM policy
WHERE organisation_id = $1 AND in_force_from <= $2
	AND approved_at IS NOT NULL AND withdrawn_at IS NULL
ORDER BY in_force_from, version;
