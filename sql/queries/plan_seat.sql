-- How many seats of some sessions are free.
-- role: recorder
-- takes: session_ids uuid[]
-- gives: session_id uuid, free integer
SELECT session_id, capacity - taken AS free FROM session_seat WHERE session_id = ANY ($1)
ORDER BY session_id;
