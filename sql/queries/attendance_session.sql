-- A session that somebody leads; no row where it is another's or was called off.
-- role: recorder
-- takes: session_id uuid, host_person_id uuid
-- gives: kind text, topic text, during tstzrange
SELECT kind, topic, during FROM session
WHERE session_id = $1 AND host_person_id = $2 AND state = 'published';
