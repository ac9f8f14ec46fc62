-- Somebody waits for a place in a session; nothing changes where they do already.
-- role: recorder
-- takes: person_id uuid, session_id uuid, organisation_id uuid, look_at timestamptz, at timestamptz
INSERT INTO waiting (person_id, session_id, organisation_id, joined_at, looked_at, look_at)
VALUES ($1, $2, $3, $5, 'epoch', $4)
ON CONFLICT (person_id, session_id) DO NOTHING;
