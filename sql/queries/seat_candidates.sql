-- Published sessions of some kinds that start in a window and are long enough, full ones too; none
-- that a need has had already. It says of each whether whoever leads it is whom the person reports
-- to while it is on.
-- role: recorder
-- takes: organisation_id uuid, kinds text[], earliest_at timestamptz, latest_at timestamptz, minutes integer, person_id uuid, need_id uuid
-- gives: session_id uuid, kind text, during tstzrange, host_person_id uuid, free integer, own_manager boolean
WITH manager AS MATERIALIZED (SELECT manager_person_id, during FROM reports_to WHERE person_id = $6)
SELECT session.session_id, session.kind, session.during, session.host_person_id,
	seat.capacity - seat.taken AS free,
	EXISTS (SELECT FROM manager WHERE manager.manager_person_id = session.host_person_id
		AND manager.during && session.during) AS own_manager
FROM session JOIN session_seat seat USING (session_id)
WHERE session.organisation_id = $1 AND session.kind = ANY ($2) AND session.state = 'published'
	AND seat.capacity > 0 AND NOT seat.closing
	AND lower(session.during) BETWEEN $3 AND $4
	AND upper(session.during) - lower(session.during) >= make_interval(mins => $5)
	AND session.session_id <> ALL (ARRAY(SELECT session_id FROM diary
		WHERE diary.person_id = $6 AND diary.need_id = $7))
ORDER BY lower(session.during), session.session_id;
