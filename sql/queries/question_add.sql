-- Adds a question, which has no author; nothing happens where its id is there.
-- role: recorder
-- takes: session_id uuid, question_id uuid, organisation_id uuid, opens_at timestamptz, body text, shown boolean
INSERT INTO question (session_id, question_id, organisation_id, opens_at, body, shown, answer)
VALUES ($1, $2, $3, $4, $5, $6, '') ON CONFLICT DO NOTHING;
