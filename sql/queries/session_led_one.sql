-- A session that a person leads and that is not over or called off yet.
-- role: recorder
-- takes: session_id uuid, person_id uuid, at timestamptz
-- gives: session_id uuid, series_id uuid, during tstzrange
SELECT session_id, coalesce(series_id, '00000000-0000-0000-0000-000000000000') AS series_id, during
FROM session
WHERE session_id = $1 AND host_person_id = $2 AND state = 'published' AND upper(during) > $3;
