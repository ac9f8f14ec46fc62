-- Whether a person has booked a session for a need.
-- role: recorder
-- takes: person_id uuid, need_id uuid, session_id uuid
-- gives: booked boolean
SELECT EXISTS (SELECT FROM diary WHERE person_id = $1 AND need_id = $2 AND session_id = $3
	AND part = 'attendee' AND state = 'confirmed') AS booked;
