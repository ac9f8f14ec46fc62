-- Destroys what rosters say of a person.
-- role: erasure
-- takes: person_id uuid
DELETE FROM roster WHERE person_id = $1;
