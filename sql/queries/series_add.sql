-- Adds a pattern of sessions; nothing happens if it is there.
-- role: recorder
-- takes: series_id uuid, organisation_id uuid, kind text, topic text, description text, zone text, starts_local text, minutes integer, rule text, except_local text[], capacity integer, host_person_id uuid, at timestamptz, minimum integer, language text, manner text
INSERT INTO series (series_id, organisation_id, kind, topic, description, zone, starts_local,
	minutes, rule, except_local, capacity, host_person_id, sequence, created_at,
	changed_at, changed_in, published_until, minimum, language, manner)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 0, $13, $13,
	pg_current_xact_id()::text::bigint, $13, $14, nullif($15, ''), nullif($16, ''))
ON CONFLICT DO NOTHING;
