-- Destroys that somebody is to contact a person, and what they were to be offered later.
-- role: erasure
-- takes: person_id uuid
WITH later AS (DELETE FROM follow_up WHERE person_id = $1)
DELETE FROM contact WHERE person_id = $1;
