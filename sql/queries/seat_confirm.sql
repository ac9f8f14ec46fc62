-- Notes that a seat that was held is confirmed.
-- role: recorder
-- takes: session_id uuid, at timestamptz
UPDATE session_seat SET confirmed = confirmed + 1, sequence = sequence + 1, changed_at = $2
WHERE session_id = $1;
