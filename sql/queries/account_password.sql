-- Sets a password.
-- role: web, recorder
-- takes: person_id uuid, password_hash text, at timestamptz
UPDATE account SET password_hash = $2, password_set_at = $3, changed_at = $3 WHERE person_id = $1;
