-- Locks a person, as recording does; no row: there is nobody of that id.
-- role: erasure
-- takes: person_id uuid
-- gives: person_id uuid
SELECT person_id FROM person WHERE person_id = $1 FOR UPDATE;
