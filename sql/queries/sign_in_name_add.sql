-- Gives somebody a name to sign in with; a name that is taken is a conflict.
-- role: web, recorder
-- takes: name_hash bytea, organisation_id uuid, person_id uuid, at timestamptz
INSERT INTO sign_in_name (name_hash, organisation_id, person_id, created_at)
VALUES ($1, $2, $3, $4);
