-- Somebody waits no more for a session.
-- role: recorder
-- takes: person_id uuid, session_id uuid
DELETE FROM waiting WHERE person_id = $1 AND session_id = $2;
