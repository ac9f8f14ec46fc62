-- How many places of sessions are taken, and whether they are closing.
-- role: web, recorder
-- takes: session_ids uuid[]
-- gives: session_id uuid, capacity integer, taken integer, closing boolean
SELECT session_id, capacity, taken, closing FROM session_seat WHERE session_id = ANY ($1) ORDER BY session_id;
