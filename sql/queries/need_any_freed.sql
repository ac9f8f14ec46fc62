-- The starts of sessions in which a place is free and that changed at a time or later, and their kinds.
-- role: recorder
-- takes: within tstzrange, since timestamptz, most integer
-- gives: kind text, begins_at timestamptz, changed_at timestamptz
SELECT session.kind, lower(session.during) AS begins_at, seat.changed_at
FROM session JOIN session_seat seat USING (session_id)
WHERE lower(session.during) <@ $1 AND session.state = 'published' AND seat.changed_at >= $2
	AND seat.taken < seat.capacity AND NOT seat.closing AND NOT seat.closed
ORDER BY seat.changed_at DESC, session.session_id LIMIT $3;
