-- What a person is called, and signs in with.
-- role: web
-- takes: person_id uuid, display_name text, sign_in_name text, at timestamptz
UPDATE account SET display_name = $2, sign_in_name = $3, changed_at = $4 WHERE person_id = $1;
