-- A need was answered; one that was accepted is also the session of each cadence that asked for its
-- kind.
-- role: recorder
-- takes: person_id uuid, need_id uuid, accepted boolean
DELETE FROM contact WHERE person_id = $1 AND (need_id = $2 OR ($3 AND rule LIKE 'cadence:%'
	AND EXISTS (SELECT FROM need WHERE need.person_id = $1 AND need.need_id = contact.need_id
		AND kinds && ARRAY(SELECT kind FROM diary JOIN session USING (session_id)
			WHERE diary.person_id = $1 AND diary.need_id = $2 AND diary.state = 'confirmed'))));
