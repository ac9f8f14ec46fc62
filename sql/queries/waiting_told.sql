-- Which of some full sessions are told of as full: of those with one place, where a full one tells of one
-- person, only what has been so since before a day, so that nobody can watch when one is taken.
-- role: recorder
-- takes: session_ids uuid[], day timestamptz
-- gives: session_id uuid
SELECT session_id FROM session_seat
WHERE session_id = ANY ($1) AND taken >= capacity AND (capacity > 1 OR changed_at < $2)
ORDER BY session_id;
