-- Published sessions of a kind that start in a window and are long enough, so many at most in order of
-- start and id and from one on that was given before; with a seat that is free, without, or both.
-- role: recorder
-- takes: organisation_id uuid, kind text, earliest_at timestamptz, latest_at timestamptz, minutes integer, after_session_id uuid, free boolean, full boolean, most integer
-- gives: session_id uuid, kind text, during tstzrange, host_person_id uuid, free integer
SELECT session.session_id, session.kind, session.during, session.host_person_id,
	seat.capacity - seat.taken AS free
FROM session JOIN session_seat seat USING (session_id)
WHERE session.organisation_id = $1 AND session.kind = $2 AND session.state = 'published'
	AND seat.capacity > 0 AND NOT seat.closing
	AND lower(session.during) BETWEEN $3 AND $4
	AND (lower(session.during) > $3 OR session.session_id > $6)
	AND upper(session.during) - lower(session.during) >= make_interval(mins => $5)
	AND CASE WHEN seat.taken < seat.capacity THEN $7 ELSE $8 END
ORDER BY lower(session.during), session.session_id LIMIT $9;
