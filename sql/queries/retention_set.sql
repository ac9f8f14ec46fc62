-- Sets how many months something is kept.
-- role: recorder
-- takes: organisation_id uuid, kind text, months integer, at timestamptz
INSERT INTO retention (organisation_id, kind, months, changed_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (organisation_id, kind) DO UPDATE
	SET months = excluded.months, changed_at = excluded.changed_at;
