-- Destroys that somebody is to contact a person, what they were to be offered later, and where they
-- stand with cadences.
-- role: erasure
-- takes: person_id uuid
WITH later AS (DELETE FROM follow_up WHERE person_id = $1),
	rounds AS (DELETE FROM person_cadence WHERE person_id = $1)
DELETE FROM contact WHERE person_id = $1;
