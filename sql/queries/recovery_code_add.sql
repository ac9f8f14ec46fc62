-- Makes a code that stands in for the second step once.
-- role: web
-- takes: person_id uuid, code_hash bytea, at timestamptz
INSERT INTO recovery_code (person_id, code_hash, made_at) VALUES ($1, $2, $3);
