-- How many people clinicians have contacted since an instant.
-- role: recorder
-- takes: organisation_id uuid, from timestamptz
-- gives: count bigint
SELECT count(*) AS count FROM audit_entry
WHERE organisation_id = $1 AND action = 'contacted' AND acted_at >= $2;
