-- Sessions that begin within a time and that fewer have accepted than have to, by their pattern or, for
-- groups whose pattern says nothing, by the policy.
-- role: recorder
-- takes: within tstzrange, group_minimum integer, most integer
-- gives: session_id uuid, host_person_id uuid
SELECT session.session_id, session.host_person_id
FROM session JOIN session_seat seat USING (session_id) JOIN series USING (series_id)
WHERE session.state = 'published' AND lower(session.during) <@ $1
	AND seat.confirmed < CASE WHEN series.minimum > 0 THEN series.minimum
		WHEN session.kind = 'support_group' THEN $2 ELSE 0 END
ORDER BY session.session_id LIMIT $3;
