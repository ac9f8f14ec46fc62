-- Destroys the links a person was to sign in with.
-- role: erasure
-- takes: person_id uuid
DELETE FROM one_time_link WHERE person_id = $1;
