-- Ends a session; app_begin() has been given the same hash.
-- role: web
-- takes: token_hash bytea, at timestamptz
UPDATE sign_in_session SET ended_at = $2 WHERE token_hash = $1 AND ended_at IS NULL;
