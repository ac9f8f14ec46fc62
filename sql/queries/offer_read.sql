-- A hold or what became of it, as offer_lock tells it, without locking anything.
-- role: recorder
-- takes: person_id uuid, booking_id uuid, at timestamptz
-- gives: session_id uuid, need_id uuid, host_person_id uuid, state text, overdue boolean, declined boolean, begun boolean, during tstzrange, kind text
SELECT diary.session_id, coalesce(diary.need_id, '00000000-0000-0000-0000-000000000000') AS need_id,
	session.host_person_id, diary.state,
	coalesce(diary.answer_by <= $3, false) AS overdue,
	coalesce(need.state = 'declined', false) AS declined,
	lower(diary.during) <= $3 AS begun, diary.during, session.kind
FROM diary JOIN session USING (session_id)
	LEFT JOIN need ON need.person_id = diary.person_id AND need.need_id = diary.need_id
WHERE diary.person_id = $1 AND diary.booking_id = $2 AND diary.part = 'attendee';
