-- Everything a person leads that was not withdrawn, with its live places and nobody's name.
-- role: web
-- takes: person_id uuid
-- gives: session_id uuid, during tstzrange, state text, sequence integer, created_at timestamptz, changed_at timestamptz, kind text, topic text, capacity integer, taken integer, confirmed integer
SELECT session.session_id, session.during, session.state,
	session.sequence + seat.sequence AS sequence, session.created_at,
	greatest(session.changed_at, seat.changed_at) AS changed_at, session.kind, session.topic,
	seat.capacity, seat.taken, seat.confirmed
FROM session JOIN session_seat seat USING (session_id)
WHERE session.host_person_id = $1 AND seat.capacity > 0
ORDER BY session.during, session.session_id;
