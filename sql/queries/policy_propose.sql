-- Proposes a version of the policy.
-- role: recorder
-- takes: organisation_id uuid, version integer, document text, in_force_from timestamptz, at timestamptz, proposed_by uuid
INSERT INTO policy (organisation_id, version, document, in_force_from, recorded_at, proposed_by)
VALUES ($1, $2, $3, $4, $5, $6);
