-- Gives a seat back; one that is closing is withdrawn with that.
-- role: recorder
-- takes: session_id uuid, at timestamptz
UPDATE session_seat SET taken = taken - 1,
	capacity = CASE WHEN closing THEN taken - 1 ELSE capacity END, sequence = sequence + 1, changed_at = $2
WHERE session_id = $1;
