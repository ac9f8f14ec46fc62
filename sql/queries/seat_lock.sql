-- Locks the seats of a session until the transaction ends.
-- role: recorder
-- takes: session_id uuid
-- gives: session_id uuid
SELECT session_id FROM session_seat WHERE session_id = $1 FOR NO KEY UPDATE;
