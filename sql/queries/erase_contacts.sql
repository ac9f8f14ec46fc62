-- Destroys that somebody is to contact a person.
-- role: erasure
-- takes: person_id uuid
DELETE FROM contact WHERE person_id = $1;
