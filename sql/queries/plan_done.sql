-- Notes that all was planned, or that from now on it is looked whether it is time to.
-- role: recorder
-- takes: organisation_id uuid, at timestamptz
INSERT INTO plan (organisation_id, planned_at, claimed_until) VALUES ($1, $2, 'epoch')
ON CONFLICT (organisation_id) DO UPDATE SET planned_at = excluded.planned_at,
	claimed_until = excluded.claimed_until;
