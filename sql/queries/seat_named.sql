-- Some sessions, whatever has become of them, and whether they are offered still.
-- role: recorder
-- takes: session_ids uuid[]
-- gives: session_id uuid, kind text, during tstzrange, host_person_id uuid, free integer, languages text, manner text, offered boolean
SELECT session.session_id, session.kind, session.during, session.host_person_id,
	seat.capacity - seat.taken AS free,
	array_to_string(session.languages, ' ') AS languages, coalesce(session.manner, '') AS manner,
	session.state = 'published' AND seat.capacity > 0 AND NOT seat.closing AS offered
FROM session JOIN session_seat seat USING (session_id)
WHERE session.session_id = ANY ($1)
ORDER BY session.session_id;
