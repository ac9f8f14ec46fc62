-- Sessions of some people within a time, of those kinds that take theirs: booked, and called off
-- after they were. As their line manager sees them, after app_team().
-- role: web
-- takes: person_ids uuid[], within tstzrange
-- gives: person_id uuid, booking_id uuid, session_id uuid, kind text, capacity integer, during tstzrange, state text, sequence integer, changed_at timestamptz
SELECT diary.person_id, diary.booking_id, diary.session_id, session.kind,
	coalesce(series.capacity, 1) AS capacity, diary.during, diary.state, diary.sequence, diary.changed_at
FROM diary JOIN session USING (session_id) LEFT JOIN series USING (series_id)
WHERE diary.person_id = ANY ($1) AND diary.during && $2 AND diary.part = 'attendee'
	AND diary.takes_time AND diary.state IN ('confirmed', 'cancelled')
ORDER BY diary.during, diary.booking_id;
