-- Sessions within a time on which one drops in, of these kinds, and those that somebody has accepted.
-- role: web
-- takes: organisation_id uuid, person_id uuid, within tstzrange, kinds text[]
-- gives: session_id uuid, kind text, topic text, during tstzrange, accepted boolean
SELECT session.session_id, session.kind, session.topic, session.during,
	own.session_id IS NOT NULL AS accepted
FROM session LEFT JOIN (SELECT DISTINCT session_id FROM diary WHERE person_id = $2
	AND part = 'attendee' AND state = 'confirmed') AS own ON own.session_id = session.session_id
WHERE session.organisation_id = $1 AND session.state = 'published' AND session.during && $3
	AND (session.kind = ANY ($4) OR own.session_id IS NOT NULL)
ORDER BY session.during, session.session_id LIMIT 200;
