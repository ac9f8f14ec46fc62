-- Holds that nobody answered in time.
-- role: recorder
-- takes: at timestamptz, most integer
-- gives: person_id uuid, booking_id uuid, session_id uuid, need_id uuid, host_person_id uuid
SELECT diary.person_id, diary.booking_id, diary.session_id,
	coalesce(diary.need_id, '00000000-0000-0000-0000-000000000000') AS need_id, session.host_person_id
FROM diary JOIN session USING (session_id)
WHERE diary.state = 'held' AND diary.answer_by <= $1
ORDER BY diary.person_id, diary.booking_id LIMIT $2;
