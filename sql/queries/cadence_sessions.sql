-- Sessions that people have accepted, by person: those that begin at a time or later, and of each kind
-- the newest. One drops in on those that take no time, so they are not among them, nor are those to which
-- it is noted that somebody did not come. Where nothing is noted they are taken to have come.
-- role: recorder
-- takes: person_ids uuid[], since timestamptz
-- gives: person_id uuid, session_id uuid, kind text, during tstzrange
SELECT person_id, session_id, kind, during
FROM (SELECT diary.person_id, diary.session_id, session.kind, diary.during,
		row_number() OVER (PARTITION BY diary.person_id, session.kind
			ORDER BY lower(diary.during) DESC) AS place
	FROM diary JOIN session USING (session_id)
	WHERE diary.person_id = ANY ($1) AND part = 'attendee' AND takes_time
		AND diary.state = 'confirmed'
		AND NOT EXISTS (SELECT FROM attendance WHERE attendance.person_id = diary.person_id
			AND attendance.booking_id = diary.booking_id AND NOT came)) AS accepted
WHERE place = 1 OR lower(during) >= $2
ORDER BY person_id, during, session_id;
