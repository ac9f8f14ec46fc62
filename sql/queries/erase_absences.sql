-- Destroys when a person was and will be away.
-- role: erasure
-- takes: person_id uuid
DELETE FROM absence WHERE person_id = $1;
