-- Whose name it is; app_begin() has been given the same hash.
-- role: web
-- takes: name_hash bytea
-- gives: person_id uuid
SELECT person_id FROM sign_in_name WHERE name_hash = $1;
