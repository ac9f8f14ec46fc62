-- Removes every calendar that keeps a person busy.
-- role: recorder
-- takes: person_id uuid
DELETE FROM busy_calendar WHERE person_id = $1;
