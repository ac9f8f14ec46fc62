-- The session in force behind a token, seen now; app_begin() has been given the same hash. That it
-- was seen is written at most once a minute.
-- role: web
-- takes: token_hash bytea, at timestamptz, idle_until timestamptz, written_before timestamptz
-- gives: person_id uuid, role text, signed_in_at timestamptz, created_at timestamptz, absolute_until timestamptz
WITH seen AS (
	UPDATE sign_in_session SET seen_at = $2, idle_until = least($3, absolute_until)
	WHERE token_hash = $1 AND ended_at IS NULL AND idle_until > $2 AND absolute_until > $2
		AND seen_at <= $4)
SELECT person_id, role, signed_in_at, created_at, absolute_until FROM sign_in_session
WHERE token_hash = $1 AND ended_at IS NULL AND idle_until > $2 AND absolute_until > $2;
