-- Adds a period; nothing happens if it is there.
-- role: recorder
-- takes: organisation_id uuid, weeks integer, begins_at timestamptz, ends_at timestamptz, at timestamptz
INSERT INTO trend_period (organisation_id, weeks, begins_at, ends_at, made_at)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT DO NOTHING;
