-- Destroys a person's sessions.
-- role: erasure
-- takes: person_id uuid
DELETE FROM sign_in_session WHERE person_id = $1;
