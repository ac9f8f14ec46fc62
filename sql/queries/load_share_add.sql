-- Shares a load with a clinician who can sign in; nothing where there is none.
-- role: recorder
-- takes: person_id uuid, share_id uuid, organisation_id uuid, clinician_person_id uuid, begins_at timestamptz, ends_at timestamptz
INSERT INTO load_share (person_id, share_id, organisation_id, clinician_person_id, begins_at, ends_at)
SELECT $1, $2, $3, $4, $5, $6 FROM account
WHERE person_id = $4 AND organisation_id = $3 AND state = 'active' AND 'clinician' = ANY (roles)
	AND person_id <> $1;
