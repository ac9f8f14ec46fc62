-- Destroys what the sessions of a host were like.
-- role: erasure
-- takes: person_id uuid
DELETE FROM availability WHERE person_id = $1;
