-- A person's sessions in force, the one seen last first, and which of them has a token of that hash.
-- role: web
-- takes: person_id uuid, at timestamptz, token_hash bytea
-- gives: role text, signed_in_at timestamptz, seen_at timestamptz, is_this boolean
SELECT role, signed_in_at, seen_at, token_hash = $3 AS is_this FROM sign_in_session
WHERE person_id = $1 AND ended_at IS NULL AND idle_until > $2 AND absolute_until > $2
ORDER BY seen_at DESC, token_hash;
