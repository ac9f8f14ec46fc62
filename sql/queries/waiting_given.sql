-- A place is held for somebody who waited for it.
-- role: recorder
-- takes: person_id uuid, session_id uuid
WITH given AS (DELETE FROM waiting WHERE person_id = $1 AND session_id = $2)
UPDATE diary SET waited = true
WHERE person_id = $1 AND session_id = $2 AND part = 'attendee' AND state = 'held';
