-- A hold or what became of it, whether its need was declined, and whether its session has begun; it and
-- then its need locked. What was booked for no need has none.
-- role: recorder
-- takes: person_id uuid, booking_id uuid, at timestamptz
-- gives: session_id uuid, need_id uuid, host_person_id uuid, state text, overdue boolean, declined boolean, begun boolean, during tstzrange, kind text
WITH held AS MATERIALIZED (SELECT session_id, need_id, state, answer_by, during FROM diary
	WHERE person_id = $1 AND booking_id = $2 AND part = 'attendee' FOR UPDATE),
asked AS MATERIALIZED (SELECT state FROM need
	WHERE person_id = $1 AND need_id = (SELECT held.need_id FROM held) FOR UPDATE)
SELECT held.session_id, coalesce(held.need_id, '00000000-0000-0000-0000-000000000000') AS need_id,
	session.host_person_id, held.state,
	coalesce(held.answer_by <= $3, false) AS overdue,
	coalesce(asked.state = 'declined', false) AS declined, lower(held.during) <= $3 AS begun,
	held.during, session.kind
FROM held JOIN session USING (session_id) LEFT JOIN asked ON true;
