-- How a session that somebody leads is joined; no row where it is another's.
-- role: recorder
-- takes: session_id uuid, host_person_id uuid
-- gives: details text
SELECT coalesce(series_join.details, '') AS details
FROM session LEFT JOIN series_join
	ON series_join.series_id = coalesce(session.series_id, session.host_person_id)
WHERE session_id = $1 AND host_person_id = $2;
