-- Of some sessions whether a place is free, whether none will be any more, and when that changed last.
-- role: recorder
-- takes: session_ids uuid[]
-- gives: session_id uuid, free boolean, over boolean, changed_at timestamptz
SELECT session_id, taken < capacity AS free, closed OR closing OR capacity = 0 AS over, changed_at
FROM session_seat WHERE session_id = ANY ($1) ORDER BY session_id;
