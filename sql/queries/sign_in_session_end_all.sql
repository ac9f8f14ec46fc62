-- Ends a person's sessions, but for one (null: all).
-- role: web
-- takes: person_id uuid, but bytea, at timestamptz
UPDATE sign_in_session SET ended_at = $3
WHERE person_id = $1 AND ended_at IS NULL AND token_hash IS DISTINCT FROM $2;
