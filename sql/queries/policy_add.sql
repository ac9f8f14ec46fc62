-- Records a version of the policy.
-- role: owner
-- takes: organisation_id uuid, version integer, document text, in_force_from timestamptz, recorded_at timestamptz
INSERT INTO policy (organisation_id, version, document, in_force_from, recorded_at)
VALUES ($1, $2, $3, $4, $5);
