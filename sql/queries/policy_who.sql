-- Who proposed and approved each version of the policy, in order; of all zeros where nobody did.
-- role: recorder
-- takes: organisation_id uuid
-- gives: proposed_by uuid, approved_by uuid
SELECT coalesce(proposed_by, '00000000-0000-0000-0000-000000000000') AS proposed_by,
	coalesce(approved_by, '00000000-0000-0000-0000-000000000000') AS approved_by
FROM policy WHERE organisation_id = $1 ORDER BY version;
