-- Places of sessions, and how many are confirmed.
-- role: recorder
-- takes: session_ids uuid[]
-- gives: session_id uuid, capacity integer, confirmed integer
SELECT session_id, capacity, confirmed FROM session_seat WHERE session_id = ANY ($1)
ORDER BY session_id;
