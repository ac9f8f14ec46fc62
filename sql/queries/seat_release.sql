-- Gives a seat back, one that was confirmed too.
-- role: recorder
-- takes: session_id uuid, confirmed integer, at timestamptz
UPDATE session_seat SET taken = taken - 1, confirmed = confirmed - $2, sequence = sequence + 1,
	changed_at = $3
WHERE session_id = $1;
