-- A session that takes place, whether somebody has accepted it, and how it is joined.
-- role: recorder
-- takes: organisation_id uuid, session_id uuid, person_id uuid
-- gives: kind text, topic text, description text, during tstzrange, accepted boolean, details text
SELECT session.kind, session.topic, coalesce(series.description, '') AS description, session.during,
	EXISTS (SELECT FROM diary WHERE diary.person_id = $3 AND diary.session_id = $2
		AND part = 'attendee' AND diary.state = 'confirmed') AS accepted,
	coalesce(series_join.details, '') AS details
FROM session LEFT JOIN series USING (series_id)
	LEFT JOIN series_join
		ON series_join.series_id = coalesce(session.series_id, session.host_person_id)
WHERE session.organisation_id = $1 AND session.session_id = $2 AND session.state = 'published';
