-- Sessions that were held for a person, that they booked, or that they lead, and whether it is noted that
-- they came.
-- role: web
-- takes: person_id uuid
-- gives: kind text, topic text, part text, starts_at timestamptz, ends_at timestamptz, state text, answer_by timestamptz, came boolean, made_at timestamptz, changed_at timestamptz
SELECT session.kind, session.topic, diary.part, lower(diary.during) AS starts_at,
	upper(diary.during) AS ends_at, diary.state, diary.answer_by, attendance.came,
	diary.created_at AS made_at, diary.changed_at
FROM diary JOIN session USING (session_id)
	LEFT JOIN attendance ON attendance.person_id = diary.person_id
		AND attendance.booking_id = diary.booking_id
WHERE diary.person_id = $1 ORDER BY diary.during, diary.booking_id;
