-- What somebody had booked that began within a time, and whether it is noted that they came: null where
-- nothing is.
-- role: web
-- takes: person_id uuid, within tstzrange
-- gives: kind text, during tstzrange, came boolean
SELECT session.kind, diary.during, attendance.came
FROM diary JOIN session USING (session_id)
	LEFT JOIN attendance ON attendance.person_id = diary.person_id
		AND attendance.booking_id = diary.booking_id
WHERE diary.person_id = $1 AND diary.part = 'attendee' AND diary.state = 'confirmed'
	AND lower(diary.during) <@ $2::tstzrange
ORDER BY diary.during DESC, diary.booking_id;
