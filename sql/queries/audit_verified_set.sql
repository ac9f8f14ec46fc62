-- Keeps what the newest verification of the trail came to.
-- role: recorder
-- takes: organisation_id uuid, at timestamptz, chains bigint, entries bigint, findings bigint
INSERT INTO audit_verified (organisation_id, verified_at, chains, entries, findings)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (organisation_id) DO UPDATE SET verified_at = excluded.verified_at,
	chains = excluded.chains, entries = excluded.entries, findings = excluded.findings;
