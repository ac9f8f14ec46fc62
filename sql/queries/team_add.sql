-- Adds a team; nothing happens if the name or the id is known.
-- role: recorder
-- takes: team_id uuid, organisation_id uuid, name text, at timestamptz
INSERT INTO team (team_id, organisation_id, name, created_at) VALUES ($1, $2, $3, $4)
ON CONFLICT DO NOTHING;
