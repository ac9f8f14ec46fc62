-- Approves a proposal, which comes into force when it was going to or, where that is past, now.
-- role: recorder
-- takes: organisation_id uuid, version integer, at timestamptz, approved_by uuid
UPDATE policy SET approved_at = $3, approved_by = $4, in_force_from = greatest(in_force_from, $3)
WHERE organisation_id = $1 AND version = $2 AND approved_at IS NULL AND withdrawn_at IS NULL;
