-- Gives a seat back, one that was confirmed too; one that is closing is withdrawn with that.
-- role: recorder
-- takes: session_id uuid, confirmed integer, at timestamptz
UPDATE session_seat SET taken = taken - 1, confirmed = confirmed - $2,
	capacity = CASE WHEN closing THEN taken - 1 ELSE capacity END, sequence = sequence + 1,
	changed_at = $3
WHERE session_id = $1;
