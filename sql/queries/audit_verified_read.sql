-- What the newest verification of the trail came to.
-- role: recorder
-- takes: organisation_id uuid
-- gives: verified_at timestamptz, chains bigint, entries bigint, findings bigint
SELECT verified_at, chains, entries, findings FROM audit_verified WHERE organisation_id = $1;
