-- Destroys the hours that a host published.
-- role: erasure
-- takes: person_id uuid
DELETE FROM availability_hours WHERE person_id = $1;
