-- Who accepted a session, what they are called, and whether it is noted that they came: null where
-- nothing is.
-- role: recorder
-- takes: session_id uuid
-- gives: person_id uuid, booking_id uuid, display_name text, came boolean, noted_at timestamptz
SELECT diary.person_id, diary.booking_id, account.display_name, attendance.came, attendance.noted_at
FROM diary JOIN account ON account.person_id = diary.person_id
	LEFT JOIN attendance ON attendance.person_id = diary.person_id
		AND attendance.booking_id = diary.booking_id
WHERE diary.session_id = $1 AND diary.part = 'attendee' AND diary.state = 'confirmed'
ORDER BY diary.person_id;
