-- Removes a calendar that keeps a person busy, with its copy and its address.
-- role: recorder
-- takes: person_id uuid, calendar_id uuid
DELETE FROM busy_calendar WHERE person_id = $1 AND calendar_id = $2;
