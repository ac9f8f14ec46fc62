-- Who waits, for what and since when, in the order in which they joined and from one on that was given
-- before.
-- role: recorder
-- takes: after_joined_at timestamptz, after_person_id uuid, after_session_id uuid, most integer
-- gives: person_id uuid, session_id uuid, joined_at timestamptz, looked_at timestamptz, look_at timestamptz, begins_at timestamptz, cancelled boolean
SELECT waiting.person_id, waiting.session_id, waiting.joined_at, waiting.looked_at, waiting.look_at,
	lower(session.during) AS begins_at, session.state = 'cancelled' AS cancelled
FROM waiting JOIN session USING (session_id)
WHERE (waiting.joined_at, waiting.person_id, waiting.session_id) > ($1, $2, $3)
ORDER BY waiting.joined_at, waiting.person_id, waiting.session_id LIMIT $4;
