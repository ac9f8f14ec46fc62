-- Everything a person is or was to attend.
-- role: web
-- takes: person_id uuid
-- gives: booking_id uuid, during tstzrange, state text, answer_by timestamptz, sequence integer, created_at timestamptz, changed_at timestamptz, kind text, topic text, takes_time boolean, called_off boolean
SELECT diary.booking_id, diary.during, diary.state, diary.answer_by, diary.sequence,
	diary.created_at, diary.changed_at, session.kind, session.topic,
	diary.takes_time, session.state = 'cancelled' AS called_off
FROM diary JOIN session USING (session_id)
WHERE diary.person_id = $1 AND diary.part = 'attendee'
ORDER BY diary.during, diary.booking_id;
