-- Takes a seat, if one is free and the session is not called off.
-- role: recorder
-- takes: session_id uuid, at timestamptz
UPDATE session_seat SET taken = taken + 1, sequence = sequence + 1, changed_at = $2
WHERE session_id = $1 AND taken < capacity AND NOT closed;
