-- The sessions that a person waits for a place in.
-- role: web
-- takes: person_id uuid
-- gives: kind text, topic text, starts_at timestamptz, ends_at timestamptz, joined_at timestamptz
SELECT session.kind, session.topic, lower(session.during) AS starts_at, upper(session.during) AS ends_at,
	waiting.joined_at
FROM waiting JOIN session USING (session_id) WHERE waiting.person_id = $1
ORDER BY session.during, session.session_id;
