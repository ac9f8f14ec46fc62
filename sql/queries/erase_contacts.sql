-- Destroys that somebody is to contact a person, what they were to be offered later, and where they
-- stand with cadences, and of what they are reminded.
-- role: erasure
-- takes: person_id uuid
WITH reminders AS (DELETE FROM reminder WHERE person_id = $1),
	wanted AS (DELETE FROM reminder_setting WHERE person_id = $1),
	later AS (DELETE FROM follow_up WHERE person_id = $1),
	rounds AS (DELETE FROM person_cadence WHERE person_id = $1)
DELETE FROM contact WHERE person_id = $1;
