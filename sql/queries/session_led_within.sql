-- The sessions that a person leads, that begin within a time and are not over or called off yet.
-- role: recorder
-- takes: person_id uuid, within tstzrange, at timestamptz
-- gives: session_id uuid, series_id uuid, during tstzrange
SELECT session_id, coalesce(series_id, '00000000-0000-0000-0000-000000000000') AS series_id, during
FROM session
WHERE host_person_id = $1 AND state = 'published' AND lower(during) <@ $2 AND upper(during) > $3
ORDER BY session_id;
