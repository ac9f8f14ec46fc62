-- The seat that is held for a need, its row in the diary locked.
-- role: recorder
-- takes: person_id uuid, need_id uuid
-- gives: booking_id uuid, session_id uuid, host_person_id uuid, kind text, during tstzrange
SELECT diary.booking_id, diary.session_id, session.host_person_id, session.kind, diary.during
FROM diary JOIN session USING (session_id)
WHERE diary.person_id = $1 AND diary.need_id = $2 AND diary.state = 'held'
FOR UPDATE OF diary;
