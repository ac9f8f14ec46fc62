-- Destroys the person's own row, the last.
-- role: erasure
-- takes: person_id uuid
DELETE FROM person WHERE person_id = $1;
