-- Somebody who waits cannot have a free place at the moment, and keeps theirs in the list.
-- role: recorder
-- takes: person_id uuid, session_id uuid, look_at timestamptz, at timestamptz
UPDATE waiting SET looked_at = $4, look_at = $3 WHERE person_id = $1 AND session_id = $2;
