-- The seat that is held for a need, its row in the diary locked, and whether whoever leads the
-- session is whom the person reports to while it is on.
-- role: recorder
-- takes: person_id uuid, need_id uuid
-- gives: booking_id uuid, session_id uuid, host_person_id uuid, kind text, during tstzrange, own_manager boolean
SELECT diary.booking_id, diary.session_id, session.host_person_id, session.kind, diary.during,
	EXISTS (SELECT FROM reports_to WHERE reports_to.person_id = $1
		AND reports_to.manager_person_id = session.host_person_id
		AND reports_to.during && diary.during) AS own_manager
FROM diary JOIN session USING (session_id)
WHERE diary.person_id = $1 AND diary.need_id = $2 AND diary.state = 'held'
FOR UPDATE OF diary;
