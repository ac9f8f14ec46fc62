-- Withdraws a proposal that is not in force.
-- role: recorder
-- takes: organisation_id uuid, version integer, at timestamptz
UPDATE policy SET withdrawn_at = $3
WHERE organisation_id = $1 AND version = $2 AND withdrawn_at IS NULL
	AND (approved_at IS NULL OR in_force_from > $3);
