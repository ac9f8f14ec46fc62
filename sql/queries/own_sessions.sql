-- A person's sessions that are not forgotten yet.
-- role: web
-- takes: person_id uuid
-- gives: role text, signed_in_at timestamptz, last_used_at timestamptz, ended_at timestamptz
SELECT role, signed_in_at, seen_at AS last_used_at, ended_at
FROM sign_in_session WHERE person_id = $1 ORDER BY signed_in_at, token_hash;
