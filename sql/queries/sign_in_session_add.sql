-- Makes a session; app_begin() has been given the same person and hash.
-- role: web
-- takes: token_hash bytea, organisation_id uuid, person_id uuid, role text, signed_in_at timestamptz, at timestamptz, idle_until timestamptz, absolute_until timestamptz
INSERT INTO sign_in_session (token_hash, organisation_id, person_id, role, signed_in_at, created_at,
	seen_at, idle_until, absolute_until)
VALUES ($1, $2, $3, $4, $5, $6, $6, $7, $8);
