-- Destroys what a person signed in as.
-- role: erasure
-- takes: person_id uuid
DELETE FROM sign_in_name WHERE person_id = $1;
