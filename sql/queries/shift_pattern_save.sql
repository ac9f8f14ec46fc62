-- Keeps a shift pattern, in place of what had the name before.
-- role: recorder
-- takes: organisation_id uuid, name text, title text, cycle_days integer, of_weeks boolean, days integer[], from_minutes integer[], until_minutes integer[], kinds text[], saved_at timestamptz
INSERT INTO shift_pattern (organisation_id, name, title, cycle_days, of_weeks, days, from_minutes,
	until_minutes, kinds, saved_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
ON CONFLICT (organisation_id, name) DO UPDATE SET title = excluded.title,
	cycle_days = excluded.cycle_days, of_weeks = excluded.of_weeks, days = excluded.days,
	from_minutes = excluded.from_minutes, until_minutes = excluded.until_minutes,
	kinds = excluded.kinds, saved_at = excluded.saved_at;
