-- Destroys by what staff lists and exports knew a person.
-- role: erasure
-- takes: person_id uuid
DELETE FROM person_reference WHERE person_id = $1;
