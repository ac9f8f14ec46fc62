-- What a person waits for, and since when.
-- role: web
-- takes: person_id uuid, at timestamptz
-- gives: session_id uuid, kind text, topic text, during tstzrange, joined_at timestamptz
SELECT session.session_id, session.kind, session.topic, session.during, waiting.joined_at
FROM waiting JOIN session USING (session_id)
WHERE waiting.person_id = $1 AND session.state = 'published' AND lower(session.during) > $2
ORDER BY session.during, session.session_id;
