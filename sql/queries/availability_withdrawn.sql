-- Sessions of patterns that a host leads within a time, for which they are no longer in their diary.
-- role: recorder
-- takes: person_id uuid, within tstzrange
-- gives: session_id uuid, during tstzrange
SELECT session_id, during FROM session
WHERE host_person_id = $1 AND series_id IS NOT NULL AND state = 'published'
	AND lower(during) BETWEEN lower($2) AND upper($2)
	AND NOT EXISTS (SELECT FROM diary WHERE diary.person_id = $1 AND diary.session_id = session.session_id
		AND part = 'host' AND diary.state = 'confirmed')
ORDER BY during, session_id;
