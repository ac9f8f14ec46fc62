-- Destroys the calendars that kept a person busy.
-- role: erasure
-- takes: person_id uuid
DELETE FROM busy_calendar WHERE person_id = $1;
