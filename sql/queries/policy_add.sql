-- Records the policy that an organisation begins with, which nobody has to approve.
-- role: owner
-- takes: organisation_id uuid, version integer, document text, in_force_from timestamptz, recorded_at timestamptz
INSERT INTO policy (organisation_id, version, document, in_force_from, recorded_at, approved_at,
	changed_over_at)
VALUES ($1, $2, $3, $4, $5, $5, $5);
